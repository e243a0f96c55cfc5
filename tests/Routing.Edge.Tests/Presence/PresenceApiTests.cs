using System.Net.Http.Json;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>States with their reasons, the alert for a queue that nobody serves, and a shift beside its plan, over the API.</summary>
[Collection(nameof(RealServer))]
public class PresenceApiTests(RealServer server)
{
    [Fact]
    public async Task A_status_is_set_with_its_reason_by_agent_or_supervisor_and_the_feed_says_who_and_why()
    {
        var workspace = await server.Workspace();
        await using var ann = await Available(workspace);
        var thread = await workspace.PostNew("1");
        Ok(await ann.Call("Accept", thread, (await ann.Next("offer")).GetProperty("epoch").GetInt64(), null));
        Ok(await ann.Call("SetStatusWithReason", "training", "new product", null));

        var presence = (await workspace.Get("/v1/agents/ann/presence")).Body;
        Assert.Equal(("training", "new product", 1), (presence.GetProperty("status").GetString(), presence.GetProperty("why").GetString(), presence.GetProperty("connections").GetInt32()));

        Assert.Equal(204, await Post(workspace, "/v1/agents/ann/status", new { status = "draining", why = "goes home early" }));
        var feed = await workspace.Until("/v1/feed", body => Statuses(body).Count == 3);
        var last = Statuses(feed)[^1];
        Assert.Equal(
            ("draining", "training", "goes home early", "api:root"),
            (last.GetProperty("status").GetString(), last.GetProperty("from").GetString(), last.GetProperty("why").GetString(), last.GetProperty("by").GetString()));
        await workspace.Until("/v1/board", body => body.GetProperty("agents")[0].GetProperty("status").GetString() == "draining");

        Ok(await ann.Call("Resolve", thread, null));
        feed = await workspace.Until("/v1/feed?limit=500", body => Statuses(body).Count == 4);
        Assert.Equal(("offline", "drained"), (Statuses(feed)[^1].GetProperty("status").GetString(), Statuses(feed)[^1].GetProperty("by").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_a_status_or_a_reason_is_refused()
    {
        var workspace = await server.Workspace();
        await using var ann = await Available(workspace);
        Assert.Equal((int)Refusal.BadRequest, (await ann.Call("SetStatusWithReason", "dancing", null, null)).GetProperty("code").GetInt32());
        Assert.Equal((int)Refusal.TooLarge, (await ann.Call("SetStatusWithReason", "busy", new string('x', Limits.IdChars + 1), null)).GetProperty("code").GetInt32());
        Assert.Equal(400, await Post(workspace, "/v1/agents/ann/status", new { status = "dancing" }));
        Assert.Equal(404, (await workspace.Get("/v1/agents/nobody/presence")).Status);
        Assert.Equal(404, (await workspace.Get("/v1/shifts/ann~20200101T0000/adherence")).Status);
    }

    [Fact]
    public async Task A_person_is_seen_and_named_where_the_policy_sets_the_idle_away()
    {
        var workspace = await server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/policy", new { queues = new[] { new { id = "a" } }, presence = new { idleMinutes = 5 } }))
            put.EnsureSuccessStatusCode();
        await using var ann = await Available(workspace);

        Ok(await ann.Call("Active"));

        var presence = (await workspace.Get("/v1/agents/ann/presence")).Body;
        Assert.InRange(presence.GetProperty("activeAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.False(presence.GetProperty("idle").GetBoolean());
    }

    [Fact]
    public async Task A_queue_whose_agents_are_all_offline_is_an_alert_on_board_and_feed_until_one_is_back()
    {
        var workspace = await server.Workspace();
        await using var ann = await Available(workspace);

        Ok(await ann.Call("SetStatus", "offline", null));

        await workspace.Until("/v1/board", body => body.GetProperty("queues")[0].TryGetProperty("unstaffedSince", out var since) && since.ValueKind == JsonValueKind.String);
        Ok(await ann.Call("SetStatus", "available", null));
        await workspace.Until("/v1/board", body => !body.GetProperty("queues")[0].TryGetProperty("unstaffedSince", out var since) || since.ValueKind == JsonValueKind.Null);
        var feed = await workspace.Until("/v1/feed", body => Types(body).Contains("routing.queue.staffed.v1"));
        Assert.Single(Types(feed), type => type == "routing.queue.unstaffed.v1");
    }

    [Fact]
    public async Task A_shift_that_runs_is_compared_with_its_plan()
    {
        var workspace = await server.Workspace();
        await using var ann = await Available(workspace);
        var now = DateTimeOffset.UtcNow;
        var shift = new { from = now.AddMinutes(-60).ToString("yyyy-MM-dd'T'HH:mmzzz", null), until = now.AddMinutes(60).ToString("yyyy-MM-dd'T'HH:mmzzz", null) };
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ann/shifts", new { shifts = new[] { shift } })) put.EnsureSuccessStatusCode();
        Assert.Equal("began", (await ann.Next("shift")).GetProperty("detail").GetString());
        var id = (await workspace.Get("/v1/agents/ann/shifts")).Body.GetProperty("shifts")[0].GetProperty("id").GetString();

        // It was planned when an hour of it was over already.
        var report = (await workspace.Get($"/v1/shifts/{id}/adherence")).Body;
        Assert.InRange(report.GetProperty("scheduledMinutes").GetDouble(), 60, 62);
        Assert.InRange(report.GetProperty("adherencePercent").GetDouble(), 0, 3);
        Assert.Equal(204, await Post(workspace, $"/v1/shifts/{id}/move", new { until = now.ToString("yyyy-MM-dd'T'HH:mmK", null) }));
        await ann.Next("status");
        Assert.Equal(120, (await workspace.Get($"/v1/shifts/{id}/adherence")).Body.GetProperty("scheduledMinutes").GetDouble());
    }

    private static async Task<TestAgent> Available(TestWorkspace workspace)
    {
        var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        Ok(await ann.Call("SetStatus", "available", null));
        return ann;
    }

    private static List<JsonElement> Statuses(JsonElement feed) =>
        [.. feed.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("type").GetString() == "routing.agent.status.v1").Select(item => item.GetProperty("data"))];

    private static List<string?> Types(JsonElement feed) => [.. feed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("type").GetString())];

    private static async Task<int> Post(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PostAsJsonAsync(path, body);
        return (int)answer.StatusCode;
    }

    private static void Ok(JsonElement answer) => Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
}

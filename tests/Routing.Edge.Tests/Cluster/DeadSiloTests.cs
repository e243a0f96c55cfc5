using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Routing.Edge.Tests.Server;
using Routing.Redis;

namespace Routing.Edge.Tests.Cluster;

/// <summary>A silo that dies takes its agents' connections with it and can tell nobody: another one does. A cluster of its own.</summary>
public sealed class DeadSiloTests(ClusterServer server) : IClassFixture<ClusterServer>
{
    /// <summary>For what the machine takes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Its_agents_are_noticed_in_time_what_they_had_goes_on_with_its_age_and_no_push_is_lost()
    {
        var before = await server.Workspace();
        using (var put = await before.Admin.PutAsJsonAsync(
            "/v1/policy", new { queues = new[] { new { id = "general" } }, presence = new { graceSeconds = 1 }, offers = new { preferredSeconds = 0, seconds = 60 } }))
            put.EnsureSuccessStatusCode();
        await using var ann = await TestAgent.Connect(before, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var held = await before.PostNew("1", author: "1");
        await ann.Call("Accept", held, (await ann.Next("offer")).GetProperty("epoch").GetInt64(), null);
        var offered = await before.PostNew("2", author: "2");
        var seen = (await ann.Next("offer")).GetProperty("sequence").GetInt64();
        var since = await Since(before, held);

        var gone = DateTimeOffset.UtcNow;
        await server.Drop();

        var after = new TestWorkspace(server, before.Id);
        var noticed = Of(await after.Until("/v1/feed?limit=500", body => Of(body).Any())).First().GetProperty("time").GetDateTimeOffset();
        Assert.True(noticed - gone < SiloRuns.Silence + Slack, $"noticed after {noticed - gone}");
        await after.Until("/v1/agents/ann/presence", body => body.TryGetProperty("status", out var status) && status.GetString() == "offline");

        using (var put = await after.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 4 })) put.EnsureSuccessStatusCode();
        await using var ben = await TestAgent.Connect(after, "ben");
        await ben.Call("Start", (object?)null);
        await ben.Call("SetStatus", "available", null);
        foreach (var thread in new[] { held, offered })
        {
            var offer = await ben.Next("offer");
            Assert.Equal(thread, offer.GetProperty("thread").GetString());
            Assert.True((await ben.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null)).GetProperty("ok").GetBoolean());
        }

        Assert.Equal(since, await Since(after, held));

        await using var again = await TestAgent.Connect(after, "ann");
        var started = await again.Hub.InvokeAsync<JsonElement>("Start", seen);
        Assert.False(started.GetProperty("snapshot").GetBoolean());
        var missed = started.GetProperty("missed").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, missed.Count).Select(number => seen + number), missed.Select(push => push.GetProperty("sequence").GetInt64()));
        Assert.Equal(["freed", "offerEnded", "status"], missed.Select(push => push.GetProperty("kind").GetString()!).Intersect(["offerEnded", "freed", "status"]).Order());
    }

    private static async Task<DateTimeOffset> Since(TestWorkspace workspace, string thread) =>
        (await workspace.Get($"/v1/threads/{thread}")).Body.GetProperty("since").GetDateTimeOffset();

    /// <summary>None while the actors of the silo that died are nowhere yet, and the feed answers with a refusal.</summary>
    private static IEnumerable<JsonElement> Of(JsonElement feed) => !feed.TryGetProperty("items", out var items) ? [] : items.EnumerateArray()
        .Where(item => item.GetProperty("type").GetString() == "routing.agent.disconnected.v1" && item.GetProperty("agent").GetString() == "ann");
}

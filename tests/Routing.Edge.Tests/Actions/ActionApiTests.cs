using System.Net.Http.Json;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Actions;

/// <summary>A supervisor stops things and lets them go on, and everybody can read who did it and why.</summary>
[Collection(nameof(RealServer))]
public class ActionApiTests(RealServer server)
{
    [Fact]
    public async Task A_paused_queue_says_so_in_why_and_on_the_board_until_it_is_reopened()
    {
        var workspace = await server.Workspace();
        Assert.Equal(204, (await Post(workspace, "/v1/queues/general/pause", new { why = "outage" })).Status);
        var thread = await workspace.PostNew("1");

        var why = (await workspace.Get($"/v1/threads/{thread}/why")).Body.GetProperty("obstacles")[0];
        Assert.Equal(("queuePaused", "api:root paused its queue: outage."), (why.GetProperty("code").GetString(), why.GetProperty("text").GetString()));
        await workspace.Until("/v1/board", board => Paused(board)?.GetProperty("why").GetString() == "outage");
        Assert.Equal("general", (await workspace.Get("/v1/standstills")).Body.GetProperty("queues")[0].GetProperty("queue").GetString());

        Assert.Equal(204, (await Post(workspace, "/v1/queues/general/reopen", new { })).Status);
        await workspace.Until("/v1/board", board => Paused(board) is null);
        await workspace.Until("/v1/feed?limit=500", body => body.ToString().Contains("queue.reopened", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supervisor_parks_a_thread_before_its_agent_and_takes_it_back()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1");
        var until = DateTimeOffset.UtcNow.AddHours(1);
        Assert.Equal((int)Refusal.NobodyHolds, CodeOf(await Post(workspace, $"/v1/threads/{thread}/park", new { until })));
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        await ann.Call("Accept", thread, (await ann.Next("offer")).GetProperty("epoch").GetInt64(), null);
        await workspace.Until($"/v1/threads/{thread}", body => body.GetProperty("state").GetString() == "assigned");

        Assert.Equal(204, (await Post(workspace, $"/v1/threads/{thread}/park", new { until, why = "the depot calls back" })).Status);
        var parked = (await workspace.Get($"/v1/threads/{thread}")).Body;
        Assert.Equal(("parked", "ann"), (parked.GetProperty("state").GetString(), parked.GetProperty("agent").GetString()));
        Assert.Equal(204, (await Post(workspace, $"/v1/threads/{thread}/unpark", new { why = "they did" })).Status);

        Assert.Equal("assigned", (await workspace.Get($"/v1/threads/{thread}")).Body.GetProperty("state").GetString());
        await workspace.Until($"/v1/audit?thread={thread}", page => new[] { "the depot calls back", "they did" }.All(why => page.ToString().Contains(why, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_by_number_and_field()
    {
        var workspace = await server.Workspace();
        Assert.Equal((int)Refusal.NoSuchQueue, CodeOf(await Post(workspace, "/v1/queues/nowhere/pause", new { })));
        Assert.Equal((int)Refusal.NoSuchCustomer, CodeOf(await Post(workspace, "/v1/customers/nobody%20at%20all/mute", new { })));
        Assert.Equal((int)Refusal.NoSuchAgent, CodeOf(await Post(workspace, "/v1/agents/nobody/temporary/end", new { })));
        Assert.Equal((int)Refusal.BadRequest, CodeOf(await Post(workspace, "/v1/agents/nobody/status", new { status = "asleep" })));
        Assert.Equal((int)Refusal.NoSuchAgent, CodeOf(await Post(workspace, "/v1/agents/nobody/status", new { status = "offline" })));
        using var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ann/temporary", new { slots = 2 });
        var error = (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal((400, "until"), ((int)put.StatusCode, error.GetProperty("field").GetString()));
    }

    private static JsonElement? Paused(JsonElement board)
    {
        var general = board.GetProperty("queues").EnumerateArray().First(queue => queue.GetProperty("queue").GetString() == "general");
        return general.TryGetProperty("paused", out var paused) && paused.ValueKind == JsonValueKind.Object ? paused : null;
    }

    private static int CodeOf((int Status, JsonElement Body) answer) => answer.Body.GetProperty("error").GetProperty("code").GetInt32();

    private static async Task<(int Status, JsonElement Body)> Post(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}

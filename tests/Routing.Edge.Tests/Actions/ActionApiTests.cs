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

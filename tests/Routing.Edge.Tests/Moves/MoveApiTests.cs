using System.Net.Http.Json;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Moves;

/// <summary>A supervisor sees a move before it is made, and takes it back.</summary>
[Collection(nameof(RealServer))]
public class MoveApiTests(RealServer server)
{
    [Fact]
    public async Task A_move_is_previewed_made_once_and_undone_and_says_who_why_and_what_stayed()
    {
        var workspace = await server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 1 })) put.EnsureSuccessStatusCode();
        await using var ann = await Present(workspace, "ann");
        await using var ben = await Present(workspace, "ben");
        var threads = new[] { await workspace.PostNew("1", author: "a"), await workspace.PostNew("2", author: "b") };
        foreach (var thread in threads) Assert.Equal(204, (await Post(workspace, $"/v1/threads/{thread}/transfer", new { agent = "ann" })).Status);

        var plan = (await Post(workspace, "/v1/moves/preview", new { threads, agent = "ben" })).Body;
        Assert.Equal(1, plan.GetProperty("broken").GetInt32());
        Assert.Equal("noRoom", plan.GetProperty("items")[1].GetProperty("obstacle").GetString());
        var made = new { plan = plan.GetProperty("id").GetString(), why = "ann is swamped" };
        var move = (await Post(workspace, "/v1/moves", made)).Body;
        Assert.Equal([threads[0]], move.GetProperty("moved").EnumerateArray().Select(moved => moved.GetProperty("thread").GetString()));
        Assert.Equal("moved", (await ben.Next("assigned")).GetProperty("reason").GetString());
        var again = (await Post(workspace, "/v1/moves", made)).Body;
        Assert.Equal(move.ToString(), again.ToString());

        var id = move.GetProperty("id").GetString();
        var undone = (await Post(workspace, $"/v1/moves/{id}/undo", new { why = "she is back" })).Body.GetProperty("undone");
        Assert.Equal(threads[0], undone.GetProperty("restored")[0].GetString());
        Assert.Equal(("she is back", "api:root"), (undone.GetProperty("why").GetString(), undone.GetProperty("by").GetString()));
        Assert.Equal("freed", (await ben.Next("freed")).GetProperty("kind").GetString());
        await workspace.Until("/v1/feed?limit=500", body => body.ToString().Contains("move.undone", StringComparison.Ordinal));
        Assert.Equal("she is back", (await workspace.Get($"/v1/moves/{id}")).Body.GetProperty("undone").GetProperty("why").GetString());
    }

    [Fact]
    public async Task A_team_shares_what_it_gets_with_a_forecast_and_the_move_stands_in_the_list()
    {
        var workspace = await server.Workspace();
        foreach (var agent in (string[])["ben", "cho"])
            using (var put = await workspace.Admin.PutAsJsonAsync($"/v1/agents/{agent}", new { name = agent, slots = 1 })) put.EnsureSuccessStatusCode();
        await using var ben = await Present(workspace, "ben");
        await using var cho = await Present(workspace, "cho");
        var threads = new[] { await workspace.PostNew("1", author: "a"), await workspace.PostNew("2", author: "b") };

        var plan = (await Post(workspace, "/v1/moves/preview", new { threads, team = new[] { "ben", "cho" } })).Body;
        Assert.Equal(["ben", "cho"], plan.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("toAgent").GetString()));
        Assert.InRange(plan.GetProperty("forecast").GetProperty("before").GetProperty("breaches").GetInt32(), 0, 2);
        var move = (await Post(workspace, "/v1/moves", new { plan = plan.GetProperty("id").GetString(), why = "a spike" })).Body;
        Assert.Equal(["ben", "cho"], move.GetProperty("moved").EnumerateArray().Select(moved => moved.GetProperty("to").GetString()));

        var line = Assert.Single((await workspace.Get("/v1/moves")).Body.EnumerateArray());
        Assert.Equal((move.GetProperty("id").GetString(), "a spike", 2, JsonValueKind.Null),
            (line.GetProperty("id").GetString(), line.GetProperty("why").GetString(), line.GetProperty("moved").GetInt32(), line.GetProperty("undoneAt").ValueKind));
        foreach (var body in (object[])[new { threads, team = Array.Empty<string>() }, new { threads, team = new[] { "ben" }, queue = "general" }])
            Assert.Equal((400, (int)Refusal.BadRequest), await Code(workspace, "/v1/moves/preview", body));
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused_by_number()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1");

        foreach (var (body, code) in ((object, Refusal)[])
        [
            (new { threads = new[] { thread } }, Refusal.BadRequest), (new { threads = Array.Empty<string>(), queue = "general" }, Refusal.BadRequest),
            (new { threads = new[] { thread }, queue = "nowhere" }, Refusal.NoSuchQueue), (new { threads = new[] { thread }, agent = "ann" }, Refusal.NotAvailable),
        ])
            Assert.Equal((int)code, (await Post(workspace, "/v1/moves/preview", body)).Body.GetProperty("error").GetProperty("code").GetInt32());

        Assert.Equal((400, (int)Refusal.BadRequest), await Code(workspace, "/v1/moves", new { why = "?" }));
        Assert.Equal((404, (int)Refusal.NoSuchMove), await Code(workspace, "/v1/moves", new { plan = $"{Guid.CreateVersion7():N}" }));
        Assert.Equal((404, (int)Refusal.NoSuchMove), await Code(workspace, $"/v1/moves/{Guid.CreateVersion7():N}/undo", new { }));
        Assert.Equal(404, (await workspace.Get("/v1/moves/none")).Status);
    }

    [Fact]
    public async Task A_plan_is_asked_for_with_limits_shows_what_comes_of_it_and_is_made_by_its_id()
    {
        var workspace = await server.Workspace();

        var plan = (await Post(workspace, "/v1/moves/plan", new { goal = "breaches", moves = 10, broken = 2 })).Body;

        Assert.Empty(plan.GetProperty("items").EnumerateArray());
        Assert.Equal(0, plan.GetProperty("forecast").GetProperty("before").GetProperty("breaches").GetInt32());
        var move = (await Post(workspace, "/v1/moves", new { plan = plan.GetProperty("id").GetString() })).Body;
        Assert.Empty(move.GetProperty("moved").EnumerateArray());
        foreach (var (body, code) in ((object, Refusal)[])
        [
            (new { goal = "peace" }, Refusal.BadRequest), (new { goal = "breaches", moves = 0 }, Refusal.BadRequest),
            (new { goal = "breaches", broken = -1 }, Refusal.BadRequest), (new { goal = "breaches", queues = new[] { "nowhere" } }, Refusal.NoSuchQueue),
            (new { goal = "breaches", agents = new[] { "nobody" } }, Refusal.NoSuchAgent),
        ])
            Assert.Equal((int)code, (await Post(workspace, "/v1/moves/plan", body)).Body.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_plan_gives_what_nobody_answers_to_somebody_who_does_and_is_made_as_it_was_shown()
    {
        var workspace = await server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 1 })) put.EnsureSuccessStatusCode();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/policy", new { queues = new[] { new { id = "general", handlingSeconds = 1 } } })) put.EnsureSuccessStatusCode();
        await using var ann = await Present(workspace, "ann");
        var thread = await workspace.PostNew("1");
        Assert.Equal(204, (await Post(workspace, $"/v1/threads/{thread}/transfer", new { agent = "ann" })).Status);
        await using var ben = await Present(workspace, "ben");
        Assert.True((await ben.Call("SetStatus", "available", null)).GetProperty("ok").GetBoolean());

        // As long as she could still be answering there is nothing to plan.
        var plan = await PlanOf(workspace);
        var item = plan.GetProperty("items").EnumerateArray().Single();
        Assert.Equal((thread, "ann", "ben"), (item.GetProperty("thread").GetString(), item.GetProperty("agent").GetString(), item.GetProperty("toAgent").GetString()));
        var forecast = plan.GetProperty("forecast");
        Assert.Equal((1, 0), (forecast.GetProperty("before").GetProperty("breaches").GetInt32(), forecast.GetProperty("after").GetProperty("breaches").GetInt32()));

        var move = (await Post(workspace, "/v1/moves", new { plan = plan.GetProperty("id").GetString(), why = "she is busy" })).Body;

        Assert.Empty(move.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(("ann", "ben"), move.GetProperty("moved")[0] is var moved ? (moved.GetProperty("from").GetString(), moved.GetProperty("to").GetString()) : default);
        Assert.Equal(thread, (await ben.Next("assigned")).GetProperty("thread").GetString());
    }

    private static async Task<JsonElement> PlanOf(TestWorkspace workspace)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await look.WaitForNextTickAsync(late.Token))
            if ((await Post(workspace, "/v1/moves/plan", new { goal = "breaches" })).Body is var plan && plan.GetProperty("items").GetArrayLength() > 0) return plan;
        throw new InvalidOperationException("The timer ended.");
    }

    private static async Task<TestAgent> Present(TestWorkspace workspace, string agent)
    {
        var client = await TestAgent.Connect(workspace, agent);
        await client.Call("Start", (object?)null);
        Assert.True((await client.Call("SetStatus", "busy", null)).GetProperty("ok").GetBoolean());
        return client;
    }

    private static async Task<(int Status, int Code)> Code(TestWorkspace workspace, string path, object body) =>
        await Post(workspace, path, body) is var (status, answer) ? (status, answer.GetProperty("error").GetProperty("code").GetInt32()) : default;

    private static async Task<(int Status, JsonElement Body)> Post(TestWorkspace workspace, string path, object body)
    {
        using var answer = await workspace.Admin.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}

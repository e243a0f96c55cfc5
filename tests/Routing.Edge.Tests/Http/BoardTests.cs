using System.Net.Http.Json;
using System.Text.Json;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Http;

[Collection(nameof(RealServer))]
public class BoardTests(RealServer server)
{
    [Fact]
    public async Task Whoever_has_a_cookie_can_ask_whose_it_is()
    {
        var workspace = await server.Workspace();
        using var ann = server.Client(workspace.Token(Roles.Agent, "ann"));
        await workspace.Until("/v1/board", board => board.GetProperty("agents").GetArrayLength() == 1);
        var me = await ann.GetFromJsonAsync<JsonElement>("/v1/me");
        Assert.Equal(("agent", "ann", "Ann"), (Text(me, "role"), Text(me, "subject"), Text(me, "name")));

        using var nobody = server.Client(null);
        using var refused = await nobody.GetAsync(new Uri("/v1/me", UriKind.Relative));
        Assert.Equal(401, (int)refused.StatusCode);
    }

    [Fact]
    public async Task An_agent_sees_to_whom_work_can_be_handed_and_those_who_are_ready_first()
    {
        var workspace = await server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/zoe", new { name = "Zoe", slots = 2 })) put.EnsureSuccessStatusCode();
        await using var zoe = await TestAgent.Connect(workspace, "zoe");
        await zoe.Call("Start", (object?)null);
        await zoe.Call("SetStatus", "available", null);

        using var ann = server.Client(workspace.Token(Roles.Agent, "ann"));
        await workspace.Until("/v1/targets", targets => targets.GetProperty("agents")[0].GetProperty("ready").GetBoolean());
        var all = await ann.GetFromJsonAsync<JsonElement>("/v1/targets");
        Assert.Equal(["zoe", "ann"], all.GetProperty("agents").EnumerateArray().Select(agent => Text(agent, "agent")));
        Assert.Equal(2, all.GetProperty("agents")[0].GetProperty("freeSlots").GetInt32());
        Assert.Equal(["general"], all.GetProperty("queues").EnumerateArray().Select(queue => queue.GetString()));
        var some = await ann.GetFromJsonAsync<JsonElement>("/v1/targets?q=nn");
        Assert.Equal("ann", Text(some.GetProperty("agents").EnumerateArray().Single(), "agent"));
    }

    [Fact]
    public async Task What_is_due_first_comes_first_whoever_has_it()
    {
        var workspace = await server.Workspace();
        await workspace.PostNew("1", "Thank you for the lovely parcel", author: "1");
        var urgent = await workspace.PostNew("2", "Your site is down, nobody can log in!!!", author: "2");
        var due = await workspace.Until("/v1/board/due?queue=general", all => all.GetProperty("unanswered").GetInt32() == 2);
        Assert.Equal(0, due.GetProperty("late").GetInt32());
        Assert.Equal(urgent, Text(due.GetProperty("threads")[0], "thread"));
        var one = (await workspace.Get("/v1/board/due?limit=1")).Body;
        Assert.Equal((2, urgent), (one.GetProperty("unanswered").GetInt32(), Text(one.GetProperty("threads").EnumerateArray().Single(), "thread")));
        Assert.Equal(0, (await workspace.Get("/v1/board/due?agent=ann")).Body.GetProperty("unanswered").GetInt32());
        Assert.Equal(400, (await workspace.Get("/v1/board/due?limit=0")).Status);
    }

    [Fact]
    public async Task The_minutes_of_the_board_hold_what_came_in_and_what_was_answered()
    {
        var workspace = await server.Workspace();
        await workspace.Get("/v1/board");
        await workspace.PostNew("1");
        var minutes = await workspace.Until("/v1/board/minutes?minutes=5", all => Sum(all, "received") == 1);
        Assert.Equal((5, 0, 0), (minutes.GetProperty("received").GetArrayLength(), Sum(minutes, "answered"), Sum(minutes, "late")));

        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var offer = await ann.Next("offer");
        await ann.Call("Accept", Text(offer, "thread"), offer.GetProperty("epoch").GetInt64(), null);
        await ann.Next("assigned");
        var reply = await ann.Call("Reply", new { thread = Text(offer, "thread"), to = "x/1", text = "Tomorrow.", seenNewest = "x/1" });
        Assert.True(reply.GetProperty("ok").GetBoolean());
        minutes = await workspace.Until("/v1/board/minutes?minutes=5", all => Sum(all, "answered") == 1);
        Assert.Equal(1, Sum(minutes, "inTime"));
        Assert.Equal(400, (await workspace.Get("/v1/board/minutes?minutes=1441")).Status);
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static int Sum(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Sum(each => each.GetInt32());
}

using System.Text;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Http;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Http;

[Collection(nameof(RealServer))]
public class WhyTests(RealServer server)
{
    private static readonly Need Need = new("billing", [new("billing", 3), new("lang:de", 1)]);

    [Fact]
    public async Task A_waiting_thread_says_what_stands_in_its_way_and_when_that_changes()
    {
        var workspace = await server.Workspace();
        await Put(workspace, """
            queues:
              - id: general
                skills: { billing: 3 }
                relax: [{ afterSeconds: 500, drop: [billing] }]
            channels: [{ id: x, replyWindow: { publicHours: 24 } }]
            """);
        var thread = await workspace.PostNew("1");

        var (status, why) = await workspace.Get($"/v1/threads/{thread}/why");

        Assert.Equal((200, "waiting", 1), (status, why.GetProperty("state").GetString(), why.GetProperty("position").GetInt32()));
        var obstacle = why.GetProperty("obstacles").EnumerateArray().Single();
        Assert.Equal(("nobodyWithSkill", "Nobody has billing at level 3."), (obstacle.GetProperty("code").GetString(), obstacle.GetProperty("text").GetString()));
        Assert.Equal(why.GetProperty("nextStep").GetDateTimeOffset(), obstacle.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, why.GetProperty("expectedWait").GetProperty("seconds").ValueKind);
        var document = (await workspace.Get($"/v1/threads/{thread}")).Body;
        var created = document.GetProperty("messages")[0].GetProperty("createdAt").GetDateTimeOffset();
        Assert.Equal(created.AddHours(24), document.GetProperty("replyUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task An_offered_thread_has_nothing_in_its_way_and_an_unknown_one_is_refused()
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var thread = await workspace.PostNew("1");
        await ann.Next("offer");

        var why = (await workspace.Get($"/v1/threads/{thread}/why")).Body;

        Assert.Equal(("offered", "ann", 0), (why.GetProperty("state").GetString(), why.GetProperty("agent").GetString(), why.GetProperty("obstacles").GetArrayLength()));
        Assert.Equal(404, (await workspace.Get("/v1/threads/nothing/why")).Status);
        Assert.Equal(404, (await workspace.Get("/v1/threads/%20/why")).Status);
    }

    [Fact]
    public void Obstacles_are_told_apart_the_heaviest_first()
    {
        Assert.Equal(["nobodyWithSkill"], Codes(new(0, 0, 0, 4, 0, 0)));
        Assert.Equal(["nobodyOnShift"], Codes(new(3, 0, 0, 4, 0, 0)));
        Assert.Equal(["allFull", "coolingDown", "passedOver", "behindOthers"], Codes(new(3, 2, 1, 4, 1, 0), ahead: 2));
        Assert.Equal(["waitsForPreferred"], Codes(new(0, 0, 0, 0, 2, 0), preferred: "ann"));
    }

    [Fact]
    public void Who_is_missing_is_said_by_skill_or_by_all_of_them_together()
    {
        Assert.Equal("Nobody has lang:de at level 1.", Text([new("billing", 3, 2, 1), new("lang:de", 1, 0, 0)], 4));
        Assert.Equal("Nobody has all that billing|billing:3,lang:de:1 asks for.", Text([new("billing", 3, 2, 1), new("lang:de", 1, 1, 0)], 4));
        Assert.Equal("There are no agents.", Text([], 0));
    }

    [Fact]
    public void The_expected_wait_is_those_ahead_at_the_rate_of_the_last_hour()
    {
        var full = new BlockedAgents(0, 2, 0, 0, 0, 0);

        Assert.Equal(180, ExpectedWait.Of(2, full, 60).Seconds);
        Assert.Null(ExpectedWait.Of(2, full, 0).Seconds);
        Assert.Null(ExpectedWait.Of(2, new(0, 0, 0, 5, 0, 0), 60).Seconds);
    }

    private static IEnumerable<string> Codes(BlockedAgents agents, int ahead = 0, string? preferred = null) =>
        Obstacles.Of(Said(agents, ahead, preferred, []), agents).Select(obstacle => obstacle.Code);

    private static string Text(SkillSupply[] supply, int lacking)
    {
        var agents = new BlockedAgents(0, 0, 0, lacking, 0, 0);
        return Obstacles.Of(Said(agents, 0, null, supply), agents).First().Text;
    }

    private static ThreadExplained Said(BlockedAgents agents, int ahead, string? preferred, SkillSupply[] supply) => new(
        true, Core.Threads.Holding.Waiting, null, 1, Need, null, ahead, null, null, agents, preferred, preferred is null ? null : new Instant(1), supply);

    private static async Task Put(TestWorkspace workspace, string policy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = new StringContent(policy, Encoding.UTF8, "application/yaml") };
        using var answer = await workspace.Admin.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Ports;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>A client that hardly has timers stays; one that vanishes, and one that is half open, are noticed within the stated time and lose nothing.</summary>
public abstract class GoneClientSuite(RealServer server)
{
    [Fact]
    public async Task A_client_whose_timers_do_not_run_stays_available_as_long_as_it_answers_messages()
    {
        var workspace = await Workspace();
        await using var ann = await BareAgent.Available(workspace, "ann");

        await ann.Asked(HastyServer.ManyQuestions);

        Assert.False(ann.Closed.IsCompleted);
        Assert.Empty(await Disconnections(workspace));
        await ann.Pushed("offer", await workspace.PostNew("1"));
    }

    [Fact]
    public async Task Npms_own_client_in_a_tab_whose_timers_run_once_a_minute_keeps_its_connection()
    {
        var workspace = await Workspace();

        var output = await StockClient.Run(
            "throttled.mjs", server.Url.ToString().TrimEnd('/'), workspace.Token(Roles.Agent, "ann"), $"{HastyServer.ManyQuestions}");

        var saw = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal((0, true, true), (saw.GetProperty("closed").GetInt32(), saw.GetProperty("same").GetBoolean(), saw.GetProperty("ok").GetBoolean()));
        var feed = await workspace.Until("/v1/feed", body => Statuses(body).Count() >= 2);
        Assert.Equal(["available", "busy"], Statuses(feed).Take(2));
    }

    [Fact]
    public async Task A_stock_client_answers_by_itself_and_one_that_never_answers_lives_on_what_it_sends()
    {
        var workspace = await Workspace();
        await using var ann = await BareAgent.Available(workspace, "ann");
        await using var stock = await TestAgent.Connect(workspace, "ben");
        await stock.Call("Start", (object?)null);

        // As seldom as a timer of a throttled tab, beside the time after which the silent are closed.
        await using var old = await BareAgent.Available(workspace, "cho", answers: false);
        old.PingsAfter = 1;

        await ann.Asked(HastyServer.ManyQuestions + 20);

        Assert.Equal(Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Connected, stock.Hub.State);
        Assert.False(old.Closed.IsCompleted);
        Assert.Empty(await Disconnections(workspace));
    }

    [Fact]
    public async Task A_client_that_never_answered_and_sends_nothing_is_closed_within_the_longer_time()
    {
        var workspace = await Workspace();
        await using var old = await BareAgent.Available(workspace, "ann", answers: false);

        await old.Closed.WaitAsync(HastyServer.Times.SilentClient + Slack);

        await Disconnected(workspace, "ann");
    }

    [Fact]
    public async Task A_half_open_client_is_noticed_in_time_and_its_work_goes_on_with_its_age()
    {
        var workspace = await Workspace();
        await using var ann = await BareAgent.Available(workspace, "ann");
        var (held, offered, since) = await Holds(workspace, ann);
        await ann.Asked(3);

        ann.IsDeaf = true;

        await AssertHandedOn(workspace, held, offered, since);
    }

    [Fact]
    public async Task A_client_that_vanishes_without_a_word_is_noticed_in_time_and_its_work_goes_on_with_its_age()
    {
        var workspace = await Workspace();
        await using var line = new StrandedLine(server.Url);
        await using var ann = await TestAgent.Connect(workspace, "ann", at: line.Url);
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        var held = await workspace.PostNew("1", author: "1");
        var offer = await ann.Next("offer");
        await ann.Call("Accept", held, offer.GetProperty("epoch").GetInt64(), null);
        var offered = await workspace.PostNew("2", author: "2");
        await ann.Next("offer");
        var since = await Since(workspace, held);

        line.Strand();

        await AssertHandedOn(workspace, held, offered, since);
    }

    [Fact]
    public async Task A_connection_that_others_took_for_gone_is_known_again_before_anything_is_handed_over()
    {
        var workspace = await Workspace(graceSeconds: 60);
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);

        await server.Services.GetRequiredService<IActors>().Do(
            ActorId.Agent(workspace.Id, "ann"), new Disconnect(ann.Hub.ConnectionId!), null, null, [], CancellationToken.None);

        await Disconnected(workspace, "ann");
        await workspace.Until("/v1/agents/ann/presence", body => body.GetProperty("connections").GetInt32() == 1);
        await workspace.PostNew("1");
        await ann.Next("offer");
    }

    /// <summary>For what the machine takes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    private async Task<TestWorkspace> Workspace(int graceSeconds = 1)
    {
        var workspace = await server.Workspace();
        using var put = await workspace.Admin.PutAsJsonAsync("/v1/policy", new
        {
            queues = new[] { new { id = "general" } }, presence = new { graceSeconds }, offers = new { preferredSeconds = 0, seconds = 60 },
        });
        put.EnsureSuccessStatusCode();
        return workspace;
    }

    private static async Task<(string Held, string Offered, DateTimeOffset Since)> Holds(TestWorkspace workspace, BareAgent ann)
    {
        var held = await workspace.PostNew("1", author: "1");
        var offer = await ann.Pushed("offer", held);
        await ann.Call("Accept", held, offer.GetProperty("epoch").GetInt64(), null);
        var offered = await workspace.PostNew("2", author: "2");
        await ann.Pushed("offer", offered);
        return (held, offered, await Since(workspace, held));
    }

    /// <summary>Noticed within the stated time by the server's own clock, held for the grace time, then a colleague's, with its age.</summary>
    private static async Task AssertHandedOn(TestWorkspace workspace, string held, string offered, DateTimeOffset since)
    {
        var gone = DateTimeOffset.UtcNow;
        var noticed = await Disconnected(workspace, "ann");
        Assert.True(noticed - gone < HastyServer.Times.NoticedWithin + TimeSpan.FromSeconds(1), $"noticed after {noticed - gone}");

        using var put = await workspace.Admin.PutAsJsonAsync("/v1/agents/ben", new { name = "Ben", slots = 4 });
        put.EnsureSuccessStatusCode();
        await using var ben = await BareAgent.Available(workspace, "ben");
        foreach (var thread in new[] { held, offered })
        {
            var offer = await ben.Pushed("offer", thread);
            Assert.True((await ben.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null)).GetProperty("ok").GetBoolean());
        }

        Assert.Equal(since, await Since(workspace, held));
        await workspace.Until("/v1/board", body => Status(body, "ann") == "offline");
    }

    private static string? Status(JsonElement board, string agent) =>
        board.GetProperty("agents").EnumerateArray().First(line => line.GetProperty("agent").GetString() == agent).GetProperty("status").GetString();

    private static async Task<DateTimeOffset> Since(TestWorkspace workspace, string thread) =>
        (await workspace.Get($"/v1/threads/{thread}")).Body.GetProperty("since").GetDateTimeOffset();

    private static async Task<DateTimeOffset> Disconnected(TestWorkspace workspace, string agent)
    {
        var feed = await workspace.Until("/v1/feed", body => Of(body, agent).Any());
        return Of(feed, agent).First().GetProperty("time").GetDateTimeOffset();
    }

    private static async Task<IReadOnlyList<JsonElement>> Disconnections(TestWorkspace workspace) =>
        [.. Of((await workspace.Get("/v1/feed")).Body, null)];

    private static IEnumerable<string?> Statuses(JsonElement feed) => feed.GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("type").GetString() == "routing.agent.status.v1").Select(item => item.GetProperty("data").GetProperty("status").GetString());

    private static IEnumerable<JsonElement> Of(JsonElement feed, string? agent) => feed.GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("type").GetString() == "routing.agent.disconnected.v1" && (agent is null || item.GetProperty("agent").GetString() == agent));
}

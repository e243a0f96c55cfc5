using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Hubs;

[Collection(nameof(RealServer))]
public class AgentHubTests(RealServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_is_offered_a_thread_accepts_answers_and_resolves(bool messagePack)
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann", messagePack);
        var started = await ann.Call("Start", (object?)null);
        Assert.True(started.GetProperty("ok").GetBoolean());
        Assert.True(started.GetProperty("snapshot").GetBoolean());
        Ok(await ann.Call("SetStatus", "available", null));
        var thread = await workspace.PostNew("1");

        var offer = await ann.Next("offer");
        Assert.Equal(thread, offer.GetProperty("thread").GetString());
        Assert.InRange(offer.GetProperty("secondsLeft").GetInt32(), 1, 20);
        var data = offer.GetProperty("data");
        Assert.Equal("general", data.GetProperty("queue").GetString());
        Assert.Equal("Where is my parcel?", data.GetProperty("newest")[0].GetProperty("text").GetString());
        Assert.Equal("delivery", data.GetProperty("reading").GetProperty("topic").GetString());
        var epoch = offer.GetProperty("epoch").GetInt64();
        Ok(await ann.Call("Showed", thread, epoch));
        Ok(await ann.Call("Accept", thread, epoch, Guid.CreateVersion7().ToString()));

        var assigned = await ann.Next("assigned");
        Assert.Equal("Where is my parcel?", assigned.GetProperty("data").GetProperty("messages")[0].GetProperty("text").GetString());
        await workspace.PostNew("2", "Hello?");
        var news = await ann.Next("news");
        Assert.Equal("messageAdded", news.GetProperty("detail").GetString());
        Assert.Equal("Hello?", news.GetProperty("data").GetProperty("message").GetProperty("text").GetString());

        var early = await Reply(ann, thread, "x/1", "x/1", null);
        Assert.Equal((int)Refusal.NotSeenNewest, early.GetProperty("code").GetInt32());
        var id = Guid.CreateVersion7().ToString();
        var replied = await Reply(ann, thread, "x/2", "x/2", id);
        Ok(replied);
        Assert.Equal(replied.GetProperty("value").GetString(), (await Reply(ann, thread, "x/2", "x/2", id)).GetProperty("value").GetString());
        Ok(await ann.Call("Resolve", thread, null));
        await ann.Next("freed");
        var outbox = await workspace.Until("/v1/outbox", body => body.GetProperty("items").GetArrayLength() > 0);
        Assert.Equal(["2"], outbox.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task A_reply_after_the_channels_window_is_refused_by_number_and_the_thread_says_until_when_one_is_taken()
    {
        var workspace = await server.Workspace();
        using (var put = await workspace.Admin.PutAsJsonAsync(
            "/v1/policy", new { queues = new[] { new { id = "a" } }, channels = new[] { new { id = "x", replyWindow = new { publicHours = 1 } } } }))
            Assert.True(put.IsSuccessStatusCode);
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await ann.Call("Start", (object?)null);
        Ok(await ann.Call("SetStatus", "available", null));
        var asked = DateTimeOffset.UtcNow.AddHours(-2);
        var posted = await workspace.Post(new { channel = "x", id = "1", author = new { id = "42" }, text = "Hello", createdAt = asked });
        Assert.Equal(202, posted.Status);
        var thread = posted.Body.GetProperty("thread").GetString()!;
        var offer = await ann.Next("offer");
        Ok(await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null));
        var assigned = await ann.Next("assigned");

        var refused = await Reply(ann, thread, "x/1", "x/1", null);

        Assert.Equal((int)Refusal.ReplyWindowClosed, refused.GetProperty("code").GetInt32());
        var until = assigned.GetProperty("data").GetProperty("replyUntil").GetDateTimeOffset();
        Assert.Equal(0, (until - asked.AddHours(1)).TotalSeconds, 1.0);
    }

    [Fact]
    public async Task No_push_comes_before_the_answer_to_start_and_none_is_missing_after_it()
    {
        var workspace = await server.Workspace();
        await using var first = await TestAgent.Connect(workspace, "ann");
        var last = (await first.Call("Start", (object?)null)).GetProperty("sequence").GetInt64();
        for (var i = 0; i < 20; i++) await first.Call("SetStatus", i % 2 == 0 ? "available" : "away", null);

        await using var second = await TestAgent.Connect(workspace, "ann");
        var busy = Task.Run(async () => { for (var i = 0; i < 40; i++) await first.Call("SetStatus", i % 2 == 0 ? "busy" : "break", null); });
        var started = await second.Call("Start", last);
        await busy;

        var missed = started.GetProperty("missed").EnumerateArray().Select(push => push.GetProperty("sequence").GetInt64()).ToList();
        var upTo = started.GetProperty("sequence").GetInt64();
        Assert.Equal(Enumerable.Range(0, missed.Count).Select(i => last + 1 + i), missed);
        Assert.Equal(upTo, missed.Count == 0 ? last : missed[^1]);
        for (var sequence = upTo + 1; sequence <= last + 60; sequence++) Assert.Equal(sequence, (await second.Next())
            .GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task A_refusal_is_data_and_calls_before_start_are_refused()
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        Assert.Equal((int)Refusal.NotSignedOn, (await ann.Call("SetStatus", "available", null)).GetProperty("code").GetInt32());
        await ann.Call("Start", (object?)null);

        Assert.Equal((int)Refusal.BadRequest, (await ann.Call("SetStatus", "dancing", null)).GetProperty("code").GetInt32());
        Assert.Equal((int)Refusal.BadRequest, (await ann.Call("SetStatus", "busy", Guid.NewGuid().ToString())).GetProperty("code").GetInt32());
        Assert.Equal((int)Refusal.NoSuchThread, (await ann.Call("Take", "no/such", null)).GetProperty("code").GetInt32());
        Assert.False((await ann.Call("Take", "nosuch", null)).GetProperty("ok").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await ann.Call("Thread", "nosuch")).ValueKind);
        await Assert.ThrowsAsync<HubException>(() => ann.Call("DropAllTables", 1));
        await Assert.ThrowsAsync<HubException>(() => ann.Call("Accept", 1, "two", new { three = 3 }));
        Ok(await ann.Call("SetStatus", "busy", null));
    }

    [Fact]
    public async Task Tokens_of_another_role_and_forged_ones_open_no_hub()
    {
        var workspace = await server.Workspace();
        foreach (var (path, token) in ((string, string?)[])
        [
            ("/hubs/agent", null), ("/hubs/agent", workspace.Token(Roles.Agent, "ann") + "x"),
            ("/hubs/agent", workspace.Token(Roles.Supervisor, "sam")),
            ("/hubs/supervisor", workspace.Token(Roles.Agent, "ann")),
            ("/hubs/agent", server.Tokens.Ticket(new(workspace.Id, Roles.Agent, "ann"), TimeSpan.FromHours(1))),
        ])
        {
            await using var hub = new HubConnectionBuilder()
                .WithUrl(new Uri(server.Url, path), options => options.AccessTokenProvider = () => Task.FromResult(token)).Build();
            await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync());
        }
    }

    [Fact]
    public async Task Typing_reaches_colleagues_who_have_the_thread_open()
    {
        var workspace = await server.Workspace();
        var thread = await workspace.PostNew("1");
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await using var bob = await TestAgent.Connect(workspace, "bob");
        await ann.Call("Start", (object?)null);
        await bob.Call("Start", (object?)null);
        var typing = new TaskCompletionSource<JsonElement>();
        bob.Hub.On<JsonElement>("Typing", typing.SetResult);
        await bob.Call("Thread", thread);

        Ok(await ann.Call("Typing", thread));

        Assert.Equal("ann", (await typing.Task.WaitAsync(TimeSpan.FromSeconds(10))).GetProperty("agent").GetString());
    }

    private static Task<JsonElement> Reply(TestAgent agent, string thread, string to, string seenNewest, string? id) =>
        agent.Call("Reply", new Dictionary<string,
            object?> { ["id"] = id, ["thread"] = thread, ["to"] = to, ["text"] = "On its way.", ["seenNewest"] = seenNewest });

    private static void Ok(JsonElement answer) => Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
}

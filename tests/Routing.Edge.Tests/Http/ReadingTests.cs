using System.Net.Http.Json;
using System.Text.Json;
using Routing.Core;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Http;

/// <summary>What is read from projections, from a message to the customer's answer to our reply.</summary>
[Collection(nameof(RealServer))]
public class ReadingTests(RealServer server)
{
    [Fact]
    public async Task A_reply_leaves_is_reported_sent_and_the_customers_answer_to_it_finds_its_thread()
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        var (thread, reply) = await Replied(workspace, ann);

        var line = (await workspace.Until("/v1/outbox", body => body.GetProperty("items").GetArrayLength() > 0)).GetProperty("items")[0];
        Assert.Equal((reply, thread, "1", "On its way."), (Text(line, "reply"), Text(line, "thread"), Text(line, "to"), Text(line, "text")));
        using var sent = await workspace.Admin.PostAsJsonAsync($"/v1/outbox/{reply}/sent", new { externalId = "ours" });
        Assert.Equal(204, (int)sent.StatusCode);
        var (status, answer) = await workspace.Post(
            new { channel = "x", id = "2", author = new { id = "42" }, text = "Thank you", inReplyTo = "ours" });

        Assert.Equal((202, thread), (status, Text(answer, "thread")));
        var reported = await workspace.Until("/v1/outbox", body => Text(body.GetProperty("items")[0], "status") == "sent");
        Assert.Equal("ours", Text(reported.GetProperty("items")[0], "as"));
        var document = (await workspace.Get($"/v1/threads/{thread}")).Body;
        Assert.Equal("x/ours", Text(document.GetProperty("messages").EnumerateArray().Single(message => Text(message, "id") == "x/2"), "inReplyTo"));
        using var unknown = await workspace.Admin.PostAsJsonAsync("/v1/outbox/nothing/sent", new { externalId = "ours" });
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task A_reply_that_could_not_be_sent_is_told_and_its_thread_is_before_its_agent_again()
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        var (thread, reply) = await Replied(workspace, ann);
        await workspace.Until("/v1/outbox", body => body.GetProperty("items").GetArrayLength() > 0);

        using var failed = await workspace.Admin.PostAsJsonAsync($"/v1/outbox/{reply}/failed", new { reason = "blocked", retry = false });

        Assert.Equal(204, (int)failed.StatusCode);
        await workspace.Until("/v1/outbox", body => Text(body.GetProperty("items")[0], "status") == "failed");
        await workspace.Until("/v1/threads?state=assigned&agent=ann", body => Ids(body).SequenceEqual([thread]));
    }

    [Fact]
    public async Task Threads_are_listed_by_what_is_asked_found_by_words_and_paged()
    {
        var workspace = await server.Workspace();
        var threads = new List<string>();
        for (var i = 0; i < 5; i++) threads.Add(await workspace.PostNew($"m{i}", i == 3 ? "Mein Päckchen ist weg" : "Where is my parcel?", $"author{i}"));
        await workspace.Until("/v1/threads?state=waiting", body => body.GetProperty("items").GetArrayLength() == 5);

        await workspace.Until("/v1/threads?q=packchen", body => Ids(body).SequenceEqual([threads[3]]));
        var first = (await workspace.Get("/v1/threads?limit=3")).Body;
        var second = (await workspace.Get($"/v1/threads?limit=3&cursor={Text(first, "next")}")).Body;
        Assert.Equal(threads.AsEnumerable().Reverse(), Ids(first).Concat(Ids(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var bad = await workspace.Get("/v1/threads?cursor=nonsense");
        Assert.Equal((400, "cursor"), (bad.Status, Text(bad.Body.GetProperty("error"), "field")));
    }

    [Fact]
    public async Task The_feed_tells_everything_in_order_and_counts_agree()
    {
        var workspace = await server.Workspace();
        await using var ann = await TestAgent.Connect(workspace, "ann");
        await Replied(workspace, ann);

        var feed = await workspace.Until("/v1/feed?limit=500", body => Types(body).Contains("routing.thread.replied.v1"));
        var items = feed.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(item => int.Parse(Text(item, "id")!, System.Globalization.CultureInfo.InvariantCulture)));
        var counts = await workspace.Until("/v1/counts", body => body.GetProperty("messages").GetInt64() == 1);
        Assert.Equal((1, 1, 0), (counts.GetProperty("threads").GetInt32(), counts.GetProperty("chains").GetInt32(), counts.GetProperty("joined").GetInt32()));
        Assert.Equal(410, (await workspace.Get("/v1/feed?after=1000000")).Status);
    }

    private static async Task<(string Thread, string Reply)> Replied(TestWorkspace workspace, TestAgent ann)
    {
        await ann.Call("Start", (object?)null);
        await ann.Call("SetStatus", "available", null);
        // So long ago that an answer now is in the same thread only because it answers our reply.
        var (_, posted) = await workspace.Post(
            new { channel = "x", id = "1", author = new { id = "42" }, text = "Where is my parcel?", createdAt = DateTimeOffset.UtcNow.AddHours(-3) });
        var thread = Text(posted, "thread")!;
        var offer = await ann.Next("offer");
        await ann.Call("Accept", thread, offer.GetProperty("epoch").GetInt64(), null);
        var reply = await ann.Call("Reply", new { thread, to = "x/1", text = "On its way.", seenNewest = "x/1" });
        Assert.True(reply.GetProperty("ok").GetBoolean(), reply.ToString());
        return (thread, reply.GetProperty("value").GetString()!);
    }

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(row => Text(row, "thread"));

    private static IEnumerable<string?> Types(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => Text(item, "type"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Sqlite.Tests;

public sealed class SettlerTests
{
    private static readonly ActorId Thread = ActorId.Thread(Given.Workspace, "t1");
    private static readonly ActorId Desk = ActorId.Desk(Given.Workspace);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(60)]
    public async Task It_catches_up_from_wherever_it_was_and_comes_to_the_same(int projected)
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        for (var number = 1; number <= 60; number++)
        {
            await store.Append(Given.Received(number, number, "text"));
            if (number == projected) await store.CaughtUp();
        }

        using var crashed = folder.Crash();
        using (var database = Database.ForWriting(crashed.Database))
        {
            Assert.Equal(projected, SettlingWriter.Settled(database));
        }

        await using var again = Given.Store(crashed);
        await again.CaughtUp();
        await store.CaughtUp();
        Assert.Equal(await Feed(store), await Feed(again));
        Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), (await Feed(again)).Select(entry => entry.Cursor));
        Assert.Equal(await store.Library.Counts(Given.Workspace, default), await again.Library.Counts(Given.Workspace, default));
    }

    [Fact]
    public async Task A_journal_that_is_far_ahead_is_settled_in_slices()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still with { SettledTurns = 3 });
        for (var number = 1; number <= 103; number++) await store.Append(Given.Received(number, number, "text"));

        await store.CaughtUp();

        Assert.Equal(Enumerable.Range(1, 103).Select(n => (long)n), (await Feed(store)).Select(entry => entry.Cursor));
    }

    [Fact]
    public async Task The_feed_of_each_workspace_has_its_own_numbers_without_a_gap()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var number = 1; number <= 50; number++)
        {
            await store.Append(Given.Received(number, number, "text"));
            await store.Append(Given.Received(number, number, "text", "other"));
        }

        await store.CaughtUp();

        foreach (var workspace in (string[])[Given.Workspace, "other"])
        {
            var feed = await store.Library.Feed(workspace, 0, 1000, default);
            Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), feed!.Select(entry => entry.Cursor));
            Assert.All(feed!, entry => Assert.Equal("message.received", entry.Type));
        }
    }

    [Fact]
    public async Task Old_feed_entries_go_from_the_front_and_a_cursor_among_them_is_refused()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Fast with { FeedDays = 1 });
        for (var number = 1; number <= 10; number++) await store.Append(Given.Received(number, number, "text"));
        await store.CaughtUp();

        // The version is the offset from noon in milliseconds.
        var late = 2 * 24 * 60 * 60 * 1000L;
        await store.Append(Given.Turn(Thread, late, Given.Added(1)));
        await store.CaughtUp();

        Assert.Null(await store.Library.Feed(Given.Workspace, 0, 100, default));
        Assert.Null(await store.Library.Feed(Given.Workspace, 9, 100, default));
        Assert.Equal([11L], (await store.Library.Feed(Given.Workspace, 10, 100, default))!.Select(entry => entry.Cursor));
        Assert.Empty((await store.Library.Feed(Given.Workspace, 11, 100, default))!);
        Assert.Null(await store.Library.Feed(Given.Workspace, 12, 100, default));
    }

    [Fact]
    public async Task Chains_that_join_in_any_order_end_under_one_root()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var number = 1; number <= 3; number++) await store.Append(Given.Received(number, number, $"text {number}"));
        var shard = Given.Received(1, 1, "").Actor;

        // 3 under 2 is told after 2 has gone under 1: its root moved on meanwhile.
        await store.Append(Given.Turn(shard, 4, new ChainJoined(Given.Message(2), Given.Message(1), [], null, null)));
        await store.Append(Given.Turn(shard, 5, new ChainJoined(Given.Message(3), Given.Message(2), [], null, "r1")));
        await store.CaughtUp();

        var chain = await store.Library.Chains(Given.Workspace, [Given.Message(1)], default);
        Assert.Equal([Given.Message(1), Given.Message(2), Given.Message(3)], chain.Select(message => message.Message));
        Assert.Equal((true, "r1"), (chain[2].Own, chain[2].Reply));
        Assert.Equal("""{"text":"text 3"}""", chain[2].BodyJson);
        var counts = await store.Library.Counts(Given.Workspace, default);
        Assert.Equal((3, 1), (counts.Messages, counts.Chains));
    }

    [Fact]
    public async Task A_reply_is_in_the_outbox_until_its_network_took_it_and_its_id_is_in_the_chain()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        var reply = new ThreadReply("r1", "ann", Given.Message(1), Visibility.Private, Given.Noon, ReplyStatus.Leaving, null, null);
        await store.Append(Given.Turn(Thread, 1, new Replied(reply, 1, Given.Noon, Given.Report(Phase.AwaitingCustomer))));
        await store.CaughtUp();
        var due = Assert.Single(await store.Library.OutboxDue(Given.Workspace, Given.Noon, 10, default));
        Assert.Equal((1, "r1", "t1", "ann", ReplyStatus.Leaving, 0), (due.Cursor, due.Reply, due.Thread, due.Agent, due.Status, due.Attempts));

        await store.Library.OutboxAttempted(Given.Workspace, "r1", 1, Given.Noon + 5_000, delivered: false, default);
        Assert.Empty(await store.Library.OutboxDue(Given.Workspace, Given.Noon, 10, default));
        Assert.Equal(1, Assert.Single(await store.Library.OutboxDue(Given.Workspace, Given.Noon + 5_000, 10, default)).Attempts);

        await store.Library.OutboxAttempted(Given.Workspace, "r1", 2, Given.Noon, delivered: true, default);
        Assert.Empty(await store.Library.OutboxDue(Given.Workspace, Given.Noon + 1_000_000, 10, default));

        await store.Append(Given.Turn(Thread, 2, new ReplySent("r1", new MessageKey("x/own"), Given.Message(1), 1, Given.Noon + 9)));
        await store.Append(Given.Turn(
            Given.Received(1, 1, "").Actor, 1, new SentRegistered(new MessageKey("x/own"), Given.Message(1), "r1", Given.Noon + 9, false, [])));
        await store.CaughtUp();
        var sent = await store.Library.OutboxOf(Given.Workspace, "r1", default);
        Assert.Equal((ReplyStatus.Sent, new MessageKey("x/own"), 2), (sent!.Status, sent.As, sent.Attempts));
        Assert.Equal(sent, Assert.Single(await store.Library.Outbox(Given.Workspace, 0, 10, default)));
        var own = Assert.Single(await store.Library.Chains(Given.Workspace, [new MessageKey("x/own")], default));
        Assert.Equal((true, "r1", Visibility.Private), (own.Own, own.Reply, own.Visibility));
        Assert.Null(await store.Library.OutboxOf(Given.Workspace, "r2", default));
    }

    [Fact]
    public async Task A_row_survives_a_restart_and_is_folded_further()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            await store.Append(Given.Turn(Thread, 1, Given.Added(1)));
            await store.Append(Given.Turn(Desk, 1, Given.Reported("t1", 7)));
        }

        await using var again = Given.Store(folder);
        await again.Append(Given.Turn(Desk, 2, new ThreadAssigned("t1", "ann", 1, "taken", "ann", null, false, null, Given.Noon)));
        await again.Append(Given.Turn(Thread, 2, Given.Added(2)));
        await again.CaughtUp();

        var page = await again.Library.Threads(Given.Workspace, new ThreadFilter(null, null, "ann", null, null), null, 10, default);
        var row = Assert.Single(page.Items);
        Assert.Equal(("assigned", "general", 2, 7L), (row.State, row.Queue, row.Messages, row.RankKey));
        using var database = Database.ForReading(folder.Database);
        Assert.Equal(1, database.Prepare("SELECT count(*) FROM audit WHERE who = 'ann' AND what = 'thread.assigned'").Number());
    }

    private static async Task<IReadOnlyList<FeedEntry>> Feed(SqliteStore store) =>
        await store.Library.Feed(Given.Workspace, 0, 1000, default) ?? throw new InvalidOperationException("the feed begins later");
}

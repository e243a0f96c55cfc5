using System.Collections.Concurrent;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite.Tests;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Acknowledgements_come_in_the_order_of_the_appends_also_for_turns_without_a_record()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        var order = new ConcurrentQueue<int>();
        var actor = ActorId.Thread(Given.Workspace, "t");
        var version = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var number = i;
            var turn = i % 3 == 0
                ? new Turn { Actor = actor, Version = version, At = Given.Noon, Events = [] }
                : Given.Turn(actor, ++version);
            store.Journal.Append(turn, () => order.Enqueue(number));
        }

        await store.Append(new Turn { Actor = actor, Version = version, At = Given.Noon, Events = [] });

        Assert.Equal(Enumerable.Range(0, 10_000), order);
        Assert.Equal(version, (await store.Journal.Read(actor, default)).Version);
    }

    [Fact]
    public async Task An_answer_without_a_record_waits_for_what_was_decided_before_it()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        var actor = ActorId.Thread(Given.Workspace, "t");
        using var other = Database.ForWriting(folder.Journal);
        other.Begin();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        store.Journal.Append(Given.Turn(actor, 1), () => { });
        store.Journal.Append(new Turn { Actor = actor, Version = 1, At = Given.Noon, Events = [] }, answered.SetResult);

        // The writer stands before the lock that this test holds, so nothing can have been answered.
        Assert.False(answered.Task.IsCompleted);
        Assert.Equal(2, store.Journal.Backlog.Turns);
        other.Rollback();
        await answered.Task;
        Assert.Equal(1, (await store.Journal.Read(actor, default)).Version);
    }

    [Fact]
    public async Task Many_appenders_share_commits_and_the_log_has_one_order()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        var seen = new ConcurrentQueue<(ActorId Actor, long Version)>();
        var acknowledged = new ConcurrentQueue<(ActorId Actor, long Version)>();
        store.Stored = turn => seen.Enqueue((turn.Actor, turn.Version));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var actor = ActorId.Thread(Given.Workspace, $"t{n}");
            for (var version = 1; version <= 500; version++)
            {
                var turn = Given.Turn(actor, version);
                store.Journal.Append(turn, () => acknowledged.Enqueue((turn.Actor, turn.Version)));
                if (version % 100 == 0) await Task.Yield();
            }

            await store.Append(new Turn { Actor = actor, Version = 500, At = Given.Noon, Events = [] });
        })));

        Assert.Equal(4_000, acknowledged.Count);
        Assert.Equal(acknowledged, seen);
        await store.CaughtUp();
        for (var n = 0; n < 8; n++) Assert.Equal(500, (await store.Journal.Read(ActorId.Thread(Given.Workspace, $"t{n}"), default)).Records.Count);
    }

    [Fact]
    public async Task A_backlog_at_its_limit_says_so_and_still_takes_what_comes()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still with { BacklogTurns = 10 });
        var actor = ActorId.Thread(Given.Workspace, "t");
        using (var other = Database.ForWriting(folder.Journal))
        {
            other.Begin();
            for (var version = 1; version <= 9; version++) store.Journal.Append(Given.Turn(actor, version), () => { });
            Assert.False(store.Journal.Backlog.IsFull);
            for (var version = 10; version <= 20; version++) store.Journal.Append(Given.Turn(actor, version), () => { });
            Assert.True(store.Journal.Backlog.IsFull);
            other.Rollback();
        }

        await store.Append(Given.Turn(actor, 21));

        Assert.Equal(new Backlog(0, 0, false), store.Journal.Backlog);
        Assert.Equal(21, (await store.Journal.Read(actor, default)).Version);
    }

    [Fact]
    public async Task After_a_failed_commit_nothing_is_acknowledged_ever_again()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder, Given.Still);
        var actor = ActorId.Thread(Given.Workspace, "t");
        await store.Append(Given.Turn(actor, 1));
        var acknowledged = 0;

        // A row is in the way of the next, as on a damaged disk.
        using (var other = Database.ForWriting(folder.Journal)) other.Execute("INSERT INTO batch(last, turns) VALUES(2, x'01')");
        store.Journal.Append(Given.Turn(actor, 2), () => Interlocked.Increment(ref acknowledged));
        await store.Failed;
        store.Journal.Append(Given.Turn(actor, 3), () => Interlocked.Increment(ref acknowledged));
        await store.DisposeAsync();

        Assert.Equal(0, acknowledged);
        await using var again = Given.Store(folder);
        Assert.Equal(1, (await again.Journal.Read(actor, default)).Version);
    }
}

using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Sqlite.Tests;

public sealed class LibraryTests
{
    private static readonly ActorId Desk = ActorId.Desk(Given.Workspace);
    private static readonly ThreadFilter Any = new(null, null, null, null, null);

    [Fact]
    public async Task Pages_show_every_thread_once_though_new_ones_come_and_old_ones_change_meanwhile()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var n = 1; n <= 25; n++) await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, $"t{n}"), 1, Given.Added(n)));
        await store.CaughtUp();

        var seen = new List<ThreadId>();
        string? cursor = null;
        var next = 100;
        do
        {
            var page = await store.Library.Threads(Given.Workspace, Any, cursor, 10, default);
            seen.AddRange(page.Items.Select(row => row.Thread));
            cursor = page.Next;
            await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, $"t{next}"), 1, Given.Added(next++)));
            await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t1"), next, Given.Added(next)));
            await store.CaughtUp();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(n => $"t{n}"), seen);
    }

    [Fact]
    public async Task Waiting_threads_come_by_rank()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var n = 1; n <= 12; n++)
        {
            await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, $"t{n}"), 1, Given.Added(n)));
            await store.Append(Given.Turn(Desk, n, Given.Reported($"t{n}", key: n * 7 % 12 - 6)));
        }

        await store.CaughtUp();

        var seen = new List<ThreadRow>();
        string? cursor = null;
        do
        {
            var page = await store.Library.Threads(Given.Workspace, Any with { State = "waiting", Queue = "general" }, cursor, 5, default);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(12, seen.Select(row => row.Thread).Distinct().Count());
        Assert.Equal(Enumerable.Range(-6, 12).Select(key => (long)key), seen.Select(row => row.RankKey));
    }

    [Fact]
    public async Task Every_filter_narrows_the_list()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t1"), 1, Given.Added(1, "c1")));
        await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t2"), 1, Given.Added(2, "c2")));
        await store.Append(Given.Turn(ActorId.Thread("other", "t3"), 1, Given.Added(3, "c1")));
        await store.Append(Given.Turn(Desk, 1, Given.Reported("t1", 1, "billing")));
        await store.Append(Given.Turn(Desk, 2, Offered("t2", "ann")));
        await store.CaughtUp();

        Assert.Equal(["t2", "t1"], await Ids(Any));
        Assert.Equal(["t1"], await Ids(Any with { Customer = new CustomerKey("c1") }));
        Assert.Equal(["t1"], await Ids(Any with { Queue = "billing" }));
        Assert.Equal(["t2"], await Ids(Any with { Agent = "ann" }));
        Assert.Equal(["t2"], await Ids(Any with { State = "offered" }));
        Assert.Empty(await Ids(Any with { State = "offered", Customer = new CustomerKey("c1") }));

        static Core.Desks.OfferMade Offered(ThreadId thread, AgentId agent) =>
            new(thread, agent, 1, Given.Noon, Given.Noon, new(1, 1, true, 1, 0, 0, 0, 0, 0, 1, null));

        async Task<IEnumerable<ThreadId>> Ids(ThreadFilter filter) =>
            (await store.Library.Threads(Given.Workspace, filter, null, 10, default)).Items.Select(row => row.Thread);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "n")]
    [InlineData(null, "n-1")]
    [InlineData(null, "w1.2")]
    [InlineData(null, "n1; DROP TABLE log")]
    [InlineData("waiting", "n1")]
    [InlineData("waiting", "w1")]
    [InlineData("waiting", "w1.")]
    public async Task A_cursor_that_was_never_given_is_refused(string? state, string cursor)
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);

        await Assert.ThrowsAsync<BadCursorException>(
            async () => await store.Library.Threads(Given.Workspace, Any with { State = state }, cursor, 10, default));
    }

    [Fact]
    public async Task Settings_outlive_the_process()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            await store.Library.PutSetting("workspace/acme", """{"a":1}""", default);
            await store.Library.PutSetting("workspace/acme", """{"a":2}""", default);
            await store.Library.PutSetting("workspace/other", "{}", default);
            await store.Library.PutSetting("key", "{}", default);
        }

        await using var again = Given.Store(folder);
        Assert.Equal("""{"a":2}""", await again.Library.Setting("workspace/acme", default));
        Assert.Null(await again.Library.Setting("workspace", default));
        Assert.Equal(["workspace/acme", "workspace/other"], (await again.Library.Settings("workspace/", default)).Select(setting => setting.Key));
    }

    [Fact]
    public async Task What_was_put_away_is_kept_whole()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        var actor = ActorId.Thread(Given.Workspace, "t1");
        var turn = Given.Turn(actor, 1);
        await store.Append(new Turn
        {
            Actor = actor, Version = 1, At = turn.At, Record = turn.Record, Events = [],
            Quarantined = new QuarantinedInput($"{actor}@1", actor, Given.Noon, """{"$":"add"}""", "it threw"),
        });
        await store.CaughtUp();

        var kept = Assert.Single(await store.Library.Quarantine(Given.Workspace, default));
        Assert.Equal(($"{actor}@1", actor, Given.Noon, """{"$":"add"}""", "it threw"), kept);
        Assert.Empty(await store.Library.Quarantine("other", default));
        Assert.Equal(1, (await store.Library.Counts(Given.Workspace, default)).Quarantined);
    }

    [Fact]
    public async Task Counts_tell_threads_from_those_that_joined_another()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var n = 1; n <= 3; n++)
        {
            await store.Append(Given.Received(n, n, "text"));
            await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, $"t{n}"), 1, Given.Added(n)));
        }

        var card = new Core.Customers.CustomerCard(new CustomerKey("c1"), 0, 0, 2);
        await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t3"), 2, new ThreadEndedJoined("t1", card, [Given.InThread(3)], [], [])));
        await store.CaughtUp();

        Assert.Equal(new StoreCounts(3, 3, 2, 1, 0, 7), await store.Library.Counts(Given.Workspace, default));
    }

    [Fact]
    public async Task A_read_that_takes_too_long_is_cut_off_and_the_next_one_works()
    {
        using var folder = new Folder();
        await Given.Store(folder).DisposeAsync();
        var options = new SqliteOptions { Readers = 1, ReadPatience = TimeSpan.FromMilliseconds(20) };
        using var readers = new Readers(folder.Database, options, TimeProvider.System);

        await Assert.ThrowsAsync<TimeoutException>(async () => await readers.Read(
            database => database.Prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n").Number(),
            default));

        Assert.Equal(1, await readers.Read(database => database.Prepare("SELECT 1").Number(), default));
    }
}

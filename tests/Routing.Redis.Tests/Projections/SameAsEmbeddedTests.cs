using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Hosting;
using Routing.Redis.Tests.Servers;
using Routing.Sqlite;

namespace Routing.Redis.Tests.Projections;

/// <summary>Whatever happens: whoever reads from the cluster's store gets what the embedded one would have answered.</summary>
public sealed class SameAsEmbeddedTests : OneServer
{
    private const int Turns = 600;
    private static readonly ThreadFilter Any = new(null, null, null, null, null);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("routing-same-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_list_search_feed_audit_figure_outbox_chain_and_count_is_the_same(int seed)
    {
        var store = await Store();
        await using var embedded = SqliteStore.Open(
            Path.Combine(_folder, $"{seed}"), new SqliteOptions { Beat = TimeSpan.FromMilliseconds(10), ReserveBytes = 0 }, TimeProvider.System);
        // The feed of the story is as young as the story.
        var projector = new Projector(store, Story.Workspace, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Story.Noon.Ms)));
        var (story, random, known) = (new Story(seed), new Random(seed), new HashSet<ActorId>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            var next = story.Next();
            if (known.Add(next.Actor)) await store.Journal.Read(next.Actor);
            await store.Journal.Stores(next);
            var stored = new TaskCompletionSource();
            embedded.Journal.Append(next, stored.SetResult);
            await stored.Task;
            // Slices of all sizes; webhooks in between.
            if (random.Next(20) == 0) await projector.Step();
            if (turn % (Turns / 4) != 0) continue;
            while ((await projector.Step()).Turns > 0) continue;
            await embedded.CaughtUp();
            await Attempt(store.Library, embedded.Library, story, random);
            await AreSame(store.Library, embedded.Library);
            await AreSameReports(store.Library, embedded.Library);
        }

        Assert.True((await store.Library.Outbox(Story.Workspace, 0, 100)).Count > 5);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task Attempt(RedisLibrary cluster, SqliteLibrary embedded, Story story, Random random)
    {
        foreach (var reply in story.Replies)
        {
            var (attempts, next, delivered) = (random.Next(1, 4), Story.Noon + random.Next(10_000), random.Next(2) == 0);
            await cluster.OutboxAttempted(Story.Workspace, reply, attempts, next, delivered);
            await embedded.OutboxAttempted(Story.Workspace, reply, attempts, next, delivered, default);
        }

    }

    private static async Task AreSame(RedisLibrary cluster, SqliteLibrary embedded)
    {
        foreach (var filter in Filters())
        {
            var expected = await Pages(cursor => embedded.Threads(Story.Workspace, filter, cursor, 4, default));
            Assert.Equal(expected, await Pages(cursor => cluster.Threads(Story.Workspace, filter, cursor, 4)));
        }

        foreach (var after in new[] { 0L, 7, 1_000_000 })
            Assert.Equal(await embedded.Feed(Story.Workspace, after, 10_000, default), await cluster.Feed(Story.Workspace, after, 10_000));
        Assert.Equal(await embedded.Outbox(Story.Workspace, 2, 100, default), await cluster.Outbox(Story.Workspace, 2, 100));
        Assert.Equal(
            (await embedded.OutboxDue(Story.Workspace, Instant.Never, 100, default)).Select(item => (item.NextAttempt, item.Reply)).Order(),
            (await cluster.OutboxDue(Story.Workspace, Instant.Never, 100)).Select(item => (item.NextAttempt, item.Reply)).Order());
        foreach (var chain in Story.AllMessages)
            Assert.Equal(Known(await embedded.Chains(Story.Workspace, [chain], default)), Known(await cluster.Chains(Story.Workspace, [chain])));
        var all = Story.AllMessages.ToList();
        Assert.Equal(Known(await embedded.Chains(Story.Workspace, all, default)), Known(await cluster.Chains(Story.Workspace, all)));
        Assert.Equal(await embedded.Counts(Story.Workspace, default), await cluster.Counts(Story.Workspace));
        Assert.Equal(await embedded.Quarantine(Story.Workspace, default), await cluster.Quarantine(Story.Workspace));
    }

    /// <summary>The embedded store answers for the network's copy of our reply, once its text is erased, with the reply's text or without one,
    /// depending on how long ago that was: here it counts for nothing.</summary>
    private static IEnumerable<ChainMessage> Known(IEnumerable<ChainMessage> messages) =>
        messages.Select(message => message.Reply is null ? message : message with { BodyJson = null });

    private static async Task AreSameReports(RedisLibrary cluster, SqliteLibrary embedded)
    {
        foreach (var filter in Audits())
        {
            var expected = await Pages(after => embedded.Audit(Story.Workspace, filter, after, 7, default));
            Assert.Equal(expected, await Pages(after => cluster.Audit(Story.Workspace, filter, after, 7)));
        }

        Assert.NotEmpty(await embedded.Audit(Story.Workspace, new(null, "sue", null, null), 0, 10, default));
        foreach (var by in Enum.GetValues<FigureBy>())
        {
            foreach (var range in (FigureRange[])[FigureRange.Of(Story.Noon, Story.Noon + 1, Story.Noon), FigureRange.Of(Story.Noon, Story.Noon + 1, Instant.Never)])
                Assert.Equal(Written(await embedded.Figures(Story.Workspace, by, range, default)), Written(await cluster.Figures(Story.Workspace, by, range)));
        }

        static IEnumerable<(string, string)> Written(IReadOnlyDictionary<string, WorkFigures> figures) =>
            figures.Where(one => one.Value.Numbers().Any()).Select(one => (one.Key, StoredFigures.Write(one.Value))).Order();
    }

    private static IEnumerable<AuditFilter> Audits()
    {
        var all = new AuditFilter(null, null, null, null);
        yield return all;
        foreach (var person in new[] { "sue", "ann", "ben", "sam", "nobody" }) yield return all with { Person = person };
        for (var thread = 0; thread < 15; thread++) yield return all with { Thread = $"t{thread}" };
        yield return all with { Thread = "t3", Person = "ann" };
        yield return all with { From = Story.Noon + 100, To = Story.Noon + 300 };
        yield return all with { Person = "ann", From = Story.Noon + 200 };
        yield return all with { Thread = "t5", To = Story.Noon + 250 };
    }

    private static async Task<List<AuditEntry>> Pages(Func<long, ValueTask<IReadOnlyList<AuditEntry>>> read)
    {
        var entries = new List<AuditEntry>();
        while (await read(entries.Count == 0 ? 0 : entries[^1].Cursor) is { Count: > 0 } page) entries.AddRange(page);
        return entries;
    }

    private static IEnumerable<ThreadFilter> Filters()
    {
        yield return Any;
        foreach (var state in new[] { "waiting", "offered", "assigned", "parked", "resolved", "joined" })
        {
            yield return Any with { State = state };
            foreach (var queue in Story.Queues) yield return Any with { State = state, Queue = queue };
        }

        foreach (var agent in Story.Agents) yield return Any with { Agent = agent };
        for (var customer = 0; customer < 5; customer++) yield return Any with { Customer = new CustomerKey($"c{customer}"), Queue = Story.Queues[0] };
        foreach (var word in Story.Words) yield return Any with { Text = word };
        yield return Any with { Text = "PARCEL grosse" };
        yield return Any with { Text = "grÖße late" };
        yield return Any with { Text = "große" };
        yield return Any with { Text = "paczka Święto" };
        yield return Any with { Text = "refund broken", State = "waiting" };
        yield return Any with { Text = "\"refund OR late" };
        yield return Any with { Text = " " };
    }

    private static async Task<List<ThreadRow>> Pages(Func<string?, ValueTask<Page<ThreadRow>>> read)
    {
        var rows = new List<ThreadRow>();
        string? cursor = null;
        do
        {
            var page = await read(cursor);
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return rows;
    }
}

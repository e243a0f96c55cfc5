using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Core.Threads;

namespace Routing.Sqlite.Tests;

/// <summary>Who did what, and what was done: kept with what happened, read by page and by hour.</summary>
public sealed class ReportTests
{
    private static readonly ActorId Desk = ActorId.Desk(Given.Workspace);
    private static readonly AuditFilter Any = new(null, null, null, null);

    [Fact]
    public async Task The_audit_is_read_by_thread_by_person_and_by_time_a_page_at_a_time()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        for (var n = 1; n <= 30; n++)
            await store.Append(Given.Turn(Desk, n, new ThreadAssigned($"t{n % 3}", "ann", n, "transferred", n % 2 == 0 ? "api:sue" : "ben", null, false, null, At(n))));
        await store.Append(Given.Turn(Desk, 31, new AgentSetUntil("ann", [], 1, At(60), new Usual([], 3), "api:sue", "ben is ill", At(31))));
        await store.CaughtUp();

        Assert.Equal(31, (await Pages(store, Any)).Count);
        Assert.Equal(10, (await Pages(store, Any with { Thread = "t1" })).Count);
        Assert.Equal(16, (await Pages(store, Any with { Person = "sue" })).Count);
        Assert.Equal(["agent.setUntil"], (await Pages(store, Any with { Person = "ann" })).Select(entry => entry.What));
        Assert.Equal(["t2", "t0"], (await Pages(store, Any with { From = Given.Noon + 20, To = Given.Noon + 22 })).Select(entry => entry.Thread));
        Assert.Empty(await Pages(store, Any with { Person = "nobody" }));
    }

    [Fact]
    public async Task Figures_outlive_a_restart_in_the_middle_of_a_wait_and_add_up_over_hours()
    {
        using var folder = new Folder();
        await using (var store = Given.Store(folder))
        {
            await store.Append(Given.Turn(ActorId.Agent(Given.Workspace, "ann"), 1, new ShiftBegan("ann~1", At(500), At(0), Push)));
            await store.Append(Given.Turn(ActorId.Thread(Given.Workspace, "t1"), 1, Given.Added(1)));
            await store.Append(Given.Turn(Desk, 1, Given.Reported("t1", key: 1), new OfferAccepted("t1", "ann", 1, At(10))));
            await store.CaughtUp();
        }

        await using (var store = Given.Store(folder))
        {
            var reply = new ThreadReply("r1", "ann", Given.Message(1), Visibility.Public, At(70), ReplyStatus.Leaving, null, null);
            await store.Append(Given.Turn(
                ActorId.Thread(Given.Workspace, "t1"), 2, new Replied(reply, 1, At(70), Given.Report(Phase.AwaitingCustomer) with { Unanswered = 0 })));
            await store.Append(Given.Turn(Desk, 2, new SlotFreed("t1", "ann", At(70))));
            await store.CaughtUp();

            foreach (var (by, key) in ((FigureBy, string)[])[(FigureBy.Agent, "ann"), (FigureBy.Queue, "general"), (FigureBy.Topic, "billing"), (FigureBy.Shift, "ann~1")])
            {
                var figures = (await store.Library.Figures(Given.Workspace, by, FigureRange.Of(Given.Noon, At(90), At(90)), default))[key];
                Assert.Equal((1, 3_600.0), (figures.Handling.Count, figures.Handling.MeanSeconds));
                Assert.Equal((1, 4_200.0), (figures.FirstResponse.Count, figures.FirstResponse.MeanSeconds));
                Assert.Equal((1, 4_200.0), (figures.Answer.Count, figures.Answer.MeanSeconds));
                Assert.Equal((0L, 1L, 1L, 1L), (figures.OnTime, figures.Late, figures.Replies, figures.Accepted));
            }

            var later = await store.Library.Figures(Given.Workspace, FigureBy.Agent, FigureRange.Of(At(60), At(90), At(90)), default);
            Assert.Equal((0L, 1L), (later["ann"].Accepted, later["ann"].Replies));
        }
    }

    [Fact]
    public async Task What_is_too_old_is_kept_by_the_day_and_then_no_more()
    {
        using var folder = new Folder();
        await using var store = Given.Store(folder);
        await store.Append(Given.Turn(Desk, 1, new OfferAccepted("t1", "ann", 1, Given.Noon)));
        var month = Given.Noon + (Limits.FigureHourDays * FigureRow.DayMs) + (2 * FigureRow.HourMs);
        await store.Append(Given.Turn(Desk, 2, new OfferAccepted("t1", "ann", 2, month)));
        await store.CaughtUp();

        Assert.Empty(await store.Library.Figures(Given.Workspace, FigureBy.Agent, FigureRange.Of(Given.Noon, Given.Noon + 1, Given.Noon), default));
        Assert.Equal(1, (await store.Library.Figures(Given.Workspace, FigureBy.Agent, FigureRange.Of(Given.Noon, Given.Noon + 1, month), default))["ann"].Accepted);

        var year = Given.Noon + ((Limits.FigureDays + 1) * FigureRow.DayMs);
        await store.Append(Given.Turn(Desk, 3, new OfferAccepted("t1", "ann", 3, year)));
        await store.CaughtUp();
        Assert.Empty(await store.Library.Figures(Given.Workspace, FigureBy.Agent, FigureRange.Of(Given.Noon, Given.Noon + 1, year), default));
    }

    private static readonly Push Push = new(1, PushKind.Shift, null, 0, null, null, 0, null, Given.Noon);

    private static Instant At(double minutes) => Given.Noon + (long)(minutes * 60_000);

    private static async Task<List<AuditEntry>> Pages(SqliteStore store, AuditFilter filter)
    {
        var entries = new List<AuditEntry>();
        while (await store.Library.Audit(Given.Workspace, filter, entries.Count == 0 ? 0 : entries[^1].Cursor, 4, default) is { Count: > 0 } page) entries.AddRange(page);
        Assert.Equal(entries.OrderBy(entry => entry.Cursor), entries);
        return entries;
    }
}

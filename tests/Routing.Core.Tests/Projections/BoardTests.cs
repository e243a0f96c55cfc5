using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Projections;

public class BoardTests
{
    private static readonly Instant Noon = new(1_800_000_000_000 / 60_000 * 60_000);
    private static readonly ActorId Desk = ActorId.Desk("w");
    private readonly Board _board = Board.Of(new DeskSnapshot(Policy.Default, Noon, 0, [], []));

    [Fact]
    public void Waiting_threads_are_in_the_order_of_their_rank()
    {
        Report("b", Noon, rank: 20);
        Report("a", Noon + 1, rank: 10);
        Report("c", Noon + 2, rank: 30);

        Assert.Equal(["a", "b", "c"], _board.Waiting("general").Select(row => row.Thread));
        Assert.Equal(["a", "b", "c"], _board.Waiting(null).Select(row => row.Thread));
        Assert.Equal(Noon, Queue.OldestWaiting);
    }

    [Fact]
    public void A_queue_that_a_person_chose_stays_chosen_until_a_policy_has_none_of_that_name()
    {
        Report("a", Noon);
        var rank = _board.Thread("a")!.Rank!;

        Fold(new ThreadReturned("a", null, 2, "transferred", "sam", null, null, default, default, "vip", new Need("vip", [new("vip", 2)]), rank, Noon));
        Assert.Equal(("vip", "vip", 2), (_board.Thread("a")!.Chosen, _board.Thread("a")!.Queue, _board.Thread("a")!.Need!.Skills[0].Level));

        Fold(new PolicySet(Policy.Default with { Version = 2 }, "sam", [new("a", new Need("general", []), rank)]));
        Assert.Null(_board.Thread("a")!.Chosen);
        Assert.Equal(("general", 0), (_board.Thread("a")!.Queue, _board.Thread("a")!.Need!.Skills.Length));
    }

    [Fact]
    public void An_offer_and_an_assignment_hold_a_slot_until_the_thread_leaves()
    {
        Fold(new AgentSet("ann", "Ann", [], 4));
        Report("a", Noon);

        Fold(new OfferMade("a", "ann", 1, Noon, Noon + 20_000, NoReason));
        Assert.Equal((0, 1, 0, 1), (Queue.Waiting, Queue.Offered, Queue.Assigned, Ann.Used));
        Fold(new OfferAccepted("a", "ann", 1, Noon + 1));
        Assert.Equal((0, 0, 1, 1), (Queue.Waiting, Queue.Offered, Queue.Assigned, Ann.Used));
        Fold(new SlotFreed("a", "ann", Noon + 2));
        Assert.Equal((1, 0), (Ann.Held.Count, Ann.Used));
        Fold(new ThreadLeft("a", "ann", true, Noon + 3));
        Assert.Equal((0, 0, 0), (_board.Threads, Ann.Held.Count, Queue.Assigned));
    }

    [Fact]
    public void An_agent_shows_what_is_set_for_a_while_and_when_the_shift_ends()
    {
        Fold(new AgentSet("ann", "Ann", [], 4));
        Fold(new AgentSetUntil("ann", [], 6, Noon + 60_000, new Usual([], 4), "sam", "a spike", Noon));
        Fold(new ShiftEndSet("ann", "s1", Noon + 90_000));
        Assert.Equal((Noon + 60_000, "sam", "a spike", Noon + 90_000), (Ann.Temporary!.Until, Ann.Temporary.By, Ann.Temporary.Why, Ann.ShiftUntil));

        Fold(new TemporaryEnded("ann", [], 4, null, null, Noon + 60_000));
        Fold(new HandOverBegun("ann", "s1", null, [], Noon + 90_000));
        Assert.Equal((null, null), (Ann.Temporary, Ann.ShiftUntil));
    }

    [Fact]
    public void Events_that_the_seed_already_holds_change_nothing()
    {
        Event[] events =
        [
            new AgentSet("ann", "Ann", [], 4), Reported("a", Noon, 10), Reported("b", Noon, 20),
                new OfferMade("a", "ann", 1, Noon, Noon + 9, NoReason),
            new OfferEnded("a", "ann", 1, OfferEnd.Missed, "", 1, Noon, false, Noon, Noon), new OfferMade("b", "ann", 1, Noon, Noon + 9, NoReason),
            new OfferAccepted("b", "ann", 1, Noon),
                new ThreadReturned("b", "ann", 2, "returned", null, null, null, Noon, Noon, null, null, null, Noon),
            new ThreadLeft("a", null, false, Noon),
        ];
        foreach (var happened in events) _board.Fold(Desk, happened);
        var once = Shape();
        for (var from = events.Length - 1; from >= 0; from--)
        {
            foreach (var happened in events[from..]) _board.Fold(Desk, happened, figures: false);
            Assert.Equal(once, Shape());
        }

        string Shape() =>
            $"{string.Join(',', _board.Waiting(null).Select(row => row.Thread))} {Queue.Offered} {Queue.Assigned} {Ann.Used} {_board.Threads}";
    }

    [Fact]
    public void Service_level_counts_each_waiting_once_in_time_or_late()
    {
        foreach (var thread in (string[])["in time", "late", "never", "waits"]) Report(thread, Noon);
        Reply("in time", Noon + 60_000);
        _board.Advance(Noon + 301_000);
        Reply("late", Noon + 360_000);
        _board.Advance(Noon + 400_000);

        var hour = Queue.Answers.Hour;
        Assert.Equal((1, 3, 2), (hour.InTime, hour.Late, hour.Answers));
        Assert.Equal(0.25, hour.ServiceLevel);
        Assert.Equal(210, hour.AverageSeconds);
    }

    [Fact]
    public void Figures_leave_the_hour_and_then_the_day()
    {
        Report("a", Noon);
        Reply("a", Noon + 1_000);
        _board.Advance(Noon + (59 * 60_000L));
        Assert.Equal(1, Queue.Answers.Hour.InTime);
        _board.Advance(Noon + (61 * 60_000L));
        Assert.Equal((0, 1), (Queue.Answers.Hour.InTime, Queue.Answers.Day.InTime));
        _board.Advance(Noon + (25 * 60 * 60_000L));
        Assert.Null(Queue.Answers.Day.ServiceLevel);
    }

    private static readonly Why NoReason = new(1, 0, true, 1, 0, 0, 0, 0, 0, 1, null);

    private BoardQueue Queue => _board.Queues.Single(queue => queue.Queue == "general");

    private BoardAgent Ann => _board.Agent("ann")!;

    private void Fold(DeskEvent happened) => _board.Fold(Desk, happened);

    private void Report(string thread, Instant since, long rank = 10) => Fold(Reported(thread, since, rank));

    private static ThreadReported Reported(string thread, Instant since, long rank)
    {
        var report = new Report(1, Phase.Open, new CustomerKey("c"), "x", Visibility.Public, Reading.Unknown, 0, 0, since, 1, new MessageKey("x/1"));
        return new(thread, report, new Need("general", []), new Rank(rank, since, since + 300_000, Urgency.Normal, 0, 0, 1));
    }

    private void Reply(string thread, Instant at)
    {
        var report = _board.Thread(thread)!.Report!;
        var reply = new ThreadReply("r", "ann", new MessageKey("x/1"), Visibility.Public, at, ReplyStatus.Leaving, null, null);
        _board.Fold(ActorId.Thread("w", thread), new Replied(reply, 0, at, report));
    }
}

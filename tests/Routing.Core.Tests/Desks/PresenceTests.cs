using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

public sealed class PresenceTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void Who_is_not_ready_gets_no_offer_and_who_comes_back_gets_one()
    {
        _desk.Agent("ann");
        _desk.Ready("ann", ready: false);
        _desk.Report("t");
        _desk.AssertWaits("t");

        _desk.Ready("ann");

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void An_older_presence_changes_nothing()
    {
        _desk.Do(new SetAgent("ann", "ann", [], 1));
        _desk.Do(new SetReady("ann", 5, true, false));

        _desk.Nothing(new SetReady("ann", 4, false, false));
        _desk.Nothing(new SetReady("ann", 5, false, true));
        Assert.True(_desk.Who("ann").Ready);
    }

    [Fact]
    public void Presence_may_come_before_the_agent_is_known()
    {
        _desk.Ready("ann");
        _desk.Report("t");
        _desk.AssertWaits("t");

        _desk.Do(new SetAgent("ann", "ann", [], 1));

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void Who_is_draining_is_told_once_when_nothing_is_left_that_asks_for_them()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("open", "ann");
        _desk.Assign("answered", "ann");

        Assert.Empty(Drained(_desk.Ready("ann", ready: false, drains: true)));
        Assert.Empty(Drained(_desk.Report("answered", Phase.AwaitingCustomer)));
        var drained = Assert.Single(Drained(_desk.Report("open", Phase.Resolved)));

        Assert.Equal(new AgentDrained("ann", _desk.Who("ann").PresenceVersion, _desk.Now), drained);
        Assert.Empty(Drained(_desk.Report("answered", Phase.Resolved)));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Who_is_draining_finishes_their_wrap_up_first()
    {
        _desk.Policy(policy => policy with { Capacity = new CapacityPolicy(WrapUpSeconds: 30) });
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Ready("ann", ready: false, drains: true);
        Assert.Empty(Drained(_desk.Report("t", Phase.Resolved)));
        var first = _desk.Journal.Count;

        _desk.Pass(30);

        Assert.Single(Drained([.. _desk.Journal.Skip(first)]));
    }

    [Fact]
    public void Who_is_draining_with_nothing_at_hand_is_told_at_once_and_who_is_away_never()
    {
        _desk.Agent("ann");

        Assert.Empty(Drained(_desk.Ready("ann", ready: false)));
        Assert.Single(Drained(_desk.Ready("ann", ready: false, drains: true)));
    }

    [Fact]
    public void A_lost_connection_keeps_the_work_and_the_open_offer()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("held", "ann");
        _desk.Report("offered");

        _desk.Ready("ann", ready: false);

        _desk.AssertAssigned("held", "ann");
        _desk.AssertOffered("offered", "ann");
        _desk.Accept("offered");
        _desk.AssertAssigned("offered", "ann");
    }

    [Fact]
    public void Who_is_gone_leaves_open_work_to_the_queue_with_its_age()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("held", "ann");
        _desk.Report("offered");
        var rank = _desk.Of("held").Rank;

        var events = _desk.Ready("ann", ready: false, gone: true);

        Assert.Equal("agent went offline", Assert.Single(events.OfType<ThreadReturned>()).Reason);
        Assert.Equal((OfferEnd.Undelivered, 0), (events.OfType<OfferEnded>().Single().End, events.OfType<OfferEnded>().Single().Misses));
        Assert.Equal(rank, _desk.Of("held").Rank);
        _desk.AssertWaits("held");
        _desk.AssertWaits("offered");
        Assert.Equal(0, _desk.Who("ann").Used);
    }

    [Fact]
    public void What_was_handed_over_waits_a_bounded_time_for_who_knows_it()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Agent("ben");
        _desk.Ready("ann", ready: false, gone: true);
        Assert.Equal(("ann", (Holding.Waiting, null)), (_desk.Of("t").Preferred, _desk.Place("t")));

        _desk.Pass(_desk.Rules.PreferredSeconds);

        _desk.AssertOffered("t", "ben");
    }

    [Fact]
    public void Who_comes_back_in_time_is_offered_their_work_first()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Agent("ben");
        _desk.Ready("ann", ready: false, gone: true);

        _desk.Ready("ann");

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void What_asks_for_nothing_stays_with_who_is_gone()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Report("t", Phase.Parked);

        _desk.Ready("ann", ready: false, gone: true);

        _desk.AssertAssigned("t", "ann");
    }

    [Fact]
    public void An_agent_who_is_removed_leaves_everything()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("parked", "ann");
        _desk.Report("parked", Phase.Parked);
        _desk.Assign("open", "ann");
        _desk.Report("offered");

        _desk.Do(new RemoveAgent("ann"));

        Assert.Empty(_desk.Who("ann").Held);
        Assert.Null(_desk.Of("open").Preferred);
        _desk.AssertWaits("parked");
        _desk.Agent("ben", slots: 3);
        Assert.Single(_desk.Who("ben").Held);
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new RemoveAgent("ann")));
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new RemoveAgent("nobody")));
    }

    [Fact]
    public void An_agent_who_is_set_again_is_back()
    {
        _desk.Agent("ann");
        _desk.Do(new RemoveAgent("ann"));
        _desk.Report("t");
        _desk.AssertWaits("t");

        _desk.Do(new SetAgent("ann", "ann", [], 1));

        _desk.AssertOffered("t", "ann");
        _desk.Nothing(new SetAgent("ann", "ann", [], 1));
    }

    [Fact]
    public void Fewer_slots_take_nothing_away_and_more_bring_an_offer()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("t1", "ann");
        _desk.Assign("t2", "ann");
        _desk.Report("t3");

        _desk.Do(new SetAgent("ann", "ann", [], 1));
        Assert.Equal(2, _desk.Who("ann").Used);
        _desk.Report("t1", Phase.Resolved);
        _desk.AssertWaits("t3");

        _desk.Do(new SetAgent("ann", "ann", [], 2));
        _desk.AssertOffered("t3", "ann");
    }

    private static IEnumerable<AgentDrained> Drained(DeskEvent[] events) => events.OfType<AgentDrained>();
}

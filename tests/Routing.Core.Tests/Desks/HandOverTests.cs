using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>The end of a shift: nothing more is offered that would not be finished, and what is open goes on with its age.</summary>
public sealed class HandOverTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void Nothing_is_offered_that_is_expected_to_take_longer_than_what_is_left()
    {
        _desk.Agent("ann");
        Ends("ann", 10);

        _desk.Pass(4 * 60);
        _desk.Report("early");
        _desk.AssertOffered("early", "ann");
        _desk.Decline("early");
        _desk.Pass(60);
        _desk.Report("late");

        _desk.AssertWaits("late");
        Assert.Equal((1, 1), (Blocked("late").NotReady, Blocked("late").Draining));
    }

    [Fact]
    public void The_longest_of_the_queues_that_the_agent_can_serve_counts()
    {
        _desk.Policy(policy => policy with
        {
            Queues =
            [
                policy.Queues[0] with { Id = "hard", Match = new QueueMatch(Topics: ["hard"]), Skills = [new SkillLevel("hard", 1)], HandlingSeconds = 1_800 },
                policy.Queues[0] with { HandlingSeconds = 60 },
            ],
        });
        _desk.Agent("ann");
        _desk.Agent("ben", 1, new SkillLevel("hard", 1));
        Ends("ann", 20);
        Ends("ben", 20);

        Assert.Equal((At(19), At(-10)), (_desk.Who("ann").Shift!.DrainsFrom, _desk.Who("ben").Shift!.DrainsFrom));
        Assert.True(_desk.Who("ben").Shift!.Drains);

        _desk.Do(new SetAgent("ben", "ben", [], 1));
        Assert.Equal((At(19), false), (_desk.Who("ben").Shift!.DrainsFrom, _desk.Who("ben").Shift!.Drains));
    }

    [Fact]
    public void A_shift_that_is_extended_takes_offers_again()
    {
        _desk.Agent("ann");
        Ends("ann", 1);
        _desk.Report("t");
        _desk.AssertWaits("t");

        Ends("ann", 60);

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void At_the_end_open_threads_go_back_with_age_and_deadline_and_the_note()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t1", "ann", minutes: -3);
        _desk.Assign("t2", "ann", minutes: -2);
        var before = (_desk.Of("t1").Rank, _desk.Of("t2").Rank);

        var events = End("ann", null, new HandOverNote("t2", "n2"));

        _desk.AssertWaits("t1");
        _desk.AssertWaits("t2");
        Assert.Equal(before, (_desk.Of("t1").Rank, _desk.Of("t2").Rank));
        Assert.Equal([null, "n2"], events.OfType<ThreadReturned>().Select(returned => returned.Note));
        Assert.Equal(2, Assert.Single(events.OfType<HandOverDone>()).Threads);
        Assert.False(_desk.Who("ann").Ready);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_named_colleague_gets_what_there_is_room_for_and_is_waited_for_with_the_rest()
    {
        _desk.Agent("ann", 3);
        foreach (var thread in (string[])["t1", "t2", "t3"]) _desk.Assign(thread, "ann");
        _desk.Agent("cid", 3);
        _desk.Agent("ben", 2);

        var events = End("ann", "ben");

        _desk.AssertAssigned("t1", "ben");
        _desk.AssertAssigned("t2", "ben");
        Assert.Equal("ben", _desk.Of("t3").Preferred);
        Assert.All(events.OfType<ThreadAssigned>(), assigned => Assert.False(assigned.OverCapacity));

        _desk.Report("t1", Phase.Resolved);
        _desk.AssertOffered("t3", "ben");
    }

    [Fact]
    public void Nobody_waits_for_a_colleague_who_is_not_there_or_about_to_go()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t1", "ann");
        _desk.Agent("ben", 2);
        _desk.Agent("cid", 2);
        Ends("ben", 1);

        End("ann", "ben");

        _desk.AssertOffered("t1", "cid");
    }

    [Fact]
    public void Nobody_waits_for_a_colleague_past_the_deadline()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("t1", "ann", minutes: -4.9);
        _desk.Assign("t2", "ann", minutes: -20);
        _desk.Agent("ben");
        _desk.Assign("full", "ben");

        End("ann", "ben");

        Assert.Equal(("ben", At(0.1)), (_desk.Of("t1").Preferred, _desk.Of("t1").PreferredUntil));
        Assert.Null(_desk.Of("t2").Preferred);
    }

    [Fact]
    public void An_open_offer_ends_without_blame_and_what_asks_for_nothing_stays()
    {
        _desk.Agent("ann", 2);
        _desk.Assign("parked", "ann");
        _desk.Report("parked", Phase.Parked);
        _desk.Report("offered");
        _desk.Show("offered");

        var events = End("ann");

        Assert.Equal(OfferEnd.Undelivered, Assert.Single(events.OfType<OfferEnded>()).End);
        Assert.Equal(0, _desk.Who("ann").Misses);
        _desk.AssertAssigned("parked", "ann");

        _desk.Agent("ben");
        _desk.Report("offered", Phase.Resolved);
        _desk.Report("parked");
        _desk.AssertOffered("parked", "ben");
    }

    [Fact]
    public void Who_comes_back_is_preferred_for_what_they_know_and_still_waits()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        End("ann");
        _desk.Pass(60);

        var events = _desk.Ready("ann");

        Assert.Equal(("t", "ann"), Assert.Single(events.OfType<ThreadPreferred>()) is var preferred ? (preferred.Thread, preferred.Agent) : default);
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void What_is_late_waits_for_nobody()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann", minutes: -4);
        End("ann");
        _desk.Pass(120);

        Assert.Empty(_desk.Ready("ann").OfType<ThreadPreferred>());
    }

    [Fact]
    public void A_hand_over_that_takes_several_turns_goes_on_from_any_of_them_after_a_crash()
    {
        var desk = new LiveDesk { HandOverSlice = 2 };
        desk.Agent("ann", 5);
        foreach (var thread in (string[])["t1", "t2", "t3", "t4", "t5"]) desk.Assign(thread, "ann");
        Assert.IsType<HandOverPaused>(desk.Do(new EndShift("ann", "s", null, []))[^1]);

        var rebuilt = desk.Rebuilt();
        foreach (var live in (LiveDesk[])[desk, rebuilt])
        {
            live.Pass(1);
            Assert.Empty(live.Who("ann").Held);
            Assert.Null(live.Who("ann").HandOver);
            Assert.Equal(5, live.State.Matching.Waiting);
        }

        Assert.Equal(desk.Saved(), rebuilt.Saved());
        Assert.Equal(5, desk.Journal.OfType<HandOverDone>().Single().Threads);
        desk.AssertReplaysExactly();
    }

    [Fact]
    public void The_same_end_again_changes_nothing_and_another_takes_the_rest_over()
    {
        var desk = new LiveDesk { HandOverSlice = 1 };
        desk.Agent("ann", 3);
        foreach (var thread in (string[])["t1", "t2", "t3"]) desk.Assign(thread, "ann");
        desk.Do(new EndShift("ann", "s", null, []));

        desk.Nothing(new EndShift("ann", "s", null, []));
        desk.Do(new EndShift("ann", "s2", null, []));
        desk.Pass(1);

        Assert.Equal([("s", 1), ("s2", 2)], desk.Journal.OfType<HandOverDone>().Select(done => (done.Shift, done.Threads)));
    }

    private DeskEvent[] End(AgentId agent, AgentId? to = null, params HandOverNote[] notes) => _desk.Do(new EndShift(agent, "s", to, notes));

    private void Ends(AgentId agent, double minutes) => _desk.Do(new SetShiftEnd(agent, "s", At(minutes)));

    private BlockedAgents Blocked(ThreadId thread) => _desk.Read<ThreadExplained>(new ExplainThread(thread)).Blocked!;
}

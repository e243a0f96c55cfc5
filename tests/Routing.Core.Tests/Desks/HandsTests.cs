using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>What people do by hand: take, return, transfer.</summary>
public sealed class HandsTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void An_agent_takes_a_waiting_thread_by_hand()
    {
        Busy("ann", slots: 2);
        _desk.Report("t");
        _desk.Do(new SetAgent("ann", "ann", [], 3));
        _desk.AssertOffered("t", "ann");
        _desk.Decline("t");

        var taken = _desk.Single<ThreadAssigned>(new Take("ann", "t"));

        Assert.Equal(("taken", "ann", false, null), (taken.Reason, taken.By, taken.OverCapacity, taken.From));
        _desk.AssertAssigned("t", "ann");
        Assert.Equal(Refusal.AlreadyYours, _desk.Refused(new Take("ann", "t")));
    }

    [Fact]
    public void Taking_what_is_offered_to_oneself_accepts_it()
    {
        _desk.Agent("ann");
        _desk.Report("t");

        _desk.Single<OfferAccepted>(new Take("ann", "t"));

        _desk.AssertAssigned("t", "ann");
    }

    [Fact]
    public void Taking_is_refused_with_the_first_reason()
    {
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new Take("ann", "t")));
        _desk.Agent("ann", 1);
        Assert.Equal(Refusal.NoSuchThread, _desk.Refused(new Take("ann", "t")));
        _desk.Assign("held", "ann");
        _desk.Agent("ben");
        _desk.Report("offered");
        Assert.Equal(Refusal.NotWaiting, _desk.Refused(new Take("ann", "offered")));
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });
        _desk.Report("t");
        _desk.Ready("ann", ready: false);
        Assert.Equal(Refusal.NotAvailable, _desk.Refused(new Take("ann", "t")));
        _desk.Ready("ann");
        Assert.Equal(Refusal.AtCapacity, _desk.Refused(new Take("ann", "t")));
        _desk.Do(new SetAgent("ann", "ann", [], 2));
        Assert.Equal(Refusal.LacksSkill, _desk.Refused(new Take("ann", "t")));
        _desk.Report("t", Phase.Parked);
        Assert.Equal(Refusal.NotWaiting, _desk.Refused(new Take("ann", "t")));
    }

    [Fact]
    public void A_thread_is_returned_with_its_age_and_a_note_and_not_right_back_to_who_returned_it()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        var (rank, epoch) = (_desk.Of("t").Rank, _desk.Of("t").Epoch);

        var returned = _desk.Single<ThreadReturned>(new ReturnToQueue("ann", "t", "ann", "n1"));

        Assert.Equal(("ann", "n1", "ann", null), (returned.From, returned.Note, returned.By, returned.Preferred));
        Assert.Equal(rank, _desk.Of("t").Rank);
        Assert.True(returned.Epoch > epoch);
        _desk.AssertWaits("t");

        _desk.Pass(_desk.Rules.PassedSeconds);
        _desk.AssertOffered("t", "ann");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_supervisor_takes_back_does_not_go_right_back(bool accepted)
    {
        _desk.Agent("ann");
        _desk.Report("t");
        if (accepted) _desk.Accept("t");

        _desk.Do(new ReturnToQueue(null, "t", "sue", null));

        _desk.AssertWaits("t");
        _desk.Nothing(new ReturnToQueue(null, "t", "sue", null));
        _desk.Agent("ben");
        _desk.AssertOffered("t", "ben");
    }

    [Fact]
    public void Only_the_holder_or_a_supervisor_returns_or_transfers()
    {
        Assert.Equal(Refusal.NoSuchThread, _desk.Refused(new ReturnToQueue("ann", "t", "ann", null)));
        Assert.Equal(Refusal.NoSuchThread, _desk.Refused(new Transfer(null, "t", "ann", null, "sue", null)));
        _desk.Agent("ann");
        _desk.Report("t");
        Assert.Equal(Refusal.NotOwner, _desk.Refused(new ReturnToQueue("ann", "t", "ann", null)));
        _desk.Accept("t");
        _desk.Agent("ben");
        Assert.Equal(Refusal.NotOwner, _desk.Refused(new ReturnToQueue("ben", "t", "ben", null)));
        Assert.Equal(Refusal.NotOwner, _desk.Refused(new Transfer("ben", "t", "ben", null, "ben", null)));
    }

    [Fact]
    public void An_agent_hands_a_thread_to_a_colleague_with_room()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Agent("ben");

        var given = _desk.Single<ThreadAssigned>(new Transfer("ann", "t", "ben", null, "ann", "n1"));

        Assert.Equal(("ann", "n1", false), (given.From, given.Note, given.OverCapacity));
        _desk.AssertAssigned("t", "ben");
        Assert.Equal((0, 1), (_desk.Who("ann").Used, _desk.Who("ben").Used));
    }

    [Fact]
    public void An_agent_cannot_transfer_to_nobody_to_themselves_to_who_is_away_or_to_who_is_full()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new Transfer("ann", "t", "ben", null, "ann", null)));
        Assert.Equal(Refusal.AlreadyYours, _desk.Refused(new Transfer("ann", "t", "ann", null, "ann", null)));
        Busy("ben");
        Assert.Equal(Refusal.AtCapacity, _desk.Refused(new Transfer("ann", "t", "ben", null, "ann", null)));
        _desk.Ready("ben", ready: false);
        Assert.Equal(Refusal.NotAvailable, _desk.Refused(new Transfer("ann", "t", "ben", null, "ann", null)));
    }

    [Fact]
    public void A_supervisor_may_go_over_capacity_by_name_but_not_to_who_is_offline()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        Busy("ben");

        var given = _desk.Single<ThreadAssigned>(new Transfer(null, "t", "ben", null, "sue", null));

        Assert.Equal((true, "sue"), (given.OverCapacity, given.By));
        Assert.Equal(2, _desk.Who("ben").Used);
        _desk.Ready("ann", ready: false, gone: true);
        Assert.Equal(Refusal.NotAvailable, _desk.Refused(new Transfer(null, "t", "ann", null, "sue", null)));
    }

    [Fact]
    public void Nobody_can_be_given_work_before_they_ever_connected()
    {
        _desk.Report("t");
        _desk.Do(new SetAgent("new", "new", [], 1));

        Assert.Equal(Refusal.NotAvailable, _desk.Refused(new Transfer(null, "t", "new", null, "sue", null)));
    }

    [Fact]
    public void A_supervisor_transfers_what_waits_or_is_offered()
    {
        _desk.Agent("ann");
        _desk.Report("t");
        _desk.Agent("ben");

        var events = _desk.Do(new Transfer(null, "t", "ben", null, "sue", null));

        Assert.Equal(OfferEnd.Revoked, Assert.IsType<OfferEnded>(events[0]).End);
        _desk.AssertAssigned("t", "ben");
        Assert.Equal(0, _desk.Who("ann").Used);
    }

    [Fact]
    public void A_parked_thread_moves_without_a_slot()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Report("t", Phase.Parked);
        Busy("ben");

        Assert.False(_desk.Single<ThreadAssigned>(new Transfer(null, "t", "ben", null, "sue", null)).OverCapacity);
        Assert.Equal(1, _desk.Who("ben").Used);
    }

    [Fact]
    public void A_thread_moves_to_another_queue_and_stays_in_it()
    {
        TwoQueues();
        _desk.Agent("ann");
        _desk.Assign("t", "ann");

        _desk.Single<ThreadReturned>(new Transfer("ann", "t", null, "tech", "ann", "n1"));

        Assert.Equal(("tech", "tech"), (_desk.Of("t").ChosenQueue, _desk.Of("t").Need.Queue));
        _desk.AssertWaits("t");
        _desk.Report("t", urgency: Urgency.High);
        Assert.Equal("tech", _desk.Of("t").Need.Queue);
        _desk.Agent("tim", 1, new SkillLevel("tech", 1));
        _desk.AssertOffered("t", "tim");
    }

    [Fact]
    public void A_queue_that_does_not_exist_is_refused()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");

        Assert.Equal(Refusal.NoSuchQueue, _desk.Refused(new Transfer("ann", "t", null, "nowhere", "ann", null)));
        Assert.Equal(Refusal.NoSuchQueue, _desk.Refused(new Transfer("ann", "t", null, null, "ann", null)));
    }

    private void Busy(AgentId agent, int slots = 1)
    {
        _desk.Agent(agent, slots);
        for (var n = 0; n < slots; n++)
        {
            _desk.Report($"{agent}-{n}");
            _desk.Do(new Transfer(null, $"{agent}-{n}", agent, null, "sue", null));
        }
    }

    private void TwoQueues() => _desk.Policy(policy => policy with
    {
        Queues = [policy.Queues[0], policy.Queues[0] with { Id = "tech", Skills = [new SkillLevel("tech", 1)] }],
    });
}

using Routing.Core.Desks;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>A thread that asks for nothing holds no slot; one that asks again takes one, or waits.</summary>
public sealed class WakingTests
{
    private readonly LiveDesk _desk = new();

    public WakingTests()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
    }

    [Theory]
    [InlineData(Phase.AwaitingCustomer)]
    [InlineData(Phase.Parked)]
    public void A_thread_that_asks_for_nothing_gives_its_slot_to_the_next(Phase phase)
    {
        _desk.Report("next");

        _desk.Report("t", phase);

        _desk.AssertAssigned("t", "ann");
        _desk.AssertOffered("next", "ann");
        Assert.Equal(1, _desk.Who("ann").Used);
    }

    [Fact]
    public void One_that_asks_again_takes_a_free_slot_of_its_agent()
    {
        _desk.Report("t", Phase.AwaitingCustomer);

        Assert.IsType<SlotTaken>(_desk.Report("t")[^1]);

        _desk.AssertAssigned("t", "ann");
        Assert.Equal(1, _desk.Who("ann").Used);
    }

    [Fact]
    public void One_that_wakes_onto_a_full_agent_waits_with_its_age_for_that_agent_first()
    {
        var since = _desk.Of("t").Rank.Since;
        _desk.Report("t", Phase.Parked);
        _desk.Assign("next", "ann");
        _desk.Agent("ben");

        _desk.Report("t");

        _desk.AssertWaits("t");
        Assert.Equal(("ann", since), (_desk.Of("t").Preferred, _desk.Of("t").Rank.Since));

        _desk.Report("next", Phase.Resolved);
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void It_does_not_wait_for_that_agent_for_ever()
    {
        _desk.Report("t", Phase.Parked);
        _desk.Assign("next", "ann");
        _desk.Agent("ben");
        _desk.Report("t");

        _desk.Pass(_desk.Rules.PreferredSeconds);

        _desk.AssertOffered("t", "ben");
    }

    [Fact]
    public void One_that_wakes_onto_an_agent_who_is_not_there_waits()
    {
        _desk.Report("t", Phase.Parked);
        _desk.Ready("ann", ready: false);

        _desk.Report("t");

        _desk.AssertWaits("t");
    }

    [Fact]
    public void A_thread_that_ends_frees_its_slot_and_says_whether_it_was_answered()
    {
        var left = Assert.IsType<ThreadLeft>(_desk.Report("t", Phase.Resolved)[0]);

        Assert.Equal(("ann", true), (left.Agent, left.Answered));
        Assert.Empty(_desk.State.Threads);
        Assert.Empty(_desk.Who("ann").Held);
    }

    [Fact]
    public void A_thread_that_ended_before_it_heard_who_holds_it_is_told_that_nobody_does()
    {
        var before = _desk.Of("t").Epoch;
        var ended = _desk.Of("t").Report with { Version = 99, Phase = Phase.Resolved, Epoch = before - 1 };

        var left = _desk.Single<ThreadLeft>(new ReportThread("t", ended));

        Assert.True(left.Epoch > before);
        var told = Assert.Single(Told(left), sent => sent.To == ActorId.Thread(Workspace, "t"));
        Assert.Equal(new Place(Holding.Waiting, null, left.Epoch, "resolved", null, null), told.Command);
        Assert.Equal(left.Epoch, _desk.State.LastEpoch);
    }

    [Fact]
    public void A_thread_that_ended_knowing_who_holds_it_is_told_nothing()
    {
        var ended = _desk.Of("t").Report with { Version = 99, Phase = Phase.Resolved, Epoch = _desk.Of("t").Epoch };

        var left = _desk.Single<ThreadLeft>(new ReportThread("t", ended));

        Assert.DoesNotContain(Told(left), sent => sent.To.Kind == ActorKind.Thread);
    }

    [Fact]
    public void Epochs_rise_even_when_a_thread_leaves_and_comes_back()
    {
        var before = _desk.Of("t").Epoch;
        _desk.Report("t", Phase.Resolved);

        _desk.Report("t");

        _desk.AssertOffered("t", "ann");
        Assert.True(_desk.Of("t").Epoch > before);
    }

    private static List<(ActorId To, Command Command)> Told(DeskEvent happened)
    {
        var sent = new Emitted();
        Flow.Of(ActorId.Desk(Workspace), happened, sent);
        return sent.Sent;
    }
}

using Routing.Core.Desks;

namespace Routing.Core.Tests.Desks;

public sealed class WithdrawTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void A_waiting_thread_whose_customer_left_is_off_the_desk_unanswered()
    {
        _desk.Report("t");

        Assert.Equal(new ThreadLeft("t", null, Answered: false, _desk.Now), _desk.Single<ThreadLeft>(new Withdraw("t")));
        Assert.Empty(_desk.State.Threads);
        _desk.Nothing(new Withdraw("t"));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void An_offer_of_it_ends_without_blame_and_the_slot_takes_the_next()
    {
        _desk.Agent("ann");
        _desk.Report("t", minutes: 0);
        _desk.Report("next", minutes: 1);
        _desk.Show("t");

        var ended = _desk.Single<OfferEnded>(new Withdraw("t"));

        Assert.Equal((OfferEnd.Revoked, 0), (ended.End, ended.Misses));
        _desk.AssertOffered("next", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void What_an_agent_holds_stays_theirs()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");

        _desk.Nothing(new Withdraw("t"));
        _desk.AssertAssigned("t", "ann");
    }
}

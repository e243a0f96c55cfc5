using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

public sealed class OfferEndTests
{
    private readonly LiveDesk _desk = new();

    public OfferEndTests() => _desk.Agent("ann");

    [Fact]
    public void Accepting_assigns_under_the_epoch_of_the_offer()
    {
        _desk.Report("t");
        var epoch = _desk.Of("t").Epoch;

        _desk.Accept("t");

        _desk.AssertAssigned("t", "ann");
        Assert.Equal((epoch, "t"), (_desk.Of("t").Epoch, _desk.Outcome.Value));
    }

    [Fact]
    public void Accepting_again_gets_the_same_answer()
    {
        _desk.Report("t");
        _desk.Accept("t");

        _desk.Nothing(new Accept("ann", "t", _desk.Of("t").Epoch));
        Assert.Equal("t", _desk.Outcome.Value);
    }

    [Fact]
    public void An_accept_of_an_old_epoch_is_refused()
    {
        _desk.Report("t");
        var old = _desk.Of("t").Epoch;
        _desk.Do(new ReturnToQueue(null, "t", "sue", null));
        _desk.Pass(_desk.Rules.PassedSeconds);
        _desk.AssertOffered("t", "ann");

        Assert.Equal(Refusal.OfferEnded, _desk.Refused(new Accept("ann", "t", old)));
        Assert.Equal(Refusal.OfferEnded, _desk.Refused(new Decline("ann", "t", old, "no")));
        _desk.Nothing(new ShowedOffer("ann", "t", old));
        Assert.False(_desk.Of("t").Shown);
    }

    [Fact]
    public void Nobody_else_can_accept_or_decline_an_offer()
    {
        _desk.Report("t");
        _desk.Agent("ben");

        Assert.Equal(Refusal.NotOfferedToYou, _desk.Refused(new Accept("ben", "t", _desk.Of("t").Epoch)));
        Assert.Equal(Refusal.NotOfferedToYou, _desk.Refused(new Decline("ben", "t", _desk.Of("t").Epoch, "no")));
    }

    [Fact]
    public void An_offer_of_a_thread_that_left_is_over()
    {
        _desk.Report("t");
        var epoch = _desk.Of("t").Epoch;
        _desk.Report("t", Phase.Resolved);

        Assert.Equal(Refusal.OfferEnded, _desk.Refused(new Accept("ann", "t", epoch)));
        Assert.Equal(Refusal.OfferEnded, _desk.Refused(new Decline("ann", "t", epoch, "no")));
        _desk.Nothing(new ShowedOffer("ann", "t", epoch));
    }

    [Fact]
    public void An_accept_that_comes_with_the_end_of_the_offer_is_too_late()
    {
        _desk.Report("t");
        _desk.Now = _desk.Of("t").OfferUntil;

        Assert.Equal(Refusal.OfferEnded, _desk.Refused(new Accept("ann", "t", _desk.Of("t").Epoch)));
    }

    [Fact]
    public void A_declined_thread_goes_to_another_and_comes_back_later()
    {
        _desk.Report("t");
        _desk.Decline("t");
        _desk.AssertWaits("t");
        Assert.Equal(1, _desk.Read<ThreadExplained>(new ExplainThread("t")).Blocked!.Passed);

        _desk.Pass(_desk.Rules.PassedSeconds - 1);
        _desk.AssertWaits("t");

        _desk.Pass(1);
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_declined_thread_is_offered_to_the_next_at_once()
    {
        _desk.Agent("ben");
        _desk.Report("t");
        var first = _desk.Of("t").Agent;

        _desk.Decline("t");

        _desk.AssertOffered("t", first == "ann" ? "ben" : "ann");
    }

    [Fact]
    public void A_miss_on_the_screen_costs_a_cool_down_whose_end_brings_an_offer()
    {
        _desk.Report("t");
        _desk.Show("t");
        _desk.Pass(_desk.Rules.Seconds);

        Assert.Equal(OfferEnd.Missed, Last().End);
        Assert.Equal((1, Standing.CoolingDown), (_desk.Who("ann").Misses, _desk.Who("ann").Standing));
        _desk.Report("other");
        _desk.AssertWaits("other");

        _desk.Pass(_desk.Rules.CoolDownSeconds);

        _desk.AssertOffered("other", "ann");
    }

    [Fact]
    public void The_nth_miss_in_a_row_sets_the_agent_away()
    {
        for (var n = 0; n < _desk.Rules.MissesUntilAway; n++)
        {
            Assert.True(_desk.Who("ann").Ready);
            _desk.Pass(_desk.Rules.CoolDownSeconds);
            _desk.Report($"t{n}");
            _desk.Show($"t{n}");
            _desk.Pass(_desk.Rules.Seconds);
        }

        Assert.True(Last().Away);
        Assert.Equal((false, default), (_desk.Who("ann").Ready, _desk.Who("ann").CoolUntil));

        _desk.Ready("ann");
        Assert.Equal(0, _desk.Who("ann").Misses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Accepting_or_declining_forgives_earlier_misses(bool accepts)
    {
        _desk.Report("t1");
        _desk.Show("t1");
        _desk.Pass(_desk.Rules.Seconds + _desk.Rules.CoolDownSeconds);
        _desk.Report("t2");
        Assert.Equal(1, _desk.Who("ann").Misses);

        if (accepts) _desk.Accept("t2");
        else _desk.Decline("t2");

        Assert.Equal(0, _desk.Who("ann").Misses);
    }

    [Fact]
    public void An_offer_that_never_was_on_the_screen_is_nobodys_fault()
    {
        _desk.Report("t");
        _desk.Pass(_desk.Rules.Seconds);

        Assert.Equal((OfferEnd.Undelivered, 0, false), (Last().End, Last().Misses, Last().Away));
        Assert.Equal(Standing.Free, _desk.Who("ann").Standing);
        _desk.Report("other");
        _desk.AssertOffered("other", "ann");
    }

    [Fact]
    public void An_offer_that_was_open_while_we_were_down_is_nobodys_fault()
    {
        _desk.Report("t");
        _desk.Show("t");
        _desk.Pass(1);
        _desk.Do(new Resume());

        _desk.Pass(_desk.Rules.Seconds);

        Assert.Equal(OfferEnd.Undelivered, Last().End);
    }

    [Fact]
    public void An_offer_made_after_we_came_up_can_be_missed()
    {
        _desk.Do(new Resume());
        _desk.Pass(1);
        _desk.Report("t");
        _desk.Show("t");

        _desk.Pass(_desk.Rules.Seconds);

        Assert.Equal(OfferEnd.Missed, Last().End);
    }

    [Theory]
    [InlineData(Phase.AwaitingCustomer)]
    [InlineData(Phase.Resolved)]
    public void An_offer_ends_without_blame_when_the_thread_needs_nobody(Phase phase)
    {
        _desk.Report("t");

        var ended = Assert.Single(_desk.Report("t", phase).OfType<OfferEnded>());

        Assert.Equal((OfferEnd.Revoked, 0), (ended.End, ended.Misses));
        Assert.Equal((0, 0), (_desk.Who("ann").Used, _desk.Who("ann").OpenOffers));
    }

    [Fact]
    public void A_thread_remembers_only_so_many_who_passed_it()
    {
        _desk.Report("t");
        for (var n = 0; n <= Limits.PassedPerThread; n++)
        {
            _desk.Agent($"b{n}");
            _desk.Decline("t");
        }

        Assert.Equal(Limits.PassedPerThread, _desk.Of("t").Passed.Count);
        _desk.AssertOffered("t", "ann");
    }

    private OfferEnded Last() => _desk.Journal.OfType<OfferEnded>().Last();
}

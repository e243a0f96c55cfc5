using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>The slot for the most urgent: critical threads are answered within 120 seconds, and press from 60 seconds before that.</summary>
public sealed class PressingTests
{
    private readonly LiveDesk _desk = new();

    public PressingTests()
    {
        _desk.Policy(policy => policy with { Capacity = new CapacityPolicy(UrgentSlots: 1) });
        _desk.Agent("ann");
        _desk.Assign("own", "ann");
    }

    [Fact]
    public void A_critical_thread_close_to_its_deadline_is_offered_to_an_agent_who_is_full()
    {
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Pass(59);
        _desk.AssertWaits("t");

        _desk.Pass(1);

        _desk.AssertOffered("t", "ann");
        Assert.True(_desk.Journal.OfType<OfferMade>().Last().OverCapacity);
        _desk.Accept("t");
        Assert.Equal((2, 200), (_desk.Who("ann").Used, _desk.Who("ann").Taken));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void It_is_one_slot_and_only_for_what_is_critical()
    {
        _desk.Report("high", urgency: Urgency.High);
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Report("u", urgency: Urgency.Critical);
        _desk.Pass(60);
        _desk.Accept("t");
        _desk.Pass(30);

        _desk.AssertAssigned("t", "ann");
        _desk.AssertWaits("u");
        _desk.AssertWaits("high");
    }

    [Fact]
    public void A_free_agent_is_asked_before_those_who_are_full_and_of_those_the_longest_idle()
    {
        _desk.Pass(5);
        _desk.Agent("ben", 2);
        _desk.Assign("b1", "ben");
        _desk.Assign("b2", "ben");
        _desk.Agent("eve", 3);
        _desk.Report("t", minutes: 5 / 60.0, urgency: Urgency.Critical);
        _desk.AssertOffered("t", "eve");
        _desk.Decline("t");
        _desk.AssertWaits("t");

        _desk.Pass(60);

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void Who_becomes_able_later_gets_it_also_one_who_passed_it_over_a_while_ago()
    {
        _desk.Policy(policy => policy with { Offers = policy.Offers with { PassedSeconds = 10 } });
        _desk.Ready("ann", ready: false);
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Pass(70);
        _desk.AssertWaits("t");

        _desk.Ready("ann");
        _desk.AssertOffered("t", "ann");
        _desk.Decline("t");
        _desk.AssertWaits("t");

        _desk.Pass(10);
        _desk.AssertOffered("t", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Once_the_deadline_has_passed_it_is_over()
    {
        _desk.Ready("ann", ready: false);
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Pass(120);

        _desk.Ready("ann");

        _desk.AssertWaits("t");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_rebuilt_desk_knows_what_presses()
    {
        _desk.Ready("ann", ready: false);
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Pass(70);
        var rebuilt = _desk.Rebuilt();

        rebuilt.Do(new SetReady("ann", 99, true, false));

        rebuilt.AssertOffered("t", "ann");
    }

    [Fact]
    public void Without_the_policys_word_nobody_goes_above_their_slots()
    {
        _desk.Policy(policy => policy with { Capacity = null });
        _desk.Report("t", urgency: Urgency.Critical);
        _desk.Pass(100);

        _desk.AssertWaits("t");
        Assert.Null(_desk.Of("t").Rank.PressAt);
    }
}

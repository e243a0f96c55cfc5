using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

public sealed class OfferTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void An_arrival_is_offered_to_a_free_agent_at_once()
    {
        _desk.Agent("ann");

        var offer = Assert.Single(_desk.Report("t").OfType<OfferMade>());

        Assert.Equal(("t", "ann", _desk.Now + (_desk.Rules.Seconds * 1000L)), (offer.Thread, offer.Agent, offer.Until));
        Assert.True(offer.Why.ByArrival);
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_thread_that_asks_for_nothing_is_not_offered()
    {
        _desk.Agent("ann");
        _desk.Report("t", Phase.AwaitingCustomer);
        _desk.AssertWaits("t");

        _desk.Report("t");
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_thread_that_ended_before_the_desk_heard_of_it_never_comes_to_it()
    {
        Assert.Empty(_desk.Report("t", Phase.Resolved));
        Assert.Empty(_desk.State.Threads);
    }

    [Fact]
    public void A_release_is_offered_the_first_in_rank()
    {
        _desk.Agent("ann");
        _desk.Assign("held", "ann");
        _desk.Report("late", minutes: 2);
        _desk.Report("early", minutes: 1);

        var offer = Assert.Single(_desk.Report("held", Phase.Resolved).OfType<OfferMade>());

        Assert.Equal(("early", "late", false), (offer.Thread, offer.Why.RunnerUp, offer.Why.ByArrival));
    }

    [Theory]
    [InlineData(Urgency.Critical, 0, 0)]
    [InlineData(Urgency.Normal, 100, 0)]
    [InlineData(Urgency.Normal, 0, 40)]
    public void Urgency_value_and_influence_move_a_thread_forward(Urgency urgency, int value, int influence)
    {
        _desk.Agent("ann");
        _desk.Assign("held", "ann");
        _desk.Report("older", minutes: 0);
        _desk.Report("better", minutes: 0.5, urgency: urgency, value: value, influence: influence);

        _desk.Report("held", Phase.Resolved);

        _desk.AssertOffered("better", "ann");
    }

    [Fact]
    public void Of_equal_threads_the_one_with_the_smaller_id_goes_first()
    {
        _desk.Report("b");
        _desk.Report("a");

        _desk.Agent("ann");

        _desk.AssertOffered("a", "ann");
    }

    [Fact]
    public void The_less_busy_agent_gets_the_offer()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Assign("t1", "ann");
        _desk.Agent("ben", slots: 2);
        _desk.Assign("t2", "ben");

        _desk.Report("t3");

        _desk.AssertOffered("t3", "ann");
    }

    [Fact]
    public void Of_two_equally_busy_agents_the_longer_idle_gets_the_offer()
    {
        _desk.Agent("ben");
        _desk.Pass(1);
        _desk.Agent("ann");

        _desk.Report("t");

        _desk.AssertOffered("t", "ben");
    }

    [Fact]
    public void A_skill_is_needed_at_its_level()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 3)] }] });
        _desk.Agent("ann", 1, new SkillLevel("tech", 2));
        _desk.Agent("ben", 1, new SkillLevel("billing", 5));
        _desk.Report("t");
        _desk.AssertWaits("t");
        Assert.Equal(2, _desk.Read<ThreadExplained>(new ExplainThread("t")).Blocked!.LackSkill);

        _desk.Do(new SetAgent("ann", "ann", [new SkillLevel("tech", 3)], 1));

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_known_language_is_needed_where_the_queue_says_so()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { RequireLanguage = true }] });
        _desk.Agent("ann");
        _desk.Agent("eva", 1, new SkillLevel("lang:es", 1));

        _desk.Report("spanish", language: "es");
        _desk.Report("unknown");

        _desk.AssertOffered("spanish", "eva");
        _desk.AssertOffered("unknown", "ann");
    }

    [Fact]
    public void Capacity_is_never_exceeded_by_offers()
    {
        _desk.Agent("ann", slots: 2);
        for (var n = 0; n < 5; n++) _desk.Report($"t{n}");
        _desk.Accept("t0");
        _desk.Accept("t1");

        Assert.Equal((2, 0), (_desk.Who("ann").Used, _desk.Who("ann").OpenOffers));
        Assert.Equal(3, _desk.State.Matching.Waiting);
    }

    [Fact]
    public void An_agent_sees_one_offer_at_a_time()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Report("t0");
        _desk.Report("t1");
        _desk.AssertWaits("t1");

        _desk.Accept("t0");

        _desk.AssertOffered("t1", "ann");
    }

    [Fact]
    public void A_policy_may_allow_more_open_offers()
    {
        _desk.Policy(policy => policy with { Offers = policy.Offers with { MaxOpenOffers = 2 } });
        _desk.Agent("ann", slots: 3);
        for (var n = 0; n < 3; n++) _desk.Report($"t{n}");

        _desk.AssertOffered("t1", "ann");
        _desk.AssertWaits("t2");
    }

    [Fact]
    public void Of_threads_that_came_back_together_the_first_in_rank_goes_first()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Assign("a", "ann", minutes: 3);
        _desk.Assign("b", "ann", minutes: 1);
        _desk.Assign("c", "ann", minutes: 2);
        _desk.Agent("ben");

        _desk.Do(new RemoveAgent("ann"));

        _desk.AssertOffered("b", "ben");
    }

    [Fact]
    public void Of_agents_that_came_back_together_the_less_busy_goes_first()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Agent("ben", slots: 2);
        _desk.Assign("t1", "ann");
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });
        _desk.Do(new SetAgent("ann", "ann", [new SkillLevel("tech", 1)], 2));
        _desk.Do(new SetAgent("ben", "ben", [new SkillLevel("tech", 1)], 2));
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("law", 1)] }] });
        _desk.Report("t2");
        _desk.AssertWaits("t2");

        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [] }] });

        _desk.AssertOffered("t2", "ben");
    }

    [Fact]
    public void A_waiting_thread_tells_how_many_go_first()
    {
        for (var n = 0; n < 3; n++) _desk.Report($"t{n}", minutes: n);

        Assert.Equal(2, _desk.Read<ThreadExplained>(new ExplainThread("t2")).Ahead);
    }

    [Fact]
    public void An_older_report_changes_nothing()
    {
        var old = new ReportThread("t", new Report(
            _desk.NextReport("t"), Phase.Open, Customer("c"), "net", Visibility.Public, Reading.Unknown, 0, 0, Morning, 1, Key("m")));
        _desk.Report("t", Phase.AwaitingCustomer);

        _desk.Nothing(old);
    }
}

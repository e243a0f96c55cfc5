using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

public sealed class DeskPolicyTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void An_older_policy_is_refused()
    {
        Assert.Equal(Refusal.PolicyOutdated, _desk.Refused(new SetPolicy(Policy.Default, "sue")));
        Assert.Equal("1", _desk.Outcome.Value);
    }

    [Fact]
    public void A_new_policy_ranks_what_waits_anew()
    {
        _desk.Report("rich", minutes: 1, value: 100);
        _desk.Report("old", minutes: 0);
        Assert.Equal(1, Ahead("old"));

        _desk.Policy(policy => policy with { Rank = policy.Rank with { DialPercent = 0 } });

        Assert.Equal((0, 2), (Ahead("old"), _desk.Of("old").Rank.PolicyVersion));
        _desk.Agent("ann");
        _desk.AssertOffered("old", "ann");
    }

    [Fact]
    public void A_new_policy_may_open_a_queue_to_who_is_free()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });
        _desk.Agent("ann");
        _desk.Report("t");
        _desk.AssertWaits("t");

        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [] }] });

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void What_is_held_stays_held_whatever_it_needs_now()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("held", "ann");
        _desk.Report("offered");

        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });

        _desk.AssertAssigned("held", "ann");
        _desk.Accept("offered");
        _desk.AssertAssigned("offered", "ann");
    }

    [Fact]
    public void A_chosen_queue_that_is_gone_gives_way_to_the_policys()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0], policy.Queues[0] with { Id = "tech" }] });
        _desk.Report("t");
        _desk.Do(new Transfer(null, "t", null, "tech", "sue", null));
        _desk.Policy(policy => policy);
        Assert.Equal("tech", _desk.Of("t").Need.Queue);

        _desk.Policy(policy => policy with { Queues = [policy.Queues[0]] });

        Assert.Equal((null, "general"), (_desk.Of("t").ChosenQueue, _desk.Of("t").Need.Queue));
    }

    [Fact]
    public void More_open_offers_are_made_as_soon_as_the_policy_allows_them()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Report("t1");
        _desk.Report("t2");
        _desk.AssertWaits("t2");

        _desk.Policy(policy => policy with { Offers = policy.Offers with { MaxOpenOffers = 2 } });

        _desk.AssertOffered("t2", "ann");
    }

    private int Ahead(ThreadId thread) => _desk.Read<ThreadExplained>(new ExplainThread(thread)).Ahead;
}

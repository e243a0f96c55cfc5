using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

/// <summary>A new policy on a desk with more threads than one slice takes.</summary>
public sealed class SlicedPolicyTests
{
    private const int Threads = 9;

    private readonly LiveDesk _desk = new() { PolicySlice = 2 };

    public SlicedPolicyTests()
    {
        for (var n = 0; n < Threads; n++) _desk.Report($"t{n}", minutes: 1, value: n * 10);
    }

    [Fact]
    public void Threads_are_ranked_a_slice_at_a_time_while_the_policy_holds_already()
    {
        Dial(0);
        Assert.Equal((2, Threads, 0), (_desk.State.Policy.Version, _desk.State.Row.Behind, Ranked()));

        _desk.Pass(0.01);
        Assert.Equal((Threads - 2, 2), (_desk.State.Row.Behind, Ranked()));

        _desk.Pass(1);
        Assert.Equal((0, Threads), (_desk.State.Row.Behind, Ranked()));
        Assert.Equal(Instant.Never, _desk.State.Row.Due);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void In_the_end_they_stand_as_if_ranked_in_one_turn()
    {
        var whole = new LiveDesk();
        for (var n = 0; n < Threads; n++) whole.Report($"t{n}", minutes: 1, value: n * 10);

        foreach (var desk in new[] { whole, _desk })
        {
            desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });
            desk.Pass(1);
        }

        Assert.All(_desk.State.Threads.Values, thread => Assert.Equal((whole.Of(thread.Id).Need, whole.Of(thread.Id).Rank), (thread.Need, thread.Rank)));
    }

    [Fact]
    public void Who_waits_is_offered_by_the_place_it_had_until_its_slice_comes()
    {
        Dial(0);
        _desk.Agent("ann");

        _desk.AssertOffered($"t{Threads - 1}", "ann");
    }

    [Fact]
    public void An_offer_and_its_accept_are_not_disturbed()
    {
        _desk.Agent("ann");
        _desk.AssertOffered($"t{Threads - 1}", "ann");
        var epoch = _desk.Of($"t{Threads - 1}").Epoch;

        Dial(0);
        _desk.Pass(0.02);
        _desk.AssertOffered($"t{Threads - 1}", "ann");
        Assert.Equal(epoch, _desk.Of($"t{Threads - 1}").Epoch);
        _desk.Accept($"t{Threads - 1}");
        _desk.Pass(1);

        _desk.AssertAssigned($"t{Threads - 1}", "ann");
        Assert.Equal(2, _desk.Of($"t{Threads - 1}").Rank.PolicyVersion);
    }

    [Fact]
    public void A_thread_that_leaves_or_comes_meanwhile_makes_none_be_passed_by()
    {
        Dial(0);
        _desk.Pass(0.01);
        foreach (var gone in new[] { "t0", "t3", "t6" }) _desk.Do(new Withdraw(gone));
        _desk.Report("new", minutes: 1);
        _desk.Pass(1);

        Assert.All(_desk.State.Threads.Values, thread => Assert.Equal(2, thread.Rank.PolicyVersion));
    }

    [Fact]
    public void Threads_that_prove_to_be_one_are_not_passed_by_either()
    {
        Dial(0);
        _desk.Do(new JoinThreads("t1", "t0"));
        _desk.Do(new JoinThreads("t8", "t7"));
        _desk.Pass(1);

        Assert.Equal(Threads - 2, Ranked());
    }

    [Fact]
    public void A_thread_opens_to_who_is_free_when_its_slice_comes()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 1)] }] });
        _desk.Pass(1);
        _desk.Agent("ann");
        Assert.Equal(0, _desk.State.Agents["ann"].OpenOffers);

        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [] }] });
        _desk.Pass(0.01);

        Assert.Equal(1, _desk.State.Agents["ann"].OpenOffers);
    }

    [Fact]
    public void A_newer_policy_begins_again_and_a_rebuilt_desk_goes_on()
    {
        Dial(0);
        _desk.Pass(0.02);
        Dial(100);
        _desk.Pass(0.01);
        var rebuilt = _desk.Rebuilt();

        _desk.Pass(1);
        rebuilt.Pass(1);

        Assert.Equal((0, 3), (_desk.State.Row.Behind, _desk.Of("t0").Rank.PolicyVersion));
        Assert.Equal(_desk.Saved(), rebuilt.Saved());
    }

    [Fact]
    public void Another_rule_of_order_is_taken_in_one_turn()
    {
        _desk.Policy(policy => policy with { Rank = policy.Rank with { Rule = RankRule.StrictPriority } });

        Assert.Equal((0, Threads), (_desk.State.Row.Behind, Ranked()));
    }

    private int Ranked() => _desk.State.Threads.Values.Count(thread => thread.Rank.PolicyVersion == _desk.State.Policy.Version);

    private void Dial(int percent) => _desk.Policy(policy => policy with { Rank = policy.Rank with { DialPercent = percent } });
}

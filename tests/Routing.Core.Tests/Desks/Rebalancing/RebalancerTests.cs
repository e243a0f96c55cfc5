using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks.Rebalancing;

/// <summary>A plan makes room where it helps, within its limits, and says beforehand what comes of it.</summary>
public sealed class RebalancerTests
{
    private static readonly SkillLevel Billing = new("billing", 1);
    private readonly LiveDesk _desk = new();

    [Fact]
    public void A_colleague_takes_over_what_keeps_the_only_one_who_can_answer()
    {
        Swamped();

        var plan = Plan();

        Assert.Equal([("g", "ben"), ("b", "ann")], plan.Items.Select(item => (item.Thread, item.ToAgent!)));
        Assert.Equal((1, 0, 1), (plan.Before.Breaches, plan.After.Breaches, plan.Broken));
        Assert.Equal(plan.Items[0].Chain, plan.Items[1].Chain);
    }

    [Fact]
    public void What_is_not_allowed_is_not_planned()
    {
        Swamped();

        Assert.Empty(Plan(moves: 1).Items);
        Assert.Empty(Plan(broken: 0).Items);
        Assert.Empty(Plan(new Scope(["general"], [])).Items);
        Assert.Empty(Plan(new Scope([], ["ann"])).Items);
        Assert.Equal(2, Plan(new Scope(["billing"], ["ann", "ben"])).Items.Length);
    }

    [Fact]
    public void Who_is_typing_is_left_alone_and_so_is_what_was_moved_lately()
    {
        Swamped();
        _desk.Do(new NoteTyping("ann", "g"));
        Assert.Empty(Plan().Items);

        _desk.Pass((Limits.TypingGuardMs / 1000) + 1);
        Assert.Equal(2, Plan().Items.Length);
    }

    [Fact]
    public void A_plan_is_made_as_it_was_forecast()
    {
        Swamped();
        var plan = Plan();
        _desk.Do(plan.ToKeep("m", "sue", _desk.Now));

        var applied = _desk.Single<MoveApplied>(new MakeMove("m", "sue", "billing is late"));

        Assert.Empty(applied.Conflicts);
        _desk.AssertAssigned("g", "ben");
        _desk.AssertAssigned("b", "ann");
        Assert.Equal(plan.After.Breaches, Plan().Before.Breaches);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void What_a_person_picked_is_judged_by_the_same_measure()
    {
        Swamped();
        var plan = Plan();
        SlicesOf(_desk, Scope.All, out var copy);

        var same = Rebalancer.Judge(copy, plan.ToKeep("m", "sue", _desk.Now), _desk.Now);
        var other = Rebalancer.Judge(copy, new KeepPlan("n", [new MoveItem("g", _desk.Of("g").Epoch), new MoveItem("none", 1)], null, "general", _desk.Now + 1000, "sue"), _desk.Now);

        Assert.Equal((plan.Before, plan.After), (same.Before, same.After));
        Assert.Equal(["g"], other.Items.Select(item => item.Thread));
        Assert.Equal((plan.Before, 1), (other.Before, other.Broken));
    }

    [Fact]
    public void If_one_of_a_chain_cannot_be_moved_none_is()
    {
        Swamped();
        _desk.Do(Plan().ToKeep("m", "sue", _desk.Now));
        _desk.Do(new NoteTyping("ann", "g"));

        var applied = _desk.Single<MoveApplied>(new MakeMove("m", "sue", null));

        Assert.Empty(applied.Moved);
        Assert.Equal([new("g", MoveObstacle.Typing), new MoveConflict("b", MoveObstacle.NoRoom)], applied.Conflicts);
    }

    [Fact]
    public void What_somebody_has_who_does_not_answer_goes_to_somebody_who_does()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { HandlingSeconds = 60 }] });
        _desk.Agent("ann", 1);
        _desk.Assign("t", "ann");
        _desk.Ready("ann", ready: false);
        _desk.Agent("ben", 1);
        _desk.Pass(90);

        var plan = Plan();

        Assert.Equal([("t", "ben")], plan.Items.Select(item => (item.Thread, item.ToAgent!)));
        Assert.Equal((1, 0, 1), (plan.Before.Breaches, plan.After.Breaches, plan.Broken));
    }

    [Fact]
    public void No_plan_makes_it_worse_by_its_own_measure_and_what_it_moves_can_be_moved()
    {
        var helped = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            var desk = Uneven(new Random(seed));
            var before = desk.Saved();
            var plan = PlanOf(desk, seed % 2 == 0 ? Scope.All : new Scope(["billing"], []), moves: 6, broken: 3);

            Assert.Equal(before, desk.Saved());
            Assert.True(plan.Items.Length == 0 || plan.After.Breaches < plan.Before.Breaches, $"seed {seed}");
            Assert.True(plan.Items.Length <= 6 && plan.Broken <= 3, $"seed {seed}");
            if (plan.Items.Length == 0) continue;
            helped++;
            desk.Do(plan.ToKeep("m", "sue", desk.Now));
            Assert.Empty(desk.Single<MoveApplied>(new MakeMove("m", "sue", null)).Conflicts);
        }

        Assert.True(helped >= 20, $"only {helped} of 200 desks could be helped");
    }

    [Fact]
    public void Slices_of_the_desk_make_up_the_whole_of_it_whatever_the_plan_is_for()
    {
        _desk.Agent("ann", 2);
        _desk.Agent("ben", 2);
        for (var n = 0; n < Limits.ScopeSlice + 5; n++) _desk.Report($"t{n}");

        Assert.Equal(2, SlicesOf(_desk, Scope.All, out var all));
        Assert.Equal((2, Limits.ScopeSlice + 5), (all.Agents.Length, all.Threads.Length));
        SlicesOf(_desk, new Scope(["nowhere"], ["ann"]), out var some);
        Assert.Equal((2, Limits.ScopeSlice + 5), (some.Agents.Length, some.Threads.Length));
    }

    /// <summary>Ann alone does billing and is busy with what Ben could do as well.</summary>
    private void Swamped()
    {
        _desk.Policy(policy => policy with
        {
            Queues =
            [
                policy.Queues[0] with { Id = "billing", Match = new QueueMatch(Topics: ["billing"]), Skills = [Billing], HandlingSeconds = 120 },
                policy.Queues[0] with { HandlingSeconds = 240 },
            ],
        });
        _desk.Agent("ann", 1, Billing);
        _desk.Assign("g", "ann");
        _desk.Agent("ben", 1);
        _desk.Report("b", minutes: -1, topic: "billing");
        _desk.AssertWaits("b");
    }

    /// <summary>Two skills and some who have neither; who has room does not fit what waits.</summary>
    private static LiveDesk Uneven(Random dice)
    {
        var desk = new LiveDesk();
        QueuePolicy Queue(QueuePolicy like, string skill) => like with
        {
            Id = skill, Match = new QueueMatch(Topics: [skill]), Skills = [new SkillLevel(skill, 1)], HandlingSeconds = 60 + (60 * dice.Next(4)),
        };
        desk.Policy(policy => policy with
        {
            Queues = [Queue(policy.Queues[0], "billing"), Queue(policy.Queues[0], "tech"), policy.Queues[0] with { HandlingSeconds = 60 + (60 * dice.Next(4)) }],
            Capacity = dice.Next(3) == 0 ? new CapacityPolicy(50, WrapUpSeconds: 20 * dice.Next(2)) : null,
        });
        for (var n = 0; n < 3; n++) desk.Agent($"a{n}", 1 + dice.Next(3), [.. new[] { "billing", "tech" }.Where(_ => dice.Next(2) == 0).Select(skill => new SkillLevel(skill, 1))]);
        for (var n = 0; n < 8; n++)
        {
            desk.Report($"t{n}", minutes: -dice.Next(5), topic: new[] { "", "billing", "tech" }[dice.Next(3)]);
            desk.Pass(dice.Next(10));
            foreach (var offered in desk.State.Threads.Values.Where(thread => thread.Holding == Holding.Offered).Select(thread => thread.Id).ToList()) desk.Accept(offered);
        }

        for (var n = 3; n < 6; n++) desk.Agent($"a{n}", 1 + dice.Next(3), [.. new[] { "billing", "tech" }.Where(_ => dice.Next(4) == 0).Select(skill => new SkillLevel(skill, 1))]);
        return desk;
    }

    private Rebalance Plan(Scope? scope = null, int moves = 40, int broken = 5) => PlanOf(_desk, scope ?? Scope.All, moves, broken);

    private static Rebalance PlanOf(LiveDesk desk, Scope scope, int moves, int broken)
    {
        SlicesOf(desk, scope, out var copy);
        return Rebalancer.Plan(copy, new PlanGoal(scope, moves, broken), desk.Now);
    }

    private static int SlicesOf(LiveDesk desk, Scope scope, out DeskSnapshot copy)
    {
        var slices = 0;
        var gathered = new ScopeCopy(scope);
        for (; gathered.Next is { } next; slices++) gathered.Add(desk.Read<ScopeSlice>(next));
        copy = gathered.Complete();
        return slices;
    }
}

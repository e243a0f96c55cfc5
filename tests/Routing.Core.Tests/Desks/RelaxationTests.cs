using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

public sealed class RelaxationTests
{
    private const long Day = 24 * 60 * Given.Minute;
    private readonly LiveDesk _desk = new();

    [Fact]
    public void A_requirement_loosens_when_its_step_is_due_and_the_agent_who_waits_gets_the_thread()
    {
        Queue(queue => queue with { Skills = [new("billing", 3)], Relax = [new(new(60), Lower: [new("billing", 2)])] });
        _desk.Agent("ann", 1, new SkillLevel("billing", 2));
        _desk.Report("t");
        _desk.Pass(59);
        _desk.AssertWaits("t");

        _desk.Pass(1);

        _desk.AssertOffered("t", "ann");
        Assert.Equal("general|billing:2", Assert.Single(_desk.Journal.OfType<RequirementRelaxed>()).Need.Class);
        Assert.Equal((1, null), (_desk.Of("t").Rank.Steps, _desk.Of("t").Rank.NextStep));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_step_may_be_a_share_of_the_time_to_the_deadline()
    {
        Queue(queue => queue with { Skills = [new("billing", 3)], Relax = [new(new(AtPercent: 50), Drop: ["billing"])] });
        _desk.Agent("ann");
        _desk.Report("t");

        _desk.Pass(149);
        _desk.AssertWaits("t");
        _desk.Pass(1);
        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_language_that_is_required_may_be_dropped()
    {
        Queue(queue => queue with { RequireLanguage = true, Relax = [new(new(40), Drop: [RelaxStep.Language])] });
        _desk.Agent("ann");
        _desk.Report("t", language: "de");
        _desk.AssertWaits("t");

        _desk.Pass(40);

        _desk.AssertOffered("t", "ann");
    }

    [Fact]
    public void A_preferred_skill_is_waited_for_only_so_long()
    {
        Queue(queue => queue with { Prefer = [new("refunds", 2)], PreferSeconds = 20 });
        _desk.Agent("ann");
        _desk.Report("t");
        _desk.AssertWaits("t");

        _desk.Agent("ben", 1, new SkillLevel("refunds", 2));
        _desk.AssertOffered("t", "ben");
        _desk.Accept("t");
        _desk.Report("u");
        _desk.Pass(20);
        _desk.AssertOffered("u", "ann");
    }

    [Fact]
    public void A_skill_may_be_required_at_one_level_and_preferred_at_a_higher_one()
    {
        Queue(queue => queue with { Skills = [new("billing", 2)], Prefer = [new("billing", 4)], PreferSeconds = 20 });
        _desk.Agent("ann", 1, new SkillLevel("billing", 3));
        _desk.Report("t");
        Assert.Equal("general|billing:4", _desk.Of("t").Need.Class);

        _desk.Pass(20);

        _desk.AssertOffered("t", "ann");
        Assert.Equal("general|billing:2", _desk.Of("t").Need.Class);
    }

    [Fact]
    public void What_overflows_may_also_be_served_by_the_other_queues_agents_and_keeps_its_own_its_age_and_its_deadline()
    {
        Overflowing(90);
        _desk.Report("t", topic: "billing");
        var before = _desk.Of("t").Rank;
        _desk.Agent("ann", 1, new SkillLevel("sales", 1));
        _desk.AssertWaits("t");

        _desk.Pass(90);

        _desk.AssertOffered("t", "ann");
        _desk.Report("u", topic: "billing", minutes: -2);
        Assert.Equal("billing|billing:3/sales:1", _desk.Of("u").Need.Class);
        _desk.Agent("ben", 1, new SkillLevel("billing", 3));
        _desk.AssertOffered("u", "ben");
        var after = _desk.Of("t").Rank;
        Assert.Equal((before.Since, before.Deadline, before.Key), (after.Since, after.Deadline, after.Key));
        Assert.Equal("billing", _desk.Of("t").Need.Queue);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Who_serves_both_queues_gets_what_is_more_urgent_and_who_lacks_both_gets_nothing()
    {
        Overflowing(30);
        _desk.Report("own", topic: "sales");
        _desk.Report("over", topic: "billing", urgency: Urgency.Critical);
        _desk.Agent("eve", 1, new SkillLevel("billing", 2));
        _desk.Pass(31);
        _desk.AssertWaits("over");

        _desk.Agent("ann", 1, new SkillLevel("sales", 2));

        _desk.AssertOffered("over", "ann");
        _desk.AssertWaits("own");
    }

    [Fact]
    public void An_agent_of_the_other_queue_can_take_by_hand_what_overflowed_and_not_before()
    {
        Overflowing(30);
        _desk.Agent("ann", 1, new SkillLevel("sales", 1));
        _desk.Report("t", topic: "billing");
        Assert.Equal(Refusal.LacksSkill, _desk.Refused(new Take("ann", "t")));
        _desk.Do(new SetReady("ann", 7, false, false));
        _desk.Pass(30);
        _desk.Do(new SetReady("ann", 8, true, false));
        _desk.Do(new ReturnToQueue(null, "t", "sue", null));

        _desk.Do(new Take("ann", "t"));

        _desk.AssertAssigned("t", "ann");
    }

    [Fact]
    public void A_thread_reported_late_has_its_steps_behind_it_before_anything_is_matched()
    {
        Queue(queue => queue with
        {
            Skills = [new("billing", 3)],
            Relax = [new(new(20), Drop: ["billing"]), new(new(10), Lower: [new("billing", 2)]), new(new(200), Lower: [new("billing", 1)])],
        });
        _desk.Agent("ann");

        _desk.Report("t", minutes: -1);

        _desk.AssertOffered("t", "ann");
        Assert.Empty(_desk.Journal.OfType<RequirementRelaxed>());
        Assert.Equal((2, _desk.Now + 140_000), (_desk.Of("t").Rank.Steps, _desk.Of("t").Rank.NextStep));
    }

    [Fact]
    public void The_clock_runs_only_while_a_thread_waits_and_what_came_due_meanwhile_is_taken_when_it_comes_back()
    {
        Queue(queue => queue with { Skills = [new("billing", 2)], Relax = [new(new(60), Drop: ["billing"])] });
        _desk.Agent("ann", 1, new SkillLevel("billing", 2));
        _desk.Assign("t", "ann");
        _desk.Agent("ben");
        _desk.Pass(100);
        Assert.Empty(_desk.Journal.OfType<RequirementRelaxed>());

        _desk.Do(new ReturnToQueue("ann", "t", "ann", null));

        _desk.AssertOffered("t", "ben");
        Assert.Single(_desk.Journal.OfType<RequirementRelaxed>());
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_new_policy_and_another_queue_begin_another_plan_at_the_age_that_the_thread_has()
    {
        Queue(queue => queue with { Skills = [new("billing", 3)] });
        _desk.Agent("ann");
        _desk.Report("t");
        _desk.Pass(70);

        Queue(queue => queue with { Relax = [new(new(60), Lower: [new("billing", 1)]), new(new(90), Drop: ["billing"])] });

        Assert.Equal(("general|billing:1", 1), (_desk.Of("t").Need.Class, _desk.Of("t").Rank.Steps));
        _desk.Pass(20);
        _desk.AssertOffered("t", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Seconds_count_in_opening_hours_as_the_deadline_does()
    {
        // The queue opens the next day at 10:00.
        var spans = new[] { new OpenSpan(((int)_desk.Now.ToDateTimeOffset().DayOfWeek + 1) % 7, 600, 1200) };
        Queue(queue => queue with { Skills = [new("billing", 3)], Hours = new(0, spans, []), Relax = [new(new(60), Drop: ["billing"])] });
        _desk.Agent("ann");
        _desk.Report("t");
        var opens = new Instant((((_desk.Now.Ms / Day) + 1) * Day) + (10 * 60 * Given.Minute));

        Assert.Equal(opens + 60_000, _desk.Of("t").Rank.NextStep);
    }

    [Fact]
    public void A_rebuilt_desk_goes_on_with_the_plan()
    {
        Queue(queue => queue with { Skills = [new("billing", 3)], Relax = [new(new(60), Drop: ["billing"])] });
        _desk.Agent("ann");
        _desk.Report("t");
        _desk.Pass(30);

        var rebuilt = _desk.Rebuilt();
        rebuilt.Pass(30);

        rebuilt.AssertOffered("t", "ann");
    }

    [Fact]
    public void Ways_that_let_nobody_else_in_do_not_make_another_need()
    {
        _desk.Policy(policy => policy with
        {
            Queues =
            [
                policy.Queues[0] with
                {
                    Id = "billing", Match = new(Topics: ["billing"]), Skills = [new("billing", 2)],
                    Overflow = [new("expert", new(10)), new("anyone", new(20)), new("general", new(30))],
                },
                policy.Queues[0] with { Id = "expert", Match = new(Topics: ["expert"]), Skills = [new("billing", 4)] },
                policy.Queues[0] with { Id = "anyone", Match = new(Topics: ["anyone"]), Skills = [new("billing", 1)] },
                policy.Queues[0],
            ],
        });
        _desk.Report("t", topic: "billing");
        _desk.Pass(10);
        Assert.Equal("billing|billing:2", _desk.Of("t").Need.Class);
        _desk.Pass(10);
        Assert.Equal("billing|billing:1", _desk.Of("t").Need.Class);
        _desk.Pass(10);
        Assert.Equal("billing", _desk.Of("t").Need.Class);
    }

    private void Overflowing(int seconds) => _desk.Policy(policy => policy with
    {
        Queues =
        [
            policy.Queues[0] with
            {
                Id = "billing", Match = new(Topics: ["billing"]), Skills = [new("billing", 3)], Overflow = [new("sales", new(seconds))],
            },
            policy.Queues[0] with { Id = "sales", Match = new(Topics: ["sales"]), Skills = [new("sales", 1)] },
            policy.Queues[0],
        ],
    });

    private void Queue(Func<QueuePolicy, QueuePolicy> change) =>
        _desk.Policy(policy => policy with { Queues = [change(policy.Queues[0])] });
}

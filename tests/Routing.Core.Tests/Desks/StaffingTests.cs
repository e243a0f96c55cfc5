using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

/// <summary>An alert for a queue whose agents are all offline: once, and once more when somebody is back.</summary>
public sealed class StaffingTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void A_queue_is_unstaffed_when_its_last_agent_is_offline_and_staffed_with_the_first_who_is_back()
    {
        _desk.Agent("ann");
        _desk.Agent("ben");

        Assert.Empty(Told(_desk.Ready("ann", ready: false, gone: true)));
        Assert.Equal([new QueueUnstaffed("general", _desk.Now)], Told(_desk.Ready("ben", ready: false, gone: true)));
        Assert.Empty(Told(_desk.Ready("ben", ready: false, gone: true)));
        Assert.Equal([new QueueStaffed("general", _desk.Now)], Told(_desk.Ready("ann")));
        Assert.Empty(Told(_desk.Ready("ben")));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Who_is_away_or_within_the_grace_time_is_not_offline()
    {
        _desk.Agent("ann");

        Assert.Empty(Told(_desk.Ready("ann", ready: false)));
    }

    [Fact]
    public void A_queue_that_nobody_has_served_yet_is_no_alert()
    {
        Assert.Empty(Told(_desk.Do(new SetAgent("ann", "ann", [], 1))));
        Assert.Empty(Told(_desk.Ready("ann", ready: false, gone: true)));
    }

    [Fact]
    public void Only_who_can_serve_a_queue_counts_for_it()
    {
        Queues();
        _desk.Agent("ann", 1, new SkillLevel("billing", 2));
        _desk.Agent("ben");

        Assert.Equal([new QueueUnstaffed("billing", _desk.Now)], Told(_desk.Ready("ann", ready: false, gone: true)));
        Assert.Equal([new QueueStaffed("billing", _desk.Now)], Told(_desk.Do(new SetAgent("ben", "ben", [new SkillLevel("billing", 2)], 1))));
        Assert.Equal([new QueueUnstaffed("billing", _desk.Now), new QueueUnstaffed("general", _desk.Now)], Told(_desk.Do(new RemoveAgent("ben"))));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_new_policy_that_those_present_cannot_serve_is_an_alert_and_a_queue_that_is_gone_is_none()
    {
        _desk.Agent("ann");

        Assert.Equal([new QueueUnstaffed("general", _desk.Now)], Told(Policy(new SkillLevel("french", 1))));
        Assert.Single(_desk.State.Unstaffed);
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Id = "other", Skills = [] }] });

        Assert.Empty(_desk.State.Unstaffed);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void An_alert_survives_a_restart_and_ends_after_it()
    {
        _desk.Agent("ann");
        _desk.Ready("ann", ready: false, gone: true);

        var again = _desk.Rebuilt();

        Assert.Equal([new QueueStaffed("general", again.Now)], Told(again.Do(new SetReady("ann", 99, true, false))));
    }

    [Fact]
    public void Nobody_is_missed_in_a_queue_that_is_closed_and_whoever_is_not_there_when_it_opens_is()
    {
        _desk.Agent("ann");
        Hours(9, 17);
        AtHour(16);

        AtHour(18);
        Assert.Empty(Told(_desk.Ready("ann", ready: false, gone: true)));
        var first = _desk.Journal.Count;
        AtHour(24 + 8);
        Assert.Empty(Told([.. _desk.Journal.Skip(first)]));
        AtHour(24 + 10);

        Assert.Equal([new QueueUnstaffed("general", Hour(24 + 9))], Told([.. _desk.Journal.Skip(first)]));
        Assert.Equal([new QueueStaffed("general", _desk.Now)], Told(_desk.Ready("ann")));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void An_alert_ends_when_the_queue_closes_and_says_that_nobody_is_back()
    {
        _desk.Agent("ann");
        Hours(9, 17);
        AtHour(16);
        Assert.Equal([new QueueUnstaffed("general", _desk.Now)], Told(_desk.Ready("ann", ready: false, gone: true)));

        AtHour(18);

        Assert.Equal(new QueueStaffed("general", Hour(17), IsClosed: true), Told([.. _desk.Journal]).Last());
        Assert.Empty(_desk.State.Unstaffed);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Hours_that_are_known_for_the_first_time_are_no_alert_and_a_queue_that_nobody_could_serve_is_none_when_it_opens()
    {
        _desk.Do(new SetAgent("ann", "ann", [], 1));
        AtHour(12);
        Hours(9, 17, new SkillLevel("french", 1));

        AtHour(24 + 12);

        Assert.Empty(Told([.. _desk.Journal]));
        Assert.True(_desk.State.Hours["general"].IsOpen);
    }

    [Fact]
    public void Hours_survive_a_restart_and_are_forgotten_with_those_of_the_policy()
    {
        Hours(9, 17);
        AtHour(12);

        Assert.Equal(new QueueHours("general", true, Hour(17)), Assert.Single(_desk.Rebuilt().State.Hours.Values));
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Hours = OpeningHours.Always }] });

        Assert.Empty(_desk.State.Hours);
        Assert.Equal(Instant.Never, _desk.State.Deadlines.First);
        _desk.AssertReplaysExactly();
    }

    /// <summary>Every day of the week, in UTC.</summary>
    private void Hours(int from, int to, params SkillLevel[] skills) => _desk.Policy(policy => policy with
    {
        Queues = [policy.Queues[0] with { Hours = new OpeningHours(0, [.. Enumerable.Range(0, 7).Select(day => new OpenSpan(day, from * 60, to * 60))], []), Skills = skills }],
    });

    private void AtHour(int hour) => _desk.Pass((Hour(hour) - _desk.Now) / 1000.0);

    /// <summary>Hours after midnight of the day on which the desk began.</summary>
    private static Instant Hour(int hour) => new(Given.Morning.Ms - (Given.Morning.Ms % 86_400_000) + (hour * 3_600_000L));

    private void Queues() => _desk.Policy(policy => policy with
    {
        Queues = [policy.Queues[0] with { Id = "billing", Skills = [new SkillLevel("billing", 2)], Match = new QueueMatch(Topics: ["billing"]) }, policy.Queues[0]],
    });

    private DeskEvent[] Policy(params SkillLevel[] skills) => _desk.Do(new SetPolicy(
        _desk.State.Policy with { Version = _desk.State.Policy.Version + 1, Queues = [_desk.State.Policy.Queues[0] with { Skills = skills }] }, "sue"));

    private static IEnumerable<DeskEvent> Told(DeskEvent[] events) => events.Where(happened => happened is QueueUnstaffed or QueueStaffed);
}

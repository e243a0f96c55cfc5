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

    private void Queues() => _desk.Policy(policy => policy with
    {
        Queues = [policy.Queues[0] with { Id = "billing", Skills = [new SkillLevel("billing", 2)], Match = new QueueMatch(Topics: ["billing"]) }, policy.Queues[0]],
    });

    private DeskEvent[] Policy(params SkillLevel[] skills) => _desk.Do(new SetPolicy(
        _desk.State.Policy with { Version = _desk.State.Policy.Version + 1, Queues = [_desk.State.Policy.Queues[0] with { Skills = skills }] }, "sue"));

    private static IEnumerable<DeskEvent> Told(DeskEvent[] events) => events.Where(happened => happened is QueueUnstaffed or QueueStaffed);
}

using Routing.Core.Agents;
using Routing.Core.Desks;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Agents;

/// <summary>The agent's own timer takes a shift through its stages, whatever people do in between.</summary>
public sealed class ShiftTests
{
    private const string Id = "ann~0";
    private static readonly ShiftRules Rules = new(WarnSeconds: 600, NoShowSeconds: 900);
    private readonly LiveAgent _ann = new(ActorId.Agent(Workspace, "ann")) { Now = Morning };

    [Fact]
    public void A_shift_begins_warns_and_ends_by_itself_and_each_is_pushed_in_order()
    {
        Plan(Shift(60, 480));
        Available();

        var events = _ann.Until(At(480));

        Assert.Equal([typeof(ShiftBegan), typeof(ShiftEnding), typeof(ShiftEnded), typeof(StatusSet)], events.Select(happened => happened.GetType()));
        Assert.Equal([At(60), At(470), At(480)], _ann.State.Log.Where(push => push.Kind == PushKind.Shift).Select(push => push.At));
        Assert.Equal([ShiftNews.Began, ShiftNews.Ending, ShiftNews.Ended], _ann.State.Log.Where(push => push.Kind == PushKind.Shift).Select(push => (ShiftNews)push.Detail));
        Assert.Equal(At(480), _ann.State.Log.Last(push => push.Detail == (int)ShiftNews.Ending && push.Kind == PushKind.Shift).Until);
        Assert.Equal(Enumerable.Range(1, (int)_ann.State.Sequence).Select(n => (long)n), _ann.State.Log.Select(push => push.Sequence));
        Assert.Equal((AgentStatus.Away, ShiftStage.HandingOver), (_ann.State.Status, Now.Stage));
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void It_is_over_once_the_desk_says_that_nothing_is_left_and_names_what_went_where()
    {
        Plan(Shift(0, 60));
        Available();
        _ann.Turn(new TellAssigned("t1", 1, "accepted", "ann"));
        _ann.Turn(new TellAssigned("t2", 2, "accepted", "ann"));
        _ann.Turn(new WriteHandOver("ann", "t1", "n1"));

        var ended = Assert.Single(_ann.Until(At(60)).OfType<ShiftEnded>());
        _ann.Turn(new TellFreed("t1", 3, Core.Threads.HandOver.Reason, "ann", "ben"));
        _ann.Turn(new TellFreed("t2", 4, Core.Threads.HandOver.Reason, "ann"));
        _ann.Turn(new TellHandedOver(Id));

        Assert.Equal([new HandOverNote("t1", "n1")], ended.Notes);
        Assert.Equal(
            [new HandedThread("t1", "ben", "n1", At(60)), new HandedThread("t2", null, null, At(60))], Now.Handed!);
        Assert.Equal((ShiftStage.Over, At(60)), (Now.Stage, Now.HandedAt));
        Assert.Empty(_ann.State.Notes);
        Assert.Empty(_ann.Turn(new TellHandedOver(Id)));
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void A_late_finish_moves_the_end_within_what_the_policy_allows_and_warns_anew()
    {
        Plan(Shift(0, 60));
        Available();
        _ann.Until(At(55));

        Assert.Equal(Refusal.ShiftTooLate, _ann.Do(new MoveShiftEnd(Id, At(100), "ann", 30 * Minute)).Outcome.Code);
        _ann.Turn(new MoveShiftEnd(Id, At(90), "ann", 30 * Minute));
        var events = _ann.Until(At(90));

        Assert.Equal([typeof(ShiftEnding), typeof(ShiftEnded), typeof(StatusSet)], events.Select(happened => happened.GetType()));
        Assert.Equal(("ann", At(90), At(60)), (Now.EndedBy, Now.EndedAt, Now.Plan.Until));
        Assert.Equal(Refusal.ShiftOver, _ann.Do(new MoveShiftEnd(Id, At(95), "ann", -1)).Outcome.Code);
    }

    [Fact]
    public void Who_leaves_early_hands_over_at_once()
    {
        Plan(Shift(0, 60));
        Available();
        _ann.Until(At(10));

        var events = _ann.Turn(new MoveShiftEnd(Id, At(10), "sue", -1));

        Assert.Equal([typeof(ShiftEndMoved), typeof(ShiftEnded), typeof(StatusSet)], events.Select(happened => happened.GetType()));
        Assert.Equal("sue", Now.EndedBy);
    }

    [Fact]
    public void Who_does_not_come_is_noted_and_the_shift_ends_all_the_same()
    {
        Plan(Shift(0, 60));

        var events = _ann.Until(At(60));

        Assert.Equal([typeof(ShiftMissed), typeof(ShiftEnding), typeof(ShiftEnded)], events.Select(happened => happened.GetType()));
        Assert.Equal((true, null), (Now.HasMissed, Now.CameAt));
        Assert.Equal(AgentStatus.Offline, _ann.State.Status);
    }

    [Fact]
    public void Who_comes_late_but_within_the_time_has_come()
    {
        Plan(Shift(0, 60));
        _ann.Until(At(5));
        Available();

        Assert.DoesNotContain(_ann.Until(At(40)), happened => happened is ShiftMissed);
        Assert.Equal(At(5), Now.CameAt);
    }

    [Fact]
    public void Breaks_come_and_go_by_the_plan_and_leave_what_people_said_alone()
    {
        Plan(Shift(0, 480, new Pause(At(120), At(135)), new Pause(At(300), At(330))));
        Available();

        _ann.Until(At(120));
        Assert.Equal(AgentStatus.Break, _ann.State.Status);
        _ann.Until(At(135));
        Assert.Equal(AgentStatus.Available, _ann.State.Status);

        _ann.Turn(new SetStatus(AgentStatus.Busy, "ann"));
        _ann.Until(At(330));
        Assert.Equal(AgentStatus.Busy, _ann.State.Status);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void A_plan_replaces_what_has_not_begun_and_nothing_else()
    {
        Plan(Shift(0, 60), Shift(100, 160), Shift(200, 260));
        _ann.Until(At(10));

        Plan(Shift(300, 360));

        Assert.Equal(["ann~0", "ann~300"], _ann.State.Shifts.Select(shift => shift.Plan.Id));
        Assert.Equal(ShiftStage.Running, _ann.State.Shifts[0].Stage);
    }

    [Fact]
    public void A_plan_that_names_the_shift_that_runs_moves_its_end_and_the_desk_hears_of_it()
    {
        Plan(Shift(0, 60));
        _ann.Until(At(10));
        var sent = new Emitted();

        foreach (var happened in Plan(Shift(0, 90))) Flow.Of(_ann.Self, happened, sent);

        Assert.Equal(new SetShiftEnd("ann", "ann~0", At(90)), Assert.Single(sent.Sent).Command);
        Assert.Equal(At(90), _ann.State.Shifts[0].Until);
    }

    [Fact]
    public void What_cannot_be_a_plan_is_refused_by_number()
    {
        foreach (var (refusal, plans) in ((Refusal, ShiftPlan[])[])
        [
            (Refusal.ShiftsOverlap, [Shift(0, 60), Shift(59, 100)]), (Refusal.ShiftUnsound, [Shift(60, 60)]), (Refusal.ShiftUnsound, [Shift(0, 1_441)]),
            (Refusal.ShiftUnsound, [Shift(0, 60, new Pause(At(50), At(61)))]), (Refusal.ShiftUnsound, [Shift(0, 60, new Pause(At(10), At(30)), new Pause(At(20), At(40)))]),
            (Refusal.TooManyShifts, [.. Enumerable.Range(0, Limits.ShiftsPerAgent + 1).Select(n => Shift(n * 10, (n * 10) + 5))]),
        ])
        {
            var decision = _ann.Do(new PlanShifts(plans, Rules, "sue"));
            Assert.Equal((refusal, 0), (decision.Outcome.Code, decision.Events.Length));
        }
    }

    [Fact]
    public void The_same_plan_again_changes_nothing()
    {
        Plan(Shift(0, 60), Shift(100, 160));

        Assert.Empty(Plan(Shift(0, 60), Shift(100, 160)));
    }

    [Fact]
    public void Only_who_holds_a_thread_writes_its_hand_over()
    {
        Assert.Equal(Refusal.NotOwner, _ann.Do(new WriteHandOver("ann", "t1", "n1")).Outcome.Code);
        _ann.Turn(new TellAssigned("t1", 1, "accepted", "ann"));

        Assert.Single(_ann.Turn(new WriteHandOver("ann", "t1", "n1")));
        Assert.Empty(_ann.Turn(new WriteHandOver("ann", "t1", "n1")));
        _ann.Turn(new TellFreed("t1", 2, "resolved", null));
        Assert.Empty(_ann.State.Notes);
    }

    [Fact]
    public void A_shifts_id_names_its_agent()
    {
        Assert.Equal("a~b~20170714T0240", ShiftPlan.IdOf("a~b", Morning));
        Assert.Equal("a~b", ShiftPlan.AgentOf("a~b~20170714T0240"));
        Assert.Null(ShiftPlan.AgentOf("ann"));
    }

    private Shift Now => _ann.State.Shifts[0];

    private static ShiftPlan Shift(double from, double until, params Pause[] breaks) =>
        new($"ann~{from}", At(from), At(until), breaks, null);

    private AgentEvent[] Plan(params ShiftPlan[] plans) => _ann.Turn(new PlanShifts(plans, Rules, "sue"));

    private void Available()
    {
        _ann.Turn(new Connect("c1", 1, 60));
        _ann.Turn(new SetStatus(AgentStatus.Available, "ann"));
    }
}

using Routing.Core.Agents;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Agents;

/// <summary>How a shift was spent beside its plan: 480 minutes, of which 30 are a break.</summary>
public sealed class AttendanceTests
{
    private const string Id = "ann~0";
    private readonly LiveAgent _ann = new(ActorId.Agent(Workspace, "ann")) { Now = Morning };

    [Fact]
    public void Who_works_and_rests_as_planned_has_kept_the_plan_to_the_minute()
    {
        Plan();
        Available();

        _ann.Until(At(480));

        Assert.Equal((480, 450), Minutes());
        Assert.Equal(480, Attendance.PlannedMs(Shift.Plan, At(999)) / 60_000);
        Assert.Equal(450, Attendance.WorkMs(Shift.Plan, At(999)) / 60_000);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void Who_comes_late_and_works_through_the_break_worked_but_not_as_planned()
    {
        Plan();
        _ann.Until(At(30));
        Available();
        _ann.Until(At(241));
        _ann.Turn(new SetStatus(AgentStatus.Available, "ann"));

        _ann.Until(At(480));

        // Late by 30, and 29 of the break's 30 minutes at work.
        Assert.Equal((421, 449), Minutes());
    }

    [Fact]
    public void Busy_and_draining_are_work_training_is_worked_and_not_planned_a_lost_connection_is_neither()
    {
        Plan();
        Available();
        Spend(AgentStatus.Busy, 10);
        Spend(AgentStatus.Draining, 20);
        Spend(AgentStatus.Training, 40);
        Spend(AgentStatus.Away, 60);
        _ann.Turn(new SetStatus(AgentStatus.Available, "ann"));
        _ann.Turn(new Disconnect("c1"));
        _ann.Until(At(70));

        Assert.Equal((20, 40), Minutes());
    }

    [Fact]
    public void A_shift_that_runs_is_counted_up_to_now_and_one_that_is_over_no_further()
    {
        Plan();
        Available();
        _ann.Now = At(60);
        Assert.Equal((60, 60), Minutes());

        _ann.Turn(new MoveShiftEnd(Id, At(60), "sue", -1));
        _ann.Until(At(300));

        Assert.Equal((60, 60), Minutes());
    }

    [Fact]
    public void Overtime_is_worked_and_not_planned()
    {
        Plan();
        Available();
        _ann.Turn(new MoveShiftEnd(Id, At(500), "sue", -1));

        _ann.Until(At(500));

        Assert.Equal((480, 470), Minutes());
    }

    private Shift Shift => Assert.Single(_ann.Read<ShiftsView>(new ReadShifts()).Shifts);

    private (long AsPlanned, long Worked) Minutes() => (Shift.Attended!.Value.AsPlannedMs / 60_000, Shift.Attended.Value.WorkedMs / 60_000);

    private void Plan()
    {
        _ann.Turn(new PlanShifts([new ShiftPlan(Id, At(0), At(480), [new Pause(At(240), At(270))], null)], new ShiftRules(600, 900), "sue"));
        _ann.Until(At(0));
    }

    private void Available()
    {
        _ann.Turn(new Connect("c1", 1, 60));
        _ann.Turn(new SetStatus(AgentStatus.Available, "ann"));
    }

    private void Spend(AgentStatus status, int untilMinute)
    {
        _ann.Turn(new SetStatus(status, "ann"));
        _ann.Until(At(untilMinute));
    }
}

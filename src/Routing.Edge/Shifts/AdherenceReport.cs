using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Edge.Shifts;

/// <summary>A shift beside its plan, in minutes, up to now or to its end. The plan is what was planned last: who is sent home or kept by a plan is
/// measured by that, who merely moves the end of their shift by what was planned before.</summary>
/// <param name="AsOf">Counted up to then; null: the shift has not begun, or is from before this was counted.</param>
/// <param name="ScheduledMinutes">Planned until then, breaks among them; of a shift that is over, all of it.</param>
/// <param name="ScheduledWorkMinutes">Of these, those of work.</param>
/// <param name="AsPlannedMinutes">Available, busy or draining where work was planned; on a break, away or offline where a break was.</param>
/// <param name="WorkedMinutes">At work, training too, at whatever time between the shift's begin and its real end.</param>
/// <param name="AdherencePercent">As planned by scheduled: when did they do what they should? At most 100.</param>
/// <param name="ConformancePercent">Worked by scheduled work: did they work as long as they should? Above 100 with overtime.</param>
public sealed record AdherenceReport(
    ShiftDocument Shift, Instant? AsOf, double ScheduledMinutes, double ScheduledWorkMinutes, double AsPlannedMinutes, double WorkedMinutes,
    double? AdherencePercent, double? ConformancePercent)
{
    internal static AdherenceReport Of(AgentId agent, Shift shift)
    {
        var document = ShiftDocument.Of(agent, shift);
        if (shift.Attended is not { } attended) return new(document, null, 0, 0, 0, 0, null, null);
        var upTo = shift.IsRunning ? attended.UpTo : Instant.Never;
        var (planned, work) = (Attendance.PlannedMs(shift.Plan, upTo), Attendance.WorkMs(shift.Plan, upTo));
        return new(
            document, attended.UpTo, Minutes(planned), Minutes(work), Minutes(attended.AsPlannedMs), Minutes(attended.WorkedMs),
            Percent(attended.AsPlannedMs, planned), Percent(attended.WorkedMs, work));
    }

    private static double Minutes(long ms) => Math.Round(ms / 60_000.0, 2);

    private static double? Percent(long part, long whole) => whole == 0 ? null : Math.Round(100.0 * part / whole, 2);
}

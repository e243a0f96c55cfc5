using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Edge.Shifts;

/// <summary>Two agents change shifts that have not begun: each has the other's times, breaks, and colleague who takes over.</summary>
/// <remarks>Two actors are told, one after the other; what the second one refuses is taken back from the first. The ids name the times, so the same
/// again changes nothing. If this process dies in between, both have the second shift and nobody the first, and the same again says that there is no
/// such shift: it is planned anew.</remarks>
internal sealed record ShiftSwap(AgentId One, AgentId Other, ShiftPlan[] OneBefore, ShiftPlan[] OneAfter, ShiftPlan[] OtherAfter)
{
    /// <param name="mine">A shift's id; <paramref name="with"/> another agent's.</param>
    /// <returns>The swap, or why there is none.</returns>
    public static (ShiftSwap? Swap, Outcome Refused) Of(
        (AgentId Agent, IReadOnlyList<Shift> Shifts) one, string mine, (AgentId Agent, IReadOnlyList<Shift> Shifts) other, string with)
    {
        var (first, second) = (TimeOf(mine), TimeOf(with));
        if (one.Agent == other.Agent || first == second) return (null, new Outcome(Refusal.BadRequest, "two agents' shifts that begin at different times can be swapped"));
        var (given, taken) = (Find(one, first) ?? Find(other, first), Find(other, second) ?? Find(one, second));
        if (given is null) return (null, new Outcome(Refusal.NoSuchShift, mine));
        if (taken is null) return (null, new Outcome(Refusal.NoSuchShift, with));
        if (given.Stage != ShiftStage.Planned) return (null, new Outcome(Refusal.ShiftBegun, given.Plan.Id));
        if (taken.Stage != ShiftStage.Planned) return (null, new Outcome(Refusal.ShiftBegun, taken.Plan.Id));
        var before = Planned(one.Shifts);
        return (new(one.Agent, other.Agent, before, Instead(one.Agent, before, first, taken, second), Instead(other.Agent, Planned(other.Shifts), second, given, first)), Outcome.Done);
    }

    private static string TimeOf(string id) => id[id.LastIndexOf('~')..];

    private static Shift? Find((AgentId Agent, IReadOnlyList<Shift> Shifts) of, string time) => of.Shifts.FirstOrDefault(shift => shift.Plan.Id == of.Agent + time);

    private static ShiftPlan[] Planned(IReadOnlyList<Shift> shifts) =>
        [.. shifts.Where(shift => shift.Stage == ShiftStage.Planned).Select(shift => shift.Plan with { Until = shift.Until })];

    private static ShiftPlan[] Instead(AgentId agent, ShiftPlan[] plans, string given, Shift taken, string time) =>
    [
        .. plans.Where(plan => plan.Id != agent + given && plan.Id != agent + time),
        taken.Plan with { Id = agent + time, Until = taken.Until, HandTo = taken.Plan.HandTo == agent ? null : taken.Plan.HandTo },
    ];
}

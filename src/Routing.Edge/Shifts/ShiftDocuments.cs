using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Edge.Shifts;

/// <summary>An agent's shifts: those that are over and remembered, the one that runs, those planned.</summary>
public sealed record ShiftsDocument(AgentId Agent, IReadOnlyList<ShiftDocument> Shifts);

/// <summary>A shift and what became of it.</summary>
/// <param name="Until">As things stand; <c>PlannedUntil</c> as planned.</param>
/// <param name="Stage">planned, running, ending, handingOver or over.</param>
/// <param name="CameAt">When the agent was first available in it.</param>
/// <param name="NoShow">The agent had not come in time.</param>
/// <param name="EndedBy">Who moved its end; null: it ended as planned.</param>
/// <param name="HandedAt">When nothing of it was left with the agent.</param>
public sealed record ShiftDocument(
    string Id, AgentId Agent, Instant From, Instant Until, Instant PlannedUntil, IReadOnlyList<Pause> Breaks, AgentId? HandTo, ShiftStage Stage,
    Instant? BeganAt, Instant? CameAt, bool NoShow, Instant? EndedAt, string? EndedBy, Instant? HandedAt)
{
    internal static ShiftDocument Of(AgentId agent, Shift shift) => new(
        shift.Plan.Id, agent, shift.Plan.From, shift.Until, shift.Plan.Until, shift.Plan.Breaks, shift.Plan.HandTo, shift.Stage, shift.BeganAt,
        shift.CameAt, shift.HasMissed, shift.EndedAt, shift.EndedBy, shift.HandedAt);
}

/// <summary>What the end of a shift left behind: where each thread went, and what nobody has.</summary>
/// <param name="Threads">What was handed over, in order; the first <see cref="Limits.HandedPerShift"/>.</param>
/// <param name="Left">Open threads that the agent holds still: those that are to be handed over while that is under way.</param>
/// <param name="Orphans">Of these, those that stay though the hand-over is done and the agent is not at work: always 0.</param>
public sealed record HandOverReport(ShiftDocument Shift, IReadOnlyList<HandedThread> Threads, int Left, int Orphans)
{
    internal static HandOverReport Of(AgentId agent, Shift shift, DeskAgentView desk)
    {
        var open = desk.Held.Count(held => held is { Holding: Holding.Assigned, Phase: Phase.Open });
        var isAway = shift.Stage == ShiftStage.Over && desk is { Ready: false, HandOver: null, Shift: { IsOver: true } last } && last.Id == shift.Plan.Id;
        return new(ShiftDocument.Of(agent, shift), shift.Handed ?? [], open, isAway ? open : 0);
    }
}

using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Planted;

using Desk = ITamper<DeskState, DeskCommand, DeskEvent>;

/// <summary>Any offer that is open may be accepted, whatever its epoch.</summary>
internal sealed class AcceptsOldEpochs : Desk
{
    public static DeskCommand Asked(DeskState state, DeskCommand command) =>
        command is Accept accept && state.Threads.TryGetValue(accept.Thread, out var thread)
            ? accept with { Epoch = thread.Epoch, Agent = thread.Agent ?? accept.Agent }
            : command;
}

/// <summary>A thread that needs nobody now keeps its slot.</summary>
internal sealed class KeepsSlots : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is SlotFreed ? null : happened;
}

/// <summary>An offer that is declined frees its slot twice.</summary>
internal sealed class FreesSlotsTwice : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened)
    {
        if (happened is OfferEnded { End: OfferEnd.Declined } ended && state.Agents[ended.Agent] is { Used: > 1 } agent) agent.Used--;
        return happened;
    }
}

/// <summary>A transfer by an agent ignores that the other has no room.</summary>
internal sealed class IgnoresCapacity : Desk
{
    public static DeskCommand Asked(DeskState state, DeskCommand command) =>
        command is Transfer { Agent: { } from, ToAgent: not null } transfer
        && state.Threads.TryGetValue(transfer.Thread, out var thread) && thread.Agent == from
            ? transfer with { Agent = null }
            : command;

    public static Event[]? Decided(DeskState state, DeskCommand command, Event[] events, Instant now) =>
        command is Transfer { Agent: not null }
            ? [.. events.Select(happened => happened is ThreadAssigned assigned ? assigned with { OverCapacity = false } : happened)]
            : null;
}

/// <summary>Nobody wakes the desk when an offer lapses.</summary>
internal sealed class LosesTimers : Desk
{
    public static Instant Due(DeskState state, Instant due) => Instant.Never;
}

/// <summary>A thread that comes back from an agent loses its place: it is treated as if it were gone.</summary>
internal sealed class DropsReturned : Desk
{
    public static Event[]? Decided(DeskState state, DeskCommand command, Event[] events, Instant now) =>
        command is ReturnToQueue { Agent: not null }
            ? [.. events.Select(happened => happened is ThreadReturned back ? new ThreadLeft(back.Thread, back.From, false, now) : happened)]
            : null;
}

/// <summary>After one step of its plan a thread is not looked at again.</summary>
internal sealed class LosesSteps : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) =>
        happened is RequirementRelaxed relaxed ? relaxed with { Rank = relaxed.Rank with { NextStep = null } } : happened;
}

/// <summary>The first step drops every skill.</summary>
internal sealed class RelaxesAll : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) =>
        happened is RequirementRelaxed relaxed ? relaxed with { Need = new Need(relaxed.Need.Queue, []) } : happened;
}

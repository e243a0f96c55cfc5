using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Simulation.Planted;

using Desk = ITamper<DeskState, DeskCommand, DeskEvent>;

/// <summary>A queue that was paused is offered of all the same.</summary>
internal sealed class IgnoresPauses : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is QueuePaused ? null : happened;
}

/// <summary>Who is muted is not part of the snapshot: after a crash they make work again.</summary>
internal sealed class ForgetsMutes : Desk
{
    public static object Saved(object saved) =>
        (DeskSnapshot)saved is { Standstills: { } standstills } desk ? desk with { Standstills = standstills with { Authors = [] } } : saved;
}

/// <summary>What is raised or lowered stays where it was.</summary>
internal sealed class IgnoresPriorities : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is PrioritySet ? null : happened;
}

/// <summary>What was for a while lasts.</summary>
internal sealed class NeverEndsTemporary : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) =>
        happened is AgentSetUntil set ? set with { Until = set.Until + 10_000_000 } : happened;
}

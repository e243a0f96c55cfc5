using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Planted;

/// <summary>That a connection ended is not heard: whoever vanished stays available.</summary>
internal sealed class MissesDepartures : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) => command is Disconnect ? [] : null;
}

/// <summary>The grace time never ends.</summary>
internal sealed class GraceWithoutEnd : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Instant Due(AgentState state, Instant due) => state.GraceUntil is null ? due : Instant.Never;
}

/// <summary>Who is offline keeps what they had.</summary>
internal sealed class KeepsWorkOfTheGone : ITamper<DeskState, DeskCommand, DeskEvent>
{
    public static Event[]? Decided(DeskState state, DeskCommand command, Event[] events, Instant now) =>
        command is SetReady { Gone: true } ? [.. events.Where(happened => happened is not ThreadReturned)] : null;
}

/// <summary>Work of whoever is offline comes back as if it were new.</summary>
internal sealed class ResetsAgesOfTheGone : ITamper<DeskState, DeskCommand, DeskEvent>
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is ThreadReturned { Reason: "agent went offline" } back
        && state.Threads[back.Thread] is var thread
            ? back with { Queue = thread.Need.Queue, Need = thread.Need, Rank = thread.Rank with { Since = back.At, Deadline = back.At + (thread.Rank.ServiceSeconds * 1000L) } }
            : happened;
}

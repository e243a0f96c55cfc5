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

/// <summary>There is no grace time.</summary>
internal sealed class GraceAtOnce : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) =>
        [.. events.Select(happened => happened is Disconnected { GraceUntil: not null } gone ? gone with { GraceUntil = now } : happened)];
}

/// <summary>Nobody is woken to look whether a person is still there.</summary>
internal sealed class NeverIdle : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) => IsIdle(events) ? [] : null;

    public static Instant Due(AgentState state, Instant due) => due == state.IdleAt ? Instant.Never : due;

    private static bool IsIdle(Event[] events) => events is [StatusSet { By: "idle" }];
}

/// <summary>A sign of a person is not noted.</summary>
internal sealed class UnseenActivity : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) =>
        [.. events.Where(happened => happened is not ActivityNoted)];
}

/// <summary>A sign of a person brings nobody back.</summary>
internal sealed class StaysIdle : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Event[]? Decided(AgentState state, AgentCommand command, Event[] events, Instant now) => command is NoteActivity && state.IsIdle ? [] : null;
}

/// <summary>Until half a minute after they said so somebody counts as what they were before.</summary>
internal sealed class LateAttendance : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static AgentEvent? Happened(AgentState state, AgentEvent happened) => happened is StatusSet set ? set with { At = set.At + 30_000 } : happened;
}

/// <summary>The desk does not know that somebody is draining.</summary>
internal sealed class NeverDrained : ITamper<DeskState, DeskCommand, DeskEvent>
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is ReadySet set ? set with { Drains = false } : happened;
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

using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Planted;

using Desk = ITamper<DeskState, DeskCommand, DeskEvent>;

/// <summary>No bug: a hand-over takes a turn for each thread, and its time, so that it can be cut off anywhere.</summary>
internal sealed class ShortHandOvers : Desk
{
    public static void Begun(DeskState state) => (state.HandOverSlice, state.HandOverPauseMs) = (1, 1_500);
}

/// <summary>A thread that is handed over counts as if it had come just now.</summary>
internal sealed class ResetsAges : Desk
{
    public static void Begun(DeskState state) => ShortHandOvers.Begun(state);

    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is ThreadReturned { Reason: HandOver.Reason } back
        && state.Threads[back.Thread] is var thread
            ? back with { Queue = thread.Need.Queue, Need = thread.Need, Rank = thread.Rank with { Since = back.At, Deadline = back.At + (thread.Rank.ServiceSeconds * 1000L) } }
            : happened;
}

/// <summary>A hand-over under way is not part of the snapshot: after a crash its rest is forgotten.</summary>
internal sealed class ForgetsHandOvers : Desk
{
    public static void Begun(DeskState state) => ShortHandOvers.Begun(state);

    public static object Saved(object saved) =>
        (DeskSnapshot)saved is var desk && desk.Agents.Any(agent => agent.HandOver is not null)
            ? desk with { Agents = [.. desk.Agents.Select(agent => agent with { HandOver = null })] }
            : saved;
}

/// <summary>The first pause of a hand-over is taken for its end.</summary>
internal sealed class StopsHalfway : Desk
{
    public static void Begun(DeskState state) => ShortHandOvers.Begun(state);

    public static Event? Next(DeskState state, Event? next) =>
        next is HandOverPaused paused ? new HandOverDone(paused.Agent, state.Agents[paused.Agent].HandOver!.Shift, 1, paused.Until) : next;
}

/// <summary>Whoever is about to go home gets offers to the last.</summary>
internal sealed class NeverDrains : Desk
{
    public static void Begun(DeskState state) => ShortHandOvers.Begun(state);

    public static DeskEvent? Happened(DeskState state, DeskEvent happened) =>
        happened is ShiftEndSet ended ? ended with { Until = ended.Until + 1_000_000 } : happened;
}

/// <summary>Once an agent was told that the shift ends soon, nobody wakes them at its end.</summary>
internal sealed class SleepsOverEnds : ITamper<AgentState, AgentCommand, AgentEvent>
{
    public static Instant Due(AgentState state, Instant due) => state.Shifts.Exists(shift => shift.Stage == ShiftStage.Ending) ? Instant.Never : due;
}

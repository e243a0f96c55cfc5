using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Simulation.Planted;

using Desk = ITamper<DeskState, DeskCommand, DeskEvent>;

/// <summary>The desk does not take note of who is typing.</summary>
internal sealed class IgnoresTyping : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is TypingNoted ? null : happened;
}

/// <summary>What was moved counts as moved long ago.</summary>
internal sealed class MovesAgain : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is MoveApplied move ? move with { At = new Instant(1) } : happened;
}

/// <summary>A thread that is moved back counts as if it had come just now.</summary>
internal sealed class ResetsAgesAtUndo : Desk
{
    public static DeskEvent? Happened(DeskState state, DeskEvent happened) => happened is ThreadReturned { Reason: "moved back" } back
        && state.Threads[back.Thread] is var thread
            ? back with { Queue = thread.Need.Queue, Need = thread.Need, Rank = thread.Rank with { Since = back.At, Deadline = back.At + (thread.Rank.ServiceSeconds * 1000L) } }
            : happened;
}

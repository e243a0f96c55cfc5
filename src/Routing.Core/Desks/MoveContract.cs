using System.Text.Json.Serialization;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Many threads at once, to one agent or one queue, as they were previewed. Each is looked at again: what changed since, or does not fit, is
/// listed and stays where it is.</summary>
/// <param name="Move">Drawn by whoever plans it; the same one again changes nothing.</param>
/// <param name="ToAgent">One of this and <c>ToQueue</c>.</param>
/// <param name="Expires">A plan that is older is refused: the desk is another by then.</param>
public sealed record ApplyMove(
    string Move, MoveItem[] Items, AgentId? ToAgent, QueueId? ToQueue, Instant Expires, string By, string? Why) : DeskCommand;

/// <summary>Takes a move back: each thread that nobody touched since returns to where it was; every other is listed.</summary>
public sealed record UndoMove(string Move, string By, string? Why) : DeskCommand;

/// <param name="Epoch">The thread's when it was previewed.</param>
public readonly record struct MoveItem(ThreadId Thread, long Epoch);

/// <summary>Why a thread is not moved, or not moved back. The numbers are public.</summary>
public enum MoveObstacle
{
    /// <summary>It ended, or is part of another.</summary>
    Gone = 1,
    /// <summary>It changed hands, or was offered or declined since.</summary>
    ChangedHands = 2,
    AlreadyThere = 3,
    /// <summary>It was moved a moment ago: nobody's conversation is to be passed around.</summary>
    MovedLately = 4,
    LacksSkill = 5,
    NoRoom = 6,
    /// <summary>It was answered, or came to rest, since.</summary>
    Answered = 7,
    /// <summary>Who had it is not there.</summary>
    HolderGone = 8,
}

public readonly record struct MoveConflict(ThreadId Thread, MoveObstacle Obstacle);

/// <summary>A thread that was moved, and where it was before: what an undo restores.</summary>
/// <param name="Epoch">Since the move.</param>
/// <param name="Was">An open offer is not held out again: it goes back to waiting.</param>
/// <param name="Chosen">The queue that a person had chosen for it, if any.</param>
/// <param name="Load">Hundredths of a slot that <c>From</c> held with it: so much they may hold again.</param>
/// <param name="Since">With <c>Phase</c>: how the thread stood; another now means that it was answered.</param>
public sealed record MovedThread(ThreadId Thread, long Epoch, Holding Was, AgentId? From, QueueId? Chosen, int Load, Instant Since, Phase Phase);

/// <param name="Conflicts">What was not moved, and why.</param>
public sealed record MoveApplied(
    string Move, MovedThread[] Moved, MoveConflict[] Conflicts, AgentId? ToAgent, QueueId? ToQueue, string By, string? Why, Instant At) : DeskEvent;

/// <param name="Left">What could not be restored, and why: together with <c>Restored</c> all that was moved.</param>
public sealed record MoveUndone(string Move, ThreadId[] Restored, MoveConflict[] Left, string By, string? Why, Instant At) : DeskEvent;

/// <summary>A move as the desk remembers it.</summary>
public sealed record DeskMove(MoveApplied Applied, MoveUndone? Undone = null);

/// <summary>What a move would do now; changes nothing.</summary>
public sealed record PreviewMove(ThreadId[] Threads, AgentId? ToAgent, QueueId? ToQueue) : Query;

/// <param name="Refusal">Why nothing of it can be done; none: the items say.</param>
/// <param name="Version">The desk's: epochs up to this one are in it.</param>
/// <param name="Broken">So many threads leave an agent who has them.</param>
public sealed record MovePreview(Refusal Refusal, long Version, MovePreviewItem[] Items, int Broken) : View;

/// <param name="Obstacle">Null: it would be moved.</param>
public sealed record MovePreviewItem(
    ThreadId Thread, long Epoch, Holding Holding, AgentId? Agent, QueueId? Queue, Instant? Since, Instant? Deadline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MoveObstacle? Obstacle);

/// <summary>A move that was made, while it is remembered.</summary>
public sealed record ReadMove(string Move) : Query;

/// <param name="Move">Null: there is none of that name.</param>
public sealed record MoveView(DeskMove? Move) : View;

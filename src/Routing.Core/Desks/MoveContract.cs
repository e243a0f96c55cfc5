using System.Text.Json.Serialization;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Keeps a plan on the desk, so that it can be made by its id alone.</summary>
/// <param name="Move">Drawn by whoever plans it; the same one again changes nothing.</param>
/// <param name="ToAgent">Where everything goes; one of this and <c>ToQueue</c>, or neither if each item says it.</param>
/// <param name="Expires">After that it is refused: the desk is another by then.</param>
public sealed record KeepPlan(string Move, MoveItem[] Items, AgentId? ToAgent, QueueId? ToQueue, Instant Expires, string By) : DeskCommand;

/// <summary>Makes a move as it was planned. Each thread is looked at again: what changed since, or does not fit, is listed and stays where it is.</summary>
public sealed record MakeMove(string Move, string By, string? Why) : DeskCommand;

/// <summary>As hosts sent it before plans were kept: the plan and its making in one.</summary>
public sealed record ApplyMove(
    string Move, MoveItem[] Items, AgentId? ToAgent, QueueId? ToQueue, Instant Expires, string By, string? Why) : DeskCommand;

/// <summary>Takes a move back: each thread that nobody touched since returns to where it was; every other is listed.</summary>
public sealed record UndoMove(string Move, string By, string? Why) : DeskCommand;

/// <param name="Epoch">The thread's when it was planned.</param>
/// <param name="To">The agent it goes to, where the plan does not name one for all.</param>
/// <param name="Chain">Items of one number are moved together or not at all: one gets an agent because others step aside. 0: on its own.</param>
public readonly record struct MoveItem(
    ThreadId Thread, long Epoch, AgentId? To = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Chain = 0);

/// <summary>A plan is kept, until it is made, expires, or <see cref="Limits.PlansKept"/> newer ones are.</summary>
public sealed record PlanKept(string Move, MoveItem[] Items, AgentId? ToAgent, QueueId? ToQueue, Instant Expires, string By, Instant At) : DeskEvent;

/// <summary>From an agent's client: an answer is being written. Noted at most every <see cref="Limits.TypingNotedMs"/>.</summary>
public sealed record NoteTyping(AgentId Agent, ThreadId Thread) : DeskCommand;

/// <param name="Until">Until then the thread is not moved.</param>
public sealed record TypingNoted(ThreadId Thread, AgentId Agent, Instant Until) : DeskEvent;

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
    /// <summary>An answer to it is being written.</summary>
    Typing = 9,
    /// <summary>Another thread of its chain cannot be moved.</summary>
    Together = 10,
    /// <summary>Who is to get it is not there.</summary>
    NotThere = 11,
}

public readonly record struct MoveConflict(ThreadId Thread, MoveObstacle Obstacle);

/// <summary>A thread that was moved, and where it was before: what an undo restores.</summary>
/// <param name="Epoch">Since the move.</param>
/// <param name="Was">An open offer is not held out again: it goes back to waiting.</param>
/// <param name="Chosen">The queue that a person had chosen for it, if any.</param>
/// <param name="Load">Hundredths of a slot that <c>From</c> held with it: so much they may hold again.</param>
/// <param name="Since">With <c>Phase</c>: how the thread stood; another now means that it was answered.</param>
/// <param name="To">Where it went, if to an agent.</param>
/// <param name="Stood">Null in what was stored before this was kept: an undo then leaves it out.</param>
public sealed record MovedThread(
    ThreadId Thread, long Epoch, Holding Was, AgentId? From, QueueId? Chosen, int Load, Instant Since, Phase Phase, AgentId? To = null, Stood? Stood = null);

/// <summary>What a thread had gathered where it was: an undo restores it as far as its time has not passed.</summary>
/// <param name="HeldSince">When it was last offered or assigned.</param>
/// <param name="Passed">Who had passed it over.</param>
/// <param name="Preferred">For whom it waited.</param>
/// <param name="Knows">Who had it last.</param>
/// <param name="MovedAt">When it was moved before this.</param>
public sealed record Stood(long Epoch, Instant HeldSince, Passed[] Passed, AgentId? Preferred, Instant PreferredUntil, AgentId? Knows, Instant MovedAt);

/// <summary>Since when an agent had a slot free, before a move touched their slots.</summary>
public readonly record struct AgentIdle(AgentId Agent, Instant Since);

/// <param name="Conflicts">What was not moved, and why.</param>
/// <param name="Idle">Of each agent that lost or got a thread: the longest idle goes first among equals, and an undo restores that too.</param>
public sealed record MoveApplied(
    string Move, MovedThread[] Moved, MoveConflict[] Conflicts, AgentId? ToAgent, QueueId? ToQueue, string By, string? Why, Instant At,
    AgentIdle[]? Idle = null) : DeskEvent;

/// <param name="Left">What could not be restored, and why: together with <c>Restored</c> all that was moved.</param>
/// <param name="Idle">Agents of whom nothing is left of the move: idle since then.</param>
public sealed record MoveUndone(
    string Move, ThreadId[] Restored, MoveConflict[] Left, string By, string? Why, Instant At, AgentIdle[]? Idle = null) : DeskEvent;

/// <summary>A move as the desk remembers it.</summary>
public sealed record DeskMove(MoveApplied Applied, MoveUndone? Undone = null);

/// <summary>What a move would do now; changes nothing.</summary>
/// <param name="Team">Instead of one agent or a queue: each thread goes to whoever of these can take it and has most room left.</param>
public sealed record PreviewMove(ThreadId[] Threads, AgentId? ToAgent, QueueId? ToQueue, AgentId[]? Team = null) : Query;

/// <param name="Refusal">Why nothing of it can be done; none: the items say.</param>
/// <param name="Version">The desk's: epochs up to this one are in it.</param>
/// <param name="Broken">So many threads leave an agent who has them.</param>
public sealed record MovePreview(Refusal Refusal, long Version, MovePreviewItem[] Items, int Broken) : View;

/// <param name="Obstacle">Null: it would be moved.</param>
/// <param name="ToAgent">Where it goes, if the plan does not send all to one place.</param>
/// <param name="Chain">See <see cref="MoveItem"/>.</param>
public sealed record MovePreviewItem(
    ThreadId Thread, long Epoch, Holding Holding, AgentId? Agent, QueueId? Queue, Instant? Since, Instant? Deadline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MoveObstacle? Obstacle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentId? ToAgent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Chain = 0);

/// <summary>A move that was made, while it is remembered.</summary>
public sealed record ReadMove(string Move) : Query;

/// <param name="Move">Null: there is none of that name.</param>
public sealed record MoveView(DeskMove? Move) : View;

/// <summary>All moves that are remembered: those that can be taken back, and what became of the others.</summary>
public sealed record ReadMoves : Query;

/// <param name="Moves">The newest first, at most <see cref="Limits.MovesRemembered"/>.</param>
public sealed record MovesView(DeskMove[] Moves) : View;

using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>Nothing of this queue is offered until it is reopened: it takes in and keeps its threads, with their ages. Open offers of it end without
/// blame; whoever has a thread of it keeps it. Paused again changes nothing.</summary>
/// <param name="Why">At most <see cref="Limits.IdChars"/> characters.</param>
public sealed record PauseQueue(QueueId Queue, string By, string? Why) : DeskCommand;

public sealed record ReopenQueue(QueueId Queue, string By, string? Why) : DeskCommand;

/// <summary>What this author writes is kept and shown, and makes no work: their waiting threads are offered to nobody until they are heard again.
/// Whoever has a thread of theirs keeps it.</summary>
public sealed record MuteAuthor(CustomerKey Author, string By, string? Why) : DeskCommand;

/// <summary>Their waiting threads are offered again, with their ages.</summary>
public sealed record UnmuteAuthor(CustomerKey Author, string By, string? Why) : DeskCommand;

/// <summary>Other skills, or other slots, until an instant: then the agent is as before. A second one replaces the first and ends as it says; a
/// lasting change (<see cref="SetAgent"/>) ends it at once. With fewer slots nothing is taken away: nothing more is offered.</summary>
/// <param name="Skills">Levels 1–5; null: as they are.</param>
/// <param name="Slots">1–100; null: as they are.</param>
public sealed record SetAgentUntil(AgentId Agent, SkillLevel[]? Skills, int? Slots, Instant Until, string By, string? Why) : DeskCommand;

/// <summary>The agent is as before, now.</summary>
public sealed record EndTemporary(AgentId Agent, string By, string? Why) : DeskCommand;

/// <summary>A thread goes before, or after, all that nobody said anything of, among those that the same agents can serve: wherever it is, until it is
/// resolved. The age cap stands above it, so nothing lowered waits for ever. As it is already changes nothing.</summary>
/// <param name="Priority">Absolute: what it was before takes it back.</param>
public sealed record SetPriority(ThreadId Thread, Priority Priority, string By, string? Why) : DeskCommand;

/// <summary>What a supervisor said of a thread's place. The numbers are public, and stored.</summary>
public enum Priority
{
    Lowered = -1,
    Usual = 0,
    Raised = 1,
}

public sealed record QueuePaused(QueueId Queue, string By, string? Why, Instant At) : DeskEvent;

public sealed record QueueReopened(QueueId Queue, string By, string? Why, Instant At) : DeskEvent;

public sealed record AuthorMuted(CustomerKey Author, string By, string? Why, Instant At) : DeskEvent;

public sealed record AuthorUnmuted(CustomerKey Author, string By, string? Why, Instant At) : DeskEvent;

/// <param name="Usual">What the agent comes back to.</param>
public sealed record AgentSetUntil(AgentId Agent, SkillLevel[] Skills, int Slots, Instant Until, Usual Usual, string By, string? Why, Instant At) : DeskEvent;

/// <summary>The agent is as usual again.</summary>
/// <param name="By">Null: its time was over.</param>
public sealed record TemporaryEnded(AgentId Agent, SkillLevel[] Skills, int Slots, string? By, string? Why, Instant At) : DeskEvent;

/// <param name="Rank">As it is from then on.</param>
/// <param name="Was">What takes it back.</param>
public sealed record PrioritySet(ThreadId Thread, Rank Rank, Priority Was, string By, string? Why, Instant At) : DeskEvent;

public sealed record Usual(SkillLevel[] Skills, int Slots);

/// <summary>Skills and slots that an agent has for a while.</summary>
/// <param name="Usual">What they come back to.</param>
public sealed record Temporary(Instant Until, Usual Usual, string By, string? Why);

/// <summary>A supervisor's word that stands until it is taken back: who gave it, when, and why.</summary>
public sealed record Standstill(string By, string? Why, Instant At);

public sealed record PausedQueue(QueueId Queue, Standstill Since);

public sealed record MutedAuthor(CustomerKey Author, Standstill Since);

/// <summary>A waiting thread is offered to nobody: its author is muted, or its queue is paused.</summary>
/// <param name="Muted">The author; else the queue.</param>
public sealed record HeldBack(bool Muted, Standstill Since);

/// <summary>What supervisors have stopped, for now.</summary>
public sealed record ReadStandstills : Query;

public sealed record StandstillsView(PausedQueue[] Queues, MutedAuthor[] Authors) : View;

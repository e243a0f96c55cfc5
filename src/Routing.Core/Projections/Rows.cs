using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>A thread as lists show it: fed by events, rebuilt from them, never decided on.</summary>
/// <param name="State">waiting, offered, assigned, awaitingCustomer, parked, resolved or joined.</param>
public sealed record ThreadRow(
    ThreadId Thread, CustomerKey Customer, string Channel, string State, QueueId? Queue, AgentId? Agent, ThreadId? JoinedInto,
    Urgency Urgency, string Topic, string Language, Instant Since, Instant? Deadline, long RankKey, int Messages, int Unanswered,
    MessageKey Newest, Instant UpdatedAt);

/// <summary>What of a list of threads is wanted; null means any.</summary>
/// <param name="Text">Words in message texts.</param>
public sealed record ThreadFilter(string? State, QueueId? Queue, AgentId? Agent, CustomerKey? Customer, string? Text);

/// <summary>A page of a list.</summary>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>One entry of the workspace's ordered, replayable feed.</summary>
/// <param name="Cursor">Rises by one per entry of a workspace; given by one writer.</param>
/// <param name="Type">Such as <c>thread.assigned</c>.</param>
/// <param name="Json">The event's data, without texts.</param>
public sealed record FeedEntry(long Cursor, string Workspace, string Type, ThreadId? Thread, AgentId? Agent, Instant At, string Json);

/// <summary>A reply on its way to its network.</summary>
/// <param name="Cursor">Order in which replies left.</param>
/// <param name="Attempts">Deliveries of the webhook so far; the id never changes.</param>
public sealed record OutboxItem(
    long Cursor, string Workspace, string Reply, ThreadId Thread, AgentId Agent, MessageKey To, Visibility Visibility, Instant At,
    ReplyStatus Status, MessageKey? As, string? Reason, int Attempts, Instant NextAttempt);

/// <summary>A message in its chain, for context: whoever wrote it.</summary>
/// <param name="Reply">The reply of ours that this is the network's copy of.</param>
public sealed record ChainMessage(
    MessageKey Message, MessageKey? Parent, MessageKey Chain, CustomerKey Author, bool Own, bool Repost, bool Deleted, Visibility Visibility,
    Instant CreatedAt, Instant ReceivedAt, string? Reply, string? BodyJson);

/// <summary>Counts of what is stored, for figures and checks.</summary>
public sealed record StoreCounts(long Messages, long Chains, long Threads, long Joined, long Quarantined, long FeedCursor);

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

/// <summary>What a person did: one line of the audit, which only grows. No texts of customers and no names.</summary>
/// <param name="Cursor">The feed's of the same event: rises, with gaps.</param>
/// <param name="Who">As tokens name them, whatever their role; or what did it by itself, such as <c>auto</c> or <c>grace time</c>.</param>
/// <param name="What">The type of the feed's entry.</param>
/// <param name="Agent">The agent it was about, where it was about one.</param>
/// <param name="Json">The event's data; <c>why</c> in it is the person's own reason.</param>
public sealed record AuditEntry(long Cursor, string Workspace, string Who, string What, ThreadId? Thread, AgentId? Agent, Instant At, string Json)
{
    /// <summary>Milliseconds by which the times of two entries may be in another order than their cursors: clocks of silos differ by less.</summary>
    public const long DisorderMs = 60_000;

    /// <summary>Under which persons it is found: who did it, and the agent to whom it was done where it was about no thread.</summary>
    public IEnumerable<string> Persons()
    {
        yield return Who;
        if (Thread is null && Agent is { } agent && agent != Who) yield return agent;
    }

    /// <summary>A person's name from that of the sender of a command.</summary>
    public static string PersonOf(string sender) =>
        sender.StartsWith("agent:", StringComparison.Ordinal) || sender.StartsWith("api:", StringComparison.Ordinal)
            ? sender[(sender.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : sender;
}

/// <summary>What of the audit is wanted; null means any.</summary>
/// <param name="Person">What they did, and what was done to them.</param>
/// <param name="From">At or after; <c>To</c>: before.</param>
public sealed record AuditFilter(ThreadId? Thread, string? Person, Instant? From, Instant? To)
{
    public bool Takes(AuditEntry entry) =>
        (Thread is null || entry.Thread == Thread) && (Person is null || entry.Persons().Contains(Person))
        && (From is not { } from || entry.At >= from) && (To is not { } to || entry.At < to);
}

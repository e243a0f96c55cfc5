using Routing.Core.Customers;

namespace Routing.Core.Threads;

/// <summary>The conversation: messages in order of arrival, replies, notes, and who holds it as the desk last said.</summary>
public sealed class ThreadState(ThreadId id)
{
    public ThreadId Id { get; } = id;

    public CustomerCard? Card { get; set; }

    public List<ThreadMessage> Messages { get; } = [];

    public List<ThreadReply> Replies { get; } = [];

    public List<ThreadNote> Notes { get; } = [];

    /// <summary>The newest <see cref="Limits.StepsPerThread"/> things that happened.</summary>
    public Queue<ThreadStep> Steps { get; } = new();

    /// <summary>See <see cref="Instructions"/>.</summary>
    public List<ThreadCommand> Early { get; } = [];

    /// <summary>What the desk was last told; null before the first message.</summary>
    public Report? Report { get; set; }

    public Phase Phase => JoinedInto is not null ? Phase.Joined : Report?.Phase ?? Phase.Resolved;

    public Instant? ParkedUntil { get; set; }

    public Instant? AwaitingSince { get; set; }

    public ThreadId? JoinedInto { get; set; }

    public Holding Holding { get; set; }

    public AgentId? Agent { get; set; }

    public long Epoch { get; set; }

    /// <summary>Whoever holds it and may act on it.</summary>
    public AgentId? Owner => Holding == Holding.Assigned ? Agent : null;

    /// <summary>The last one, if it ever was handed over at the end of a shift.</summary>
    public HandOver? HandOver { get; set; }

    public bool Exists => Card is not null;

    public ThreadMessage? Find(MessageKey message) => Messages.Find(known => known.Message == message);

    public ThreadReply? FindReply(string id) => Replies.Find(reply => reply.Id == id);
}

/// <summary>A thread as it is stored.</summary>
public sealed record ThreadSnapshot(
    CustomerCard? Card, ThreadMessage[] Messages, ThreadReply[] Replies, ThreadNote[] Notes, ThreadStep[] Steps, Report? Report,
    Instant? ParkedUntil, Instant? AwaitingSince, ThreadId? JoinedInto, Holding Holding, AgentId? Agent, long Epoch,
    ThreadCommand[] Early, HandOver? HandOver = null);

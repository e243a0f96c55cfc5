using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>A thread's row while events are folded into it: what the thread says of itself and what the desk says of its holder,
/// kept apart, since either may be ahead of the other. Each of the two speaks in order, so no epoch is needed.</summary>
public sealed class ThreadStanding(ThreadId thread)
{
    public ThreadId Thread { get; } = thread;

    public CustomerKey Customer { get; set; } = new("");

    public string Channel { get; set; } = "";

    public Phase Phase { get; set; }

    public Holding Holding { get; set; }

    public QueueId? Queue { get; set; }

    public AgentId? Agent { get; set; }

    public ThreadId? JoinedInto { get; set; }

    public Reading Reading { get; set; } = Reading.Unknown;

    public Instant Since { get; set; }

    public Instant? Deadline { get; set; }

    public long RankKey { get; set; }

    public int Messages { get; set; }

    public int Unanswered { get; set; }

    public MessageKey Newest { get; set; } = new("");

    public Instant UpdatedAt { get; set; }

    /// <summary>Receipt of its first message that asks for an answer; null: there was none.</summary>
    public Instant? OpenedAt { get; set; }

    /// <summary>We have replied before.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Of which wait <see cref="Deadline"/> is: what the desk last ranked.</summary>
    public Instant RankedSince { get; set; }

    /// <summary>The desk has heard that it asks for somebody.</summary>
    public bool Asks { get; set; }

    /// <summary>Since when it takes its agent's slot; null: it takes none.</summary>
    public Instant? HandledSince { get; set; }

    public string State => Phase switch
    {
        Phase.Joined => "joined",
        Phase.Resolved => "resolved",
        Phase.Parked => "parked",
        Phase.AwaitingCustomer => "awaitingCustomer",
        _ => Holding switch { Holding.Offered => "offered", Holding.Assigned => "assigned", _ => "waiting" },
    };

    public ThreadRow ToRow() => new(
        Thread, Customer, Channel, State, Queue, Agent, JoinedInto, Reading.Urgency, Reading.Topic, Reading.Language, Since, Deadline, RankKey,
        Messages, Unanswered, Newest, UpdatedAt);

    internal void Held(Holding holding, AgentId? agent) => (Holding, Agent) = (holding, agent);

    internal void Ranked(Need need, Rank rank) => (Queue, RankKey, Deadline, RankedSince) = (need.Queue, rank.ListKey, rank.Deadline, rank.Since);

    internal void Reported(Report report)
    {
        Phase = report.Phase;
        Customer = report.Customer;
        Channel = report.Channel;
        Reading = report.Reading;
        Since = report.Since;
        Unanswered = report.Unanswered;
        Newest = report.Newest;
    }
}

using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>A thread on the board: what the desk last said of it. Changed only by <see cref="Board"/>.</summary>
public sealed class BoardThread(ThreadId thread)
{
    public ThreadId Thread { get; } = thread;

    public QueueId Queue { get; internal set; } = "";

    public Holding Holding { get; internal set; }

    public AgentId? Agent { get; internal set; }

    public long Epoch { get; internal set; }

    public bool HoldsSlot { get; internal set; }

    /// <summary>When its agent got it.</summary>
    public Instant HeldSince { get; internal set; }

    public Instant? OfferUntil { get; internal set; }

    public Report? Report { get; internal set; }

    public Rank? Rank { get; internal set; }

    /// <summary>What it asks of an agent.</summary>
    public Need? Need { get; internal set; }

    /// <summary>A queue that a person chose, instead of the policy's.</summary>
    public QueueId? Chosen { get; internal set; }

    /// <summary>The deadline of this waiting has been counted as missed.</summary>
    internal bool Expired { get; set; }

    /// <summary>What its agent's load counts for it.</summary>
    internal int Cost { get; set; }

    /// <summary>Number of the board's change that touched it last.</summary>
    public long Changed { get; internal set; }

    /// <summary>Its author is muted: it is shown, and counts for nothing until the author is heard again.</summary>
    public bool Muted { get; internal set; }

    public bool Waits => Holding == Holding.Waiting && Report?.Phase == Phase.Open && !Muted;

    /// <summary>waiting, muted, offered, assigned, awaitingCustomer or parked.</summary>
    public string State => Report?.Phase switch
    {
        Phase.AwaitingCustomer => "awaitingCustomer",
        Phase.Parked => "parked",
        _ => Holding switch { Holding.Offered => "offered", Holding.Assigned => "assigned", _ => Muted ? "muted" : "waiting" },
    };
}

/// <summary>An agent on the board.</summary>
public sealed class BoardAgent(AgentId agent)
{
    public AgentId Agent { get; } = agent;

    public string Name { get; internal set; } = agent;

    public IReadOnlyList<Policies.SkillLevel> Skills { get; internal set; } = [];

    public int Slots { get; internal set; }

    public int Used { get; internal set; }

    /// <summary>What all that is held takes, in hundredths of a slot.</summary>
    public int Load { get; internal set; }

    /// <summary>Skills and slots are other than usual for a while; null: they are as usual.</summary>
    public Temporary? Temporary { get; internal set; }

    /// <summary>When the shift that runs ends; null: none does.</summary>
    public Instant? ShiftUntil { get; internal set; }

    public bool Ready { get; internal set; }

    /// <summary>offline, available, away, busy, break, training or draining.</summary>
    public string Status { get; internal set; } = "offline";

    public long Changed { get; internal set; }

    internal HashSet<ThreadId> Holds { get; } = [];

    /// <summary>Threads that the agent holds or is offered.</summary>
    public IReadOnlyCollection<ThreadId> Held => Holds;
}

/// <summary>A queue on the board.</summary>
public sealed class BoardQueue(QueueId queue)
{
    public QueueId Queue { get; } = queue;

    public int Waiting => ByRank.Count;

    public int Offered { get; internal set; }

    public int Assigned { get; internal set; }

    public Instant? OldestWaiting => BySince.Count == 0 ? null : new Instant(BySince.Min.Since);

    public AnswerFigures Answers { get; } = new();

    /// <summary>Nothing of it is offered; null: it is open.</summary>
    public Standstill? Paused { get; internal set; }

    /// <summary>All its agents are offline since then; null: somebody is there, or nobody was yet.</summary>
    public Instant? UnstaffedSince { get; internal set; }

    internal SortedSet<(long Key, ThreadId Thread)> ByRank { get; } = new(Order);

    internal SortedSet<(long Since, ThreadId Thread)> BySince { get; } = new(Order);

    private static readonly Comparer<(long, string)> Order = Comparer<(long, string)>.Create(static (a, b) =>
        a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2));
}

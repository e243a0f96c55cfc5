using Routing.Load.Quality.Desks;
using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>What a policy is in the comparison.</summary>
public enum Role
{
    /// <summary>The desk that ships.</summary>
    Ours,
    /// <summary>The desk that ships, set otherwise.</summary>
    OursOtherwise,
    /// <summary>What a peer does, by arrival, priority or age.</summary>
    Peer,
    /// <summary>What a peer does, by deadline.</summary>
    DeadlinePeer,
    /// <summary>Known from papers, or an upper bound; done by nobody.</summary>
    Reference,
}

/// <param name="Id">Short, for JSON.</param>
/// <param name="Row">In the published study; 0: none.</param>
/// <param name="Setting">Of the desk, where it is ours.</param>
/// <param name="Pooled">Every agent has every skill.</param>
public sealed record Contender(string Id, int Row, string Title, Role Role, Func<IRouter>? Router, bool Pooled = false,
    Setting Setting = Setting.Shipped);

/// <summary>Who is compared, on equal arrivals, work and patience.</summary>
public static class Catalogue
{
    private const double RelaxAfter = 60;

    public const string FifoLongestIdle = "fifoIdle";
    public const string PriorityLoad = "priorityLoad";
    public const string Unweighted = "prototype11";
    public const string Prototype = "prototype12";
    public const string PooledSte = "pooled";

    public const string Ours = "ours";
    public const string OursFewest = "oursFewest";
    public const string OursOverflow = "oursOverflow";

    public static readonly Contender[] Desk =
    [
        new(Ours, 0, "ours: the desk that ships", Role.Ours, null),
        new(OursFewest, 0, "ours, dial at fewest misses", Role.OursOtherwise, null, Setting: Setting.FewestMisses),
        new(OursOverflow, 0, "ours, one overflow slot", Role.OursOtherwise, null, Setting: Setting.OverflowSlot),
    ];

    public static readonly string[] StrictPriority = ["priorityIdle", PriorityLoad, "priorityBest"];

    public static IReadOnlyList<Contender> All => [.. Desk, .. Others];

    public static readonly Contender[] Others =
    [
        new("push", 1, "push at arrival, in turn, no cap", Role.Peer, () => new PushAtArrival()),
        new(FifoLongestIdle, 2, "first come, longest idle", Role.Peer, () => new SharedQueue(new Fifo(), new LongestIdle())),
        new("fifoCount", 3, "first come, least count", Role.Peer, () => new SharedQueue(new Fifo(), new LeastCount())),
        new("priorityIdle", 4, "strict priority, longest idle", Role.Peer, () => new SharedQueue(new StrictPriority(), new LongestIdle())),
        new(PriorityLoad, 5, "strict priority, least load", Role.Peer, () => new SharedQueue(new StrictPriority(), new LoadRatio())),
        new("priorityBest", 6, "strict priority, best worker", Role.Peer, () => new SharedQueue(new StrictPriority(), new BestWorker())),
        new("ageing", 7, "linear ageing, best skill, relaxed after 1 min", Role.Peer,
            () => new SharedQueue(new LinearAgeing(), new BestWorker(), RelaxAfter)),
        new("edf", 8, "earliest deadline, least load", Role.DeadlinePeer, () => new SharedQueue(new EarliestDeadline(), new LoadRatio())),
        new("gcmu", 9, "generalised c-mu, least load", Role.Reference, () => new SharedQueue(new GeneralisedCmu(), new LoadRatio())),
        new("ste", 10, "shortest time to extinction", Role.Reference, () => new SharedQueue(new ShortestTimeToExtinction(), new LoadRatio())),
        new(Unweighted, 11, "miss-index, unweighted (prototype)", Role.Reference, () => new SharedQueue(new MissIndex(0), new LeastPrice())),
        new(Prototype, 12, "miss-index, dial .5 (prototype)", Role.Reference, () => new SharedQueue(new MissIndex(.5), new LeastPrice())),
        new(PooledSte, 16, "if every agent could do everything", Role.Reference,
            () => new SharedQueue(new ShortestTimeToExtinction(), new LoadRatio()), Pooled: true),
    ];
}

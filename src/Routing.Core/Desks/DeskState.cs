using Routing.Core.Desks.Matching;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>The desk in memory: all agents and all open threads of a workspace, and the indexes that make a decision cheap.</summary>
/// <remarks>Changed by <see cref="DeskDecider.Evolve"/> alone. The indexes follow from the rest and are not stored.</remarks>
public sealed class DeskState
{
    /// <summary>Where the measure of order changes with it, set only while nothing is filed for matching.</summary>
    public Policy Policy
    {
        get;
        set
        {
            field = value;
            (DearestCost, IsPlain) = (value.DearestCost(), value.IsPlain());
            Matching.Under(value.Rank);
        }
    } = Policy.Default;

    /// <summary>Hundredths of a slot that must be free for an agent to be offered anything.</summary>
    public int DearestCost { get; private set; } = Policy.Default.DearestCost();

    /// <summary>A thread takes a slot while it asks for an answer, and nothing otherwise: slots are counted.</summary>
    public bool IsPlain { get; private set; } = Policy.Default.IsPlain();

    /// <summary>Offers made before this instant cannot be missed: we were down in between.</summary>
    public Instant UpSince { get; set; }

    /// <summary>Of the newest offer or assignment on this desk; so epochs of one thread strictly rise, even when it comes back.</summary>
    public long LastEpoch { get; set; }

    public Dictionary<AgentId, DeskAgent> Agents { get; } = new(StringComparer.Ordinal);

    public Dictionary<ThreadId, DeskThread> Threads { get; } = new(StringComparer.Ordinal);

    public ThreadRow Row { get; } = new();

    /// <summary>Threads that one slice of a new policy ranks at most; a desk with no more takes it in one turn. Tests take small ones.</summary>
    internal int PolicySlice { get; set; } = Limits.PolicySlice;

    /// <summary>Threads that one agent hands over in one turn at most. Simulations take small ones and long pauses, to be cut off in the middle.</summary>
    public int HandOverSlice { get; set; } = Limits.HandOverSlice;

    /// <summary>Milliseconds between two turns of one hand-over: others get theirs in between.</summary>
    public int HandOverPauseMs { get; set; } = 5;

    /// <summary>The one door to matching.</summary>
    public Matcher Matching { get; } = new(Policy.Default.Rank);

    public Deadlines Deadlines { get; } = new();

    /// <summary>The newest <see cref="Limits.MovesRemembered"/> moves of many threads, the newest last: these can be taken back.</summary>
    public List<DeskMove> Moves { get; } = [];

    /// <summary>Plans that can be made, the newest last.</summary>
    public List<PlanKept> Plans { get; } = [];

    public PressingThreads Pressing { get; } = new();

    /// <summary>Queues of which nothing is offered.</summary>
    public Dictionary<QueueId, Standstill> Paused { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues that have opening hours.</summary>
    public Dictionary<QueueId, QueueHours> Hours { get; } = new(StringComparer.Ordinal);

    /// <summary>Open queues whose agents are all offline, since when.</summary>
    public Dictionary<QueueId, Instant> Unstaffed { get; } = new(StringComparer.Ordinal);

    public Staffing Staffing { get; } = new();

    /// <summary>Agents who are draining and have nothing left that asks for them. An index.</summary>
    internal SortedSet<AgentId> Drained { get; } = new(StringComparer.Ordinal);

    /// <summary>Authors whose threads are offered to nobody.</summary>
    public Dictionary<CustomerKey, Standstill> Muted { get; } = [];

    public AuthorThreads Authors { get; } = new();
}

/// <summary>An agent as the desk knows them. Removed agents stay while their actor may still report presence.</summary>
public sealed class DeskAgent(AgentId id)
{
    public AgentId Id { get; } = id;

    public string Name { get; set; } = "";

    public Dictionary<string, int> Skills { get; } = new(StringComparer.Ordinal);

    public int Slots { get; set; }

    public long PresenceVersion { get; set; }

    public bool Ready { get; set; }

    /// <summary>Offline: nothing can be given to them, not even by a supervisor. So is who never connected.</summary>
    public bool Gone { get; set; } = true;

    /// <summary>They say that they finish what they hold and go.</summary>
    public bool Drains { get; set; }

    /// <summary>Not (or no longer) one of this desk's agents; only the presence is remembered.</summary>
    public bool Removed { get; set; } = true;

    /// <summary>Offers missed in a row.</summary>
    public int Misses { get; set; }

    /// <summary>Zero when not cooling down.</summary>
    public Instant CoolUntil { get; set; }

    /// <summary>When the agent last had a slot freed or became ready: the longest idle goes first among equals.</summary>
    public Instant FreeSince { get; set; }

    /// <summary>Threads that hold a slot, offered or assigned.</summary>
    public int Used { get; set; }

    /// <summary>What all that is held takes, in hundredths of a slot. Follows from the threads and the policy.</summary>
    public int Taken { get; set; }

    /// <summary>Slots of resolved threads in which nothing is offered yet.</summary>
    public List<WrapUp> WrapUps { get; } = [];

    /// <summary>Hundredths of a slot in which nothing is offered: what is held, and what is wrapped up.</summary>
    public int Busy { get; set; }

    /// <summary>Hundredths of a slot.</summary>
    public int Capacity => Slots * 100;

    /// <summary>Threads that they have room for at once, and those that there is room for now, each taken to cost as much as the dearest: nothing
    /// is offered by another measure.</summary>
    public int Places { get; set; }

    public int Room { get; set; }

    public int OpenOffers { get; set; }

    /// <summary>All threads that this agent is offered or holds, with or without a slot.</summary>
    public HashSet<ThreadId> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Null: none is known of.</summary>
    public DeskShift? Shift { get; set; }

    /// <summary>What they leave behind is being handed over.</summary>
    public DeskHandOver? HandOver { get; set; }

    /// <summary>Skills and slots are not the usual ones, for a while.</summary>
    public Temporary? Temporary { get; set; }

    /// <summary>Waiting threads that they had last.</summary>
    public HashSet<ThreadId> Knows { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether offers may be made, by what they say and by their shift.</summary>
    public bool IsOnDuty => Ready && HandOver is null && Shift is not { Drains: true };

    public Standing Standing { get; set; } = Standing.Removed;

    /// <summary>Step of what is asked of agents like this one; see <see cref="AgentPrice"/>.</summary>
    public int Price { get; set; }

    /// <summary>Step of the threads that wait for somebody like this one.</summary>
    public byte Load { get; set; }

    /// <summary>Skills as the matcher reads them.</summary>
    internal ushort[] Has { get; set; } = [];

    /// <summary>The matcher's number for this agent; −1 before it has one.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>To be looked at by the matcher in this turn.</summary>
    internal bool Pending { get; set; }

    public bool Covers(Need need) => Meets(need.Skills) || (need.Also is { } also && Array.Exists(also, Meets));

    private bool Meets(SkillLevel[] skills)
    {
        foreach (var required in skills)
        {
            if (Skills.GetValueOrDefault(required.Skill) < required.Level) return false;
        }

        return true;
    }
}

/// <summary>Whether an agent can be offered something now, and if not, the first reason.</summary>
public enum Standing
{
    Removed = 0,
    /// <summary>They say so, or their shift ends too soon.</summary>
    NotReady = 1,
    CoolingDown = 2,
    Full = 3,
    Free = 4,
}

/// <summary>An open thread on the desk.</summary>
public sealed class DeskThread(ThreadId id, Report report, Need need, Rank rank)
{
    public ThreadId Id { get; } = id;

    public Report Report { get; set; } = report;

    public Need Need { get; set; } = need;

    public Rank Rank { get; set; } = rank;

    /// <summary>A queue that a person chose, instead of the policy's.</summary>
    public QueueId? ChosenQueue { get; set; }

    /// <summary>Who raised or lowered it, as its rank says; null: nobody did.</summary>
    public Standstill? PriorityBy { get; set; }

    public Holding Holding { get; set; }

    public AgentId? Agent { get; set; }

    public long Epoch { get; set; }

    public bool HoldsSlot { get; set; }

    /// <summary>Offered or assigned since: of two holders the earlier stays.</summary>
    public Instant HeldSince { get; set; }

    public Instant OfferUntil { get; set; } = Instant.Never;

    public bool Shown { get; set; }

    public AgentId? Preferred { get; set; }

    public Instant PreferredUntil { get; set; }

    public List<Passed> Passed { get; } = [];

    /// <summary>Who had it last, while it waits.</summary>
    public AgentId? Knows { get; set; }

    public Why? Why { get; set; }

    /// <summary>Until then its holder is taken to be writing an answer.</summary>
    public Instant TypingUntil { get; set; }

    /// <summary>When a move of many threads last moved it.</summary>
    public Instant MovedAt { get; set; }

    /// <summary>It waits and its deadline is near enough for a full agent to be offered it.</summary>
    public bool IsPressing { get; set; }

    /// <summary>The matcher's number for this thread while it is filed there; −1 otherwise.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>In the desk's <see cref="ThreadRow"/>.</summary>
    internal int Place { get; set; }

    /// <summary>See <see cref="AuthorThreads"/>.</summary>
    internal DeskThread? NextOfAuthor { get; set; }

    internal DeskThread? PreviousOfAuthor { get; set; }

    /// <summary>Somebody is wanted: it asks for an answer and nobody holds it.</summary>
    public bool Wants => Holding == Holding.Waiting && Report.Phase == Phase.Open;

    /// <summary>It has a place in the order of service: it wants somebody, and its author is not muted.</summary>
    public bool IsFiled => Slot >= 0;

    /// <summary>Whether it may go to this agent now: not passed over lately, not waiting for another.</summary>
    public bool MayGoTo(AgentId agent, Instant now) =>
        (Preferred is null || Preferred == agent || PreferredUntil <= now) && !Passed.Exists(passed => passed.Agent == agent && passed.Until > now);
}

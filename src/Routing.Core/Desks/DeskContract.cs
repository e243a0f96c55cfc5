using System.Text.Json.Serialization;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ReportThread), "report")]
[JsonDerivedType(typeof(JoinThreads), "join")]
[JsonDerivedType(typeof(SetAgent), "setAgent")]
[JsonDerivedType(typeof(RemoveAgent), "removeAgent")]
[JsonDerivedType(typeof(SetReady), "setReady")]
[JsonDerivedType(typeof(ShowedOffer), "showed")]
[JsonDerivedType(typeof(Accept), "accept")]
[JsonDerivedType(typeof(Decline), "decline")]
[JsonDerivedType(typeof(Take), "take")]
[JsonDerivedType(typeof(ReturnToQueue), "return")]
[JsonDerivedType(typeof(Transfer), "transfer")]
[JsonDerivedType(typeof(SetPolicy), "setPolicy")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(DeskWake), "wake")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(SetShiftEnd), "setShiftEnd")]
[JsonDerivedType(typeof(EndShift), "endShift")]
[JsonDerivedType(typeof(ApplyMove), "applyMove")]
[JsonDerivedType(typeof(KeepPlan), "keepPlan")]
[JsonDerivedType(typeof(MakeMove), "makeMove")]
[JsonDerivedType(typeof(NoteTyping), "typing")]
[JsonDerivedType(typeof(UndoMove), "undoMove")]
[JsonDerivedType(typeof(PauseQueue), "pauseQueue")]
[JsonDerivedType(typeof(ReopenQueue), "reopenQueue")]
[JsonDerivedType(typeof(MuteAuthor), "muteAuthor")]
[JsonDerivedType(typeof(UnmuteAuthor), "unmuteAuthor")]
[JsonDerivedType(typeof(SetAgentUntil), "setAgentUntil")]
[JsonDerivedType(typeof(EndTemporary), "endTemporary")]
[JsonDerivedType(typeof(SetPriority), "setPriority")]
public abstract record DeskCommand : Command;

/// <summary>From a thread: this is how I stand now. A report older than the last one taken changes nothing.</summary>
public sealed record ReportThread(ThreadId Thread, Report Report) : DeskCommand;

/// <summary>From a thread that ended by joining another: what it held here is the other's.</summary>
public sealed record JoinThreads(ThreadId From, ThreadId Into) : DeskCommand;

/// <summary>Who an agent is and what they can do. Levels 1–5; slots 1–100.</summary>
/// <param name="Why">At most <see cref="Limits.IdChars"/> characters, as everywhere.</param>
public sealed record SetAgent(AgentId Agent, string Name, SkillLevel[] Skills, int Slots, string? By = null, string? Why = null) : DeskCommand;

/// <summary>The agent leaves; what they hold goes back to the queue with its age.</summary>
public sealed record RemoveAgent(AgentId Agent, string? By = null, string? Why = null) : DeskCommand;

/// <summary>From the agent's actor: whether offers may be made, and whether work must be handed over.</summary>
/// <param name="Version">Of the agent's presence: an older one changes nothing.</param>
/// <param name="Gone">Offline for longer than the grace time: what the agent holds goes back to the queue.</param>
/// <param name="Drains">They finish what they hold and go: they are told when nothing of it asks for them any more.</param>
public sealed record SetReady(
    AgentId Agent, long Version, bool Ready, bool Gone, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Drains = false)
    : DeskCommand;

/// <summary>The agent's client says that the offer is on the screen: only then can it be missed.</summary>
public sealed record ShowedOffer(AgentId Agent, ThreadId Thread, long Epoch) : DeskCommand;

public sealed record Accept(AgentId Agent, ThreadId Thread, long Epoch) : DeskCommand;

public sealed record Decline(AgentId Agent, ThreadId Thread, long Epoch, string Reason) : DeskCommand;

/// <summary>An agent takes a waiting thread by hand, within capacity.</summary>
public sealed record Take(AgentId Agent, ThreadId Thread) : DeskCommand;

/// <param name="Agent">Who holds it; null when a supervisor takes it back.</param>
public sealed record ReturnToQueue(AgentId? Agent, ThreadId Thread, string By, string? Note) : DeskCommand;

/// <param name="Agent">Who holds it; null when a supervisor moves it.</param>
/// <param name="ToAgent">One of this and <c>ToQueue</c>.</param>
public sealed record Transfer(AgentId? Agent, ThreadId Thread, AgentId? ToAgent, QueueId? ToQueue, string By, string? Note) : DeskCommand;

public sealed record SetPolicy(Policy Policy, string By, string? Why = null) : DeskCommand;

/// <summary>The host was down until now: offers that were open meanwhile cannot be missed.</summary>
public sealed record Resume : DeskCommand;

public sealed record DeskWake : DeskCommand;

/// <summary>The customer went before anybody answered: the thread leaves the desk unanswered. One that an agent holds stays theirs to
/// resolve; one that reports itself again is back, with its age.</summary>
public sealed record Withdraw(ThreadId Thread) : DeskCommand;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ThreadReported), "reported")]
[JsonDerivedType(typeof(ThreadsMerged), "merged")]
[JsonDerivedType(typeof(AgentSet), "agentSet")]
[JsonDerivedType(typeof(AgentRemoved), "agentRemoved")]
[JsonDerivedType(typeof(ReadySet), "readySet")]
[JsonDerivedType(typeof(OfferMade), "offered")]
[JsonDerivedType(typeof(OfferShown), "shown")]
[JsonDerivedType(typeof(OfferAccepted), "accepted")]
[JsonDerivedType(typeof(OfferEnded), "offerEnded")]
[JsonDerivedType(typeof(ThreadAssigned), "assigned")]
[JsonDerivedType(typeof(ThreadReturned), "returned")]
[JsonDerivedType(typeof(ThreadLeft), "left")]
[JsonDerivedType(typeof(SlotFreed), "slotFreed")]
[JsonDerivedType(typeof(SlotTaken), "slotTaken")]
[JsonDerivedType(typeof(PreferenceEnded), "preferenceEnded")]
[JsonDerivedType(typeof(PassesForgotten), "passesForgotten")]
[JsonDerivedType(typeof(CoolDownEnded), "coolDownEnded")]
[JsonDerivedType(typeof(PolicySet), "policySet")]
[JsonDerivedType(typeof(ThreadsReranked), "reranked")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(RequirementRelaxed), "relaxed")]
[JsonDerivedType(typeof(WrapUpEnded), "wrapUpEnded")]
[JsonDerivedType(typeof(ThreadPressed), "pressed")]
[JsonDerivedType(typeof(PricesRefreshed), "pricesRefreshed")]
[JsonDerivedType(typeof(ShiftEndSet), "shiftEndSet")]
[JsonDerivedType(typeof(DrainBegan), "drainBegan")]
[JsonDerivedType(typeof(HandOverBegun), "handOverBegun")]
[JsonDerivedType(typeof(HandOverPaused), "handOverPaused")]
[JsonDerivedType(typeof(HandOverDone), "handOverDone")]
[JsonDerivedType(typeof(ThreadPreferred), "preferred")]
[JsonDerivedType(typeof(MoveApplied), "moveApplied")]
[JsonDerivedType(typeof(MoveUndone), "moveUndone")]
[JsonDerivedType(typeof(PlanKept), "planKept")]
[JsonDerivedType(typeof(TypingNoted), "typingNoted")]
[JsonDerivedType(typeof(QueuePaused), "queuePaused")]
[JsonDerivedType(typeof(QueueReopened), "queueReopened")]
[JsonDerivedType(typeof(AuthorMuted), "authorMuted")]
[JsonDerivedType(typeof(AuthorUnmuted), "authorUnmuted")]
[JsonDerivedType(typeof(AgentSetUntil), "agentSetUntil")]
[JsonDerivedType(typeof(TemporaryEnded), "temporaryEnded")]
[JsonDerivedType(typeof(PrioritySet), "prioritySet")]
[JsonDerivedType(typeof(AgentDrained), "agentDrained")]
[JsonDerivedType(typeof(QueueTurned), "queueTurned")]
[JsonDerivedType(typeof(QueueUnstaffed), "queueUnstaffed")]
[JsonDerivedType(typeof(QueueStaffed), "queueStaffed")]
public abstract record DeskEvent : Event;

/// <summary>A thread is on the desk, or what it needs changed.</summary>
/// <param name="Rank">Computed under the policy of that moment; integers, so that replay never recomputes.</param>
public sealed record ThreadReported(ThreadId Thread, Report Report, Need Need, Rank Rank) : DeskEvent;

/// <param name="Agent">Holder after the merge, if any.</param>
/// <param name="FreedAgent">Who lost the other one's slot, without blame.</param>
/// <param name="Winner">Whose place is kept (<c>From</c> or <c>Into</c>).</param>
/// <param name="Need">With the rank: those of <c>From</c>, where <c>Into</c> was not on the desk and so has them now; else null.</param>
public sealed record ThreadsMerged(
    ThreadId From, ThreadId Into, ThreadId Winner, AgentId? Agent, AgentId? FreedAgent, Holding Holding, long Epoch, Instant At,
    Need? Need = null, Rank? Rank = null) : DeskEvent;

/// <param name="By">Null in what was stored before this was kept; likewise in <see cref="AgentRemoved"/>.</param>
public sealed record AgentSet(AgentId Agent, string Name, SkillLevel[] Skills, int Slots, string? By = null, string? Why = null) : DeskEvent;

public sealed record AgentRemoved(AgentId Agent, string? By = null, string? Why = null) : DeskEvent;

public sealed record ReadySet(
    AgentId Agent, long Version, bool Ready, bool Gone, Instant At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Drains = false) : DeskEvent;

/// <summary>Who is draining has nothing left that is offered to them, open, or to be wrapped up.</summary>
public sealed record AgentDrained(AgentId Agent, long PresenceVersion, Instant At) : DeskEvent;

/// <param name="Why">What decided it; at most 64 bytes of numbers.</param>
/// <param name="OverCapacity">By the policy's slot for the most urgent.</param>
public sealed record OfferMade(
    ThreadId Thread, AgentId Agent, long Epoch, Instant At, Instant Until, Why Why,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OverCapacity = false) : DeskEvent;

public sealed record OfferShown(ThreadId Thread, AgentId Agent, long Epoch) : DeskEvent;

public sealed record OfferAccepted(ThreadId Thread, AgentId Agent, long Epoch, Instant At) : DeskEvent;

/// <summary>How an offer ended without being accepted. The numbers are stored.</summary>
public enum OfferEnd
{
    Declined = 1,
    /// <summary>It was on the screen and lapsed.</summary>
    Missed = 2,
    /// <summary>It lapsed, but never was on a screen, or we were down: nobody's fault.</summary>
    Undelivered = 3,
    /// <summary>Taken back: by a supervisor, by a join, because the thread needs no one any more.</summary>
    Revoked = 4,
}

/// <param name="Misses">In a row, after this one.</param>
/// <param name="CoolUntil">No offers to this agent until then.</param>
/// <param name="Away">The agent is set away.</param>
public sealed record OfferEnded(
    ThreadId Thread, AgentId Agent, long Epoch, OfferEnd End, string Reason, int Misses, Instant CoolUntil, bool Away, Instant PassedUntil, Instant At)
    : DeskEvent;

/// <summary>Given without an offer: taken by hand, or transferred.</summary>
/// <param name="OverCapacity">A supervisor's named override.</param>
/// <param name="Stood">A move is undone: so it stood with this agent before.</param>
public sealed record ThreadAssigned(
    ThreadId Thread, AgentId Agent, long Epoch, string Reason, string? By, string? Note, bool OverCapacity, AgentId? From, Instant At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Stood? Stood = null) : DeskEvent;

/// <summary>Back to the queue with its age.</summary>
/// <param name="Preferred">Who knows it, until when it waits for them.</param>
/// <param name="PassedUntil">Until when it is not offered to <c>From</c> again; zero if at once.</param>
/// <param name="Queue">Another queue than the policy's, if a person chose one.</param>
/// <param name="ByPolicy">The queue is the policy's again, after a person had chosen another.</param>
/// <param name="Stood">A move is undone: so it stood while it waited before.</param>
public sealed record ThreadReturned(
    ThreadId Thread, AgentId? From, long Epoch, string Reason, string? By, string? Note, AgentId? Preferred, Instant PreferredUntil,
    Instant PassedUntil, QueueId? Queue, Need? Need, Rank? Rank, Instant At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByPolicy = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Stood? Stood = null) : DeskEvent;

/// <summary>Resolved or joined: no longer on the desk.</summary>
/// <param name="WrapUp">What its agent is left of it; null: nothing.</param>
/// <param name="Epoch">Of the word that nobody holds it any more, where the thread had not heard that somebody did; 0: it knows.</param>
public sealed record ThreadLeft(
    ThreadId Thread, AgentId? Agent, bool Answered, Instant At, WrapUp? WrapUp = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Epoch = 0) : DeskEvent;

/// <summary>Time to finish what belongs to a resolved thread: until then nothing is offered in the room that it took.</summary>
/// <param name="Percent">Hundredths of a slot.</param>
public sealed record WrapUp(Instant Until, int Percent);

/// <summary>The agent's wrap-ups up to this instant are over.</summary>
public sealed record WrapUpEnded(AgentId Agent, Instant UpTo) : DeskEvent;

/// <summary>The thread stays with its agent but needs no slot now (parked, or awaiting the customer).</summary>
public sealed record SlotFreed(ThreadId Thread, AgentId Agent, Instant At) : DeskEvent;

/// <summary>The thread is open again and its agent had room.</summary>
public sealed record SlotTaken(ThreadId Thread, AgentId Agent, Instant At) : DeskEvent;

public sealed record PreferenceEnded(ThreadId Thread) : DeskEvent;

/// <summary>Those who passed the thread over up to this instant may get it again.</summary>
public sealed record PassesForgotten(ThreadId Thread, Instant UpTo) : DeskEvent;

public sealed record CoolDownEnded(AgentId Agent) : DeskEvent;

/// <param name="Ranked">All open threads; none if it is worked off in slices.</param>
/// <param name="SlicedFrom">On a large desk: threads are ranked by <see cref="ThreadsReranked"/> from this instant on.</param>
public sealed record PolicySet(Policy Policy, string By, ThreadRanked[] Ranked, Instant? SlicedFrom = null, string? Why = null) : DeskEvent;

/// <summary>A slice of the open threads under the new policy, from the end of those that were behind.</summary>
/// <param name="Behind">So many still are.</param>
/// <param name="Ranked">Those for which something changes, in the order of the slice.</param>
public sealed record ThreadsReranked(Instant At, int Behind, ThreadRanked[] Ranked) : DeskEvent;

/// <summary>A waiting thread under a new policy.</summary>
public sealed record ThreadRanked(ThreadId Thread, Need Need, Rank Rank);

public sealed record Resumed(Instant At) : DeskEvent;

/// <summary>All agents who could serve the queue are offline while it is open: nobody answers it until one comes.</summary>
public sealed record QueueUnstaffed(QueueId Queue, Instant At) : DeskEvent;

/// <summary>Somebody is back who can serve it, or nobody is missed any more.</summary>
/// <param name="IsClosed">Nobody is back: the queue closed.</param>
public sealed record QueueStaffed(
    QueueId Queue, Instant At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsClosed = false) : DeskEvent;

/// <summary>A queue that has opening hours opened or closed, or was found so under a new policy.</summary>
/// <param name="Until">When it turns the next time, or is looked at again.</param>
public sealed record QueueTurned(QueueId Queue, bool IsOpen, Instant Until, Instant At) : DeskEvent;

/// <summary>A step of a waiting thread's plan came due: it asks for less, or of more agents, than before.</summary>
public sealed record RequirementRelaxed(ThreadId Thread, Need Need, Rank Rank, Instant At) : DeskEvent;

/// <summary>A critical thread waits and is close to its deadline: full agents may be offered it as well.</summary>
public sealed record ThreadPressed(ThreadId Thread, Instant At) : DeskEvent;

/// <summary>What the desk measured of itself, a slice at a time: by it chances are told and scarce agents kept. Holds what changed.</summary>
/// <param name="Agents">So many agents of this round are done, in the order in which the desk came to know them; 0 begins a round.</param>
/// <param name="Needs">Likewise needs; they come after the agents.</param>
/// <param name="Last">The round is complete.</param>
public sealed record PricesRefreshed(Instant At, int Agents, int Needs, AgentPrice[] AgentPrices, NeedPrice[] NeedPrices, bool Last) : DeskEvent;

/// <summary>Steps, four to each doubling.</summary>
/// <param name="Price">Of the threads, in millionths, that wait or are expected for each free slot, over all needs that the agent can serve.</param>
/// <param name="Load">Of the threads that wait for somebody like this agent.</param>
public readonly record struct AgentPrice(AgentId Agent, int Price, int Load);

/// <param name="Need">The name of its class.</param>
/// <param name="TauSeconds">Mean time until somebody fit for it comes free for one that waits: one of eight steps from 60 to 1,200.</param>
/// <param name="Heat">Step, four to each doubling, of the threads in millionths that wait or are expected for each free slot.</param>
public readonly record struct NeedPrice(string Need, int TauSeconds, int Heat);

/// <summary>What a thread asks of an agent. Equal needs form a class: its threads are interchangeable but for rank.</summary>
/// <param name="Skills">An agent who has all of these can serve it.</param>
/// <param name="Also">Who has all of one of these can serve it as well: the agents of queues that it overflowed to. Null: nobody else.</param>
public sealed record Need(QueueId Queue, SkillLevel[] Skills, SkillLevel[][]? Also = null)
{
    /// <summary>Names the class; equal for equal needs: <c>billing|billing:3,lang:de:1/sales:2</c>.</summary>
    [JsonIgnore]
    public string Class => field ??= Skills.Length == 0 ? Queue : $"{Queue}|{string.Join('/', [Text(Skills), .. (Also ?? []).Select(Text)])}";

    public bool Equals(Need? other) => ReferenceEquals(this, other) || (other is not null && Class == other.Class);

    public override int GetHashCode() => Class.GetHashCode(StringComparison.Ordinal);

    private static string Text(SkillLevel[] skills) => string.Join(',', skills.Select(skill => $"{skill.Skill}:{skill.Level}"));
}

/// <summary>Why a thread is where it is in its queue: what does not change as time passes. The parts add up to the key.</summary>
/// <param name="Key">Milliseconds: <c>Deadline − Value − Influence</c>, or the age cap's if that is earlier.</param>
/// <param name="Deadline">By which it is to be answered: since, plus the service level, in opening hours.</param>
/// <param name="Weight">Thousandths of the logarithm of what a miss of it costs, the dial applied.</param>
/// <param name="ServiceSeconds">Its service level: lateness is measured in these.</param>
/// <param name="Steps">Of its queue's plan that are behind it.</param>
/// <param name="NextStep">When the next one is due; null if there is none.</param>
/// <param name="PressAt">From when it may go above an agent's slots; null: never.</param>
/// <param name="Priority">What a supervisor said of it.</param>
public sealed record Rank(
    long Key, Instant Since, Instant Deadline, Urgency Urgency, long ValueMs, long InfluenceMs, int PolicyVersion, int Weight = 0,
    int ServiceSeconds = 300,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Steps = 0, Instant? NextStep = null, Instant? PressAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Priority Priority = Priority.Usual)
{
    /// <summary>Milliseconds; further than two keys are ever apart.</summary>
    private const long Far = 10_000_000_000_000;

    /// <summary>By which lists show threads in the order of service, the smaller first: the key, but for what a supervisor raised or lowered.</summary>
    [JsonIgnore]
    public long ListKey => Key - ((long)Priority * Far);
}

/// <summary>What decided an offer, as far as it was seen on the way to it: a search stops once nothing better can be left.</summary>
/// <param name="Eligible">Agents (for an arrival) found who could serve it and had room.</param>
/// <param name="LackSkill">Agents (for an arrival) looked at that did not fit.</param>
/// <param name="Index">Thousandths of the rule's value at that moment.</param>
/// <param name="Waiting">Threads that waited then.</param>
/// <param name="RunnerUp">The next best agent (for an arrival) or the next thread of the same class (for a release).</param>
public sealed record Why(
    int PolicyVersion, long Key, bool ByArrival, int Eligible, int NotReady, int Full, int CoolingDown, int LackSkill, int Passed, int Waiting, string? RunnerUp,
    long Index = 0);

/// <summary>Why a thread waits, or why its agent has it.</summary>
public sealed record ExplainThread(ThreadId Thread) : Query;

/// <param name="Ahead">Threads of the same class that go first.</param>
/// <param name="Blocked">How many agents cannot take it, by reason; empty when it is held.</param>
/// <param name="Supply">Who has each skill that it needs; empty when it is held.</param>
/// <param name="HeldBack">It waits, and is offered to nobody.</param>
/// <param name="PriorityBy">Who raised or lowered it; null: nobody did.</param>
public sealed record ThreadExplained(
    bool OnDesk, Holding Holding, AgentId? Agent, long Epoch, Need? Need, Rank? Rank, int Ahead, Instant? OfferUntil, Why? Why,
    BlockedAgents? Blocked, AgentId? Preferred, Instant? PreferredUntil, SkillSupply[]? Supply = null,
    HeldBack? HeldBack = null, Standstill? PriorityBy = null) : View;

/// <summary>Each agent is counted once, by the first reason of: lacks a skill, is not ready, cools down, is full, passed it over or is not the
/// one that it waits for.</summary>
/// <param name="Draining">Of those who are not ready: their shift ends too soon.</param>
/// <param name="CoolUntil">When the first of those who cool down may get offers again.</param>
/// <param name="PassedUntil">When the first of those who passed it over may get it again.</param>
public sealed record BlockedAgents(
    int NotReady, int Full, int CoolingDown, int LackSkill, int Passed, int Free, Instant? CoolUntil = null, Instant? PassedUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Draining = 0);

/// <param name="Have">Agents who have the skill at the level.</param>
/// <param name="Ready">Of these, those who are ready, whether or not they have a slot.</param>
public sealed record SkillSupply(string Skill, int Level, int Have, int Ready);

/// <summary>One agent as the desk sees them.</summary>
public sealed record ReadDeskAgent(AgentId Agent) : Query;

/// <param name="Used">Threads that hold a slot.</param>
/// <param name="Load">Slots that all held threads take, with fractions; equal to <c>Used</c> where each takes one.</param>
/// <param name="WrapUps">Slots in which nothing is offered yet.</param>
public sealed record DeskAgentView(AgentId Agent, string Name, SkillLevel[] Skills, int Slots, int Used, bool Ready, bool Gone, Instant CoolUntil,
    int Misses, HeldThread[] Held, double Load = 0, WrapUp[]? WrapUps = null, DeskShift? Shift = null, DeskHandOver? HandOver = null,
    Temporary? Temporary = null) : View;

public sealed record HeldThread(ThreadId Thread, Holding Holding, long Epoch, Phase Phase, Instant? OfferUntil);

/// <summary>Everybody whose presence the desk is told of: its agents, and whoever else ever signed on.</summary>
public sealed record ReadPresences : Query;

public sealed record PresencesView(AgentId[] Agents) : View;

/// <summary>All agents' ids and the running policy: at start, and for lists.</summary>
public sealed record ReadDesk : Query;

public sealed record DeskView(Policy Policy, DeskAgentView[] Agents, int Threads, int Waiting) : View;

/// <summary>The whole desk as it is stored, to seed a replica that then follows its events.</summary>
/// <param name="InColumns">The copy may be as it is stored; see <see cref="DeskSnapshot.InRows"/>.</param>
public sealed record CopyDesk(bool InColumns = false) : Query;

public sealed record DeskCopy(DeskSnapshot Snapshot) : View;

using System.Text.Json.Serialization;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Agents;

/// <summary>What an agent is doing, as they or a supervisor say. Offers are made only to who is available; whatever is said, what is held stays held,
/// but for <see cref="Offline"/>. The numbers are stored.</summary>
public enum AgentStatus
{
    /// <summary>Signed out: what is open goes back to the queue with its age.</summary>
    Offline = 0,
    Available = 1,
    Away = 2,
    /// <summary>At work on something else, or on what they hold.</summary>
    Busy = 3,
    Break = 4,
    Training = 5,
    /// <summary>Finishes what they hold, and gets nothing more; signed out once nothing of it is open.</summary>
    Draining = 6,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Connect), "connect")]
[JsonDerivedType(typeof(Disconnect), "disconnect")]
[JsonDerivedType(typeof(TransportLost), "transportLost")]
[JsonDerivedType(typeof(SetStatus), "setStatus")]
[JsonDerivedType(typeof(TellOffer), "offer")]
[JsonDerivedType(typeof(TellOfferEnded), "offerEnded")]
[JsonDerivedType(typeof(TellAssigned), "assigned")]
[JsonDerivedType(typeof(TellFreed), "freed")]
[JsonDerivedType(typeof(TellNews), "news")]
[JsonDerivedType(typeof(AgentWake), "wake")]
[JsonDerivedType(typeof(PlanShifts), "planShifts")]
[JsonDerivedType(typeof(MoveShiftEnd), "moveShiftEnd")]
[JsonDerivedType(typeof(WriteHandOver), "writeHandOver")]
[JsonDerivedType(typeof(TellHandedOver), "handedOver")]
[JsonDerivedType(typeof(NoteActivity), "activity")]
[JsonDerivedType(typeof(TellDrained), "drained")]
public abstract record AgentCommand : Command;

/// <summary>A client called <c>Start</c> on a new connection.</summary>
/// <param name="Connection">Unique for ever; <c>Epoch</c> rises with each connection of this agent.</param>
/// <param name="IdleSeconds">Without a sign of a person for so long, who is available is set away; 0: never.</param>
public sealed record Connect(string Connection, long Epoch, int GraceSeconds, int IdleSeconds = 0) : AgentCommand;

public sealed record Disconnect(string Connection) : AgentCommand;

/// <summary>The edge that held the connections is gone (the process was restarted): all of them are.</summary>
/// <param name="Before">Connections whose epoch is lower are gone.</param>
public sealed record TransportLost(long Before) : AgentCommand;

/// <param name="By">Who sets it: the agent, or a supervisor.</param>
/// <param name="Why">Their reason, in their words; up to <see cref="Limits.IdChars"/> characters.</param>
public sealed record SetStatus(AgentStatus Status, string By, string? Why = null) : AgentCommand;

/// <summary>A person did something at the agent's client. Brings back who was set away for want of it.</summary>
public sealed record NoteActivity : AgentCommand;

/// <summary>From the desk.</summary>
public sealed record TellOffer(ThreadId Thread, long Epoch, Instant Until) : AgentCommand;

public sealed record TellOfferEnded(ThreadId Thread, long Epoch, OfferEnd End, string Reason, bool Away) : AgentCommand;

public sealed record TellAssigned(ThreadId Thread, long Epoch, string Reason, string? By) : AgentCommand;

/// <summary>The agent no longer holds the thread.</summary>
/// <param name="To">The colleague who got it at the end of a shift; null: nobody in particular.</param>
public sealed record TellFreed(ThreadId Thread, long Epoch, string Reason, string? By, AgentId? To = null) : AgentCommand;

/// <summary>Nothing that asks for the agent is left with them, who say that they are draining: they are signed out.</summary>
/// <param name="PresenceVersion">By which the desk went: whoever said something else since stays.</param>
public sealed record TellDrained(long PresenceVersion) : AgentCommand;

/// <summary>From a thread that this agent holds: something new in it.</summary>
/// <param name="Ref">The message's, reply's or note's key, where there is one.</param>
public sealed record TellNews(ThreadId Thread, ThreadNews News, string? Ref) : AgentCommand;

/// <summary>The numbers are public.</summary>
public enum ThreadNews
{
    MessageAdded = 1,
    MessageChanged = 2,
    MessageRemoved = 3,
    ReplySent = 4,
    ReplyFailed = 5,
    NoteAdded = 6,
    PhaseChanged = 7,
    CustomerChanged = 8,
    Joined = 9,
}

public sealed record AgentWake : AgentCommand;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Connected), "connected")]
[JsonDerivedType(typeof(Disconnected), "disconnected")]
[JsonDerivedType(typeof(StatusSet), "statusSet")]
[JsonDerivedType(typeof(Pushed), "pushed")]
[JsonDerivedType(typeof(ShiftsPlanned), "shiftsPlanned")]
[JsonDerivedType(typeof(ShiftEndMoved), "shiftEndMoved")]
[JsonDerivedType(typeof(HandOverWritten), "handOverWritten")]
[JsonDerivedType(typeof(ShiftBegan), "shiftBegan")]
[JsonDerivedType(typeof(ShiftEnding), "shiftEnding")]
[JsonDerivedType(typeof(ShiftMissed), "shiftMissed")]
[JsonDerivedType(typeof(BreakTurned), "breakTurned")]
[JsonDerivedType(typeof(ShiftEnded), "shiftEnded")]
[JsonDerivedType(typeof(ShiftHandedOver), "shiftHandedOver")]
[JsonDerivedType(typeof(ActivityNoted), "activityNoted")]
public abstract record AgentEvent : Event;

/// <param name="Ready">What the desk is to know: whether offers may be made.</param>
/// <param name="IdleSeconds">0 in what was stored before there was such a rule.</param>
/// <param name="Gone">Whether they are signed out for all that; false in what was stored before it was told.</param>
/// <param name="Drains">They say that they are draining; likewise.</param>
public sealed record Connected(
    string Connection, long Epoch, int GraceSeconds, long PresenceVersion, bool Ready, Instant At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int IdleSeconds = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Drains = false) : AgentEvent;

/// <param name="Connections">Those that ended.</param>
/// <param name="GraceUntil">If it was the last one: when the agent counts as offline.</param>
/// <param name="Gone">As in <see cref="Connected"/>: a tab that is closed after signing out does not bring anybody back.</param>
public sealed record Disconnected(
    string[] Connections, Instant? GraceUntil, long PresenceVersion, bool Ready, Instant At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Drains = false) : AgentEvent;

/// <param name="By">The agent or a supervisor; or what set it: <c>grace time</c>, <c>shift</c>, <c>missed offers</c>, <c>idle</c>, <c>activity</c>,
/// <c>drained</c>.</param>
/// <param name="Why">Their reason; null: none was given.</param>
/// <param name="From">What was said before; null in what was stored before this was.</param>
public sealed record StatusSet(
    AgentStatus Status, string By, long PresenceVersion, bool Ready, Instant At, Push Push,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentStatus? From = null) : AgentEvent;

/// <summary>Noted at most once in <see cref="Limits.ActivityNotedMs"/>, and only where the policy sets the idle away.</summary>
public sealed record ActivityNoted(Instant At) : AgentEvent;

public sealed record Pushed(Push Push) : AgentEvent;

/// <summary>One entry of an agent's push log: references only, the edge adds texts. Gapless per agent, from 1.</summary>
/// <param name="Ref">Of news the message, reply or note; of a thread freed at the end of a shift the colleague who got it; of a shift its id.</param>
public sealed record Push(
    long Sequence, PushKind Kind, ThreadId? Thread, long Epoch, Instant? Until, string? Ref, int Detail, string? Reason, Instant At);

/// <summary>The numbers are public.</summary>
public enum PushKind
{
    Offer = 1,
    /// <summary><c>Detail</c> is an <see cref="OfferEnd"/>.</summary>
    OfferEnded = 2,
    Assigned = 3,
    Freed = 4,
    /// <summary><c>Detail</c> is a <see cref="ThreadNews"/>.</summary>
    News = 5,
    /// <summary><c>Detail</c> is an <see cref="AgentStatus"/>.</summary>
    Status = 6,
    /// <summary><c>Detail</c> is a <see cref="ShiftNews"/>, <c>Ref</c> the shift, <c>Until</c> its end while it runs.</summary>
    Shift = 7,
}

/// <summary>Whether the agent is there, and what they say.</summary>
public sealed record ReadPresence : Query;

/// <param name="Why">The reason that was given for the status.</param>
/// <param name="IsIdle">Away for want of a sign of a person.</param>
/// <param name="Connections">Those that are open.</param>
/// <param name="GraceUntil">Set while none is: when the agent counts as offline.</param>
/// <param name="ActiveAt">The last sign of a person that was noted; zero where none is.</param>
public sealed record PresenceView(
    AgentStatus Status, string? Why, bool IsIdle, AgentConnection[] Connections, Instant? GraceUntil, Instant ActiveAt) : View;

/// <summary>What a client that has seen everything up to <c>Last</c> must get; null: everything.</summary>
public sealed record CatchUp(long? Last) : Query;

/// <param name="Missed">What the client missed, in order; null where it must take the snapshot in <c>Work</c> instead.</param>
/// <param name="Connections">Ids of those that are open.</param>
/// <param name="Work">What the agent holds or is offered now.</param>
public sealed record CaughtUp(long Sequence, Push[]? Missed, AgentStatus Status, string[] Connections, WorkItem[] Work) : View;

public sealed record WorkItem(ThreadId Thread, Holding Holding, long Epoch, Instant? Until);

using System.Text.Json.Serialization;
using Routing.Core.Customers;

namespace Routing.Core.Threads;

/// <summary>What the conversation itself is doing; who holds it is the desk's to say.</summary>
public enum Phase
{
    /// <summary>A customer's message is unanswered: somebody must act.</summary>
    Open = 0,
    AwaitingCustomer = 1,
    Parked = 2,
    Resolved = 3,
    /// <summary>Ended by becoming part of another thread.</summary>
    Joined = 4,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(AddMessage), "add")]
[JsonDerivedType(typeof(MoveMessage), "move")]
[JsonDerivedType(typeof(JoinInto), "joinInto")]
[JsonDerivedType(typeof(TakeMessage), "take")]
[JsonDerivedType(typeof(Absorb), "absorb")]
[JsonDerivedType(typeof(ChangeMessage), "change")]
[JsonDerivedType(typeof(RemoveText), "removeText")]
[JsonDerivedType(typeof(CustomerChanged), "customer")]
[JsonDerivedType(typeof(EraseThread), "erase")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(Resolve), "resolve")]
[JsonDerivedType(typeof(Park), "park")]
[JsonDerivedType(typeof(ParkFor), "parkFor")]
[JsonDerivedType(typeof(EndPark), "endPark")]
[JsonDerivedType(typeof(AddNote), "note")]
[JsonDerivedType(typeof(ReportSent), "reportSent")]
[JsonDerivedType(typeof(ReportFailed), "reportFailed")]
[JsonDerivedType(typeof(ThreadWake), "wake")]
public abstract record ThreadCommand : Command;

/// <summary>From the customer: this message is yours.</summary>
/// <param name="Origin">Whoever posted it is told once it is here, so that what the answer names can be read at once.</param>
public sealed record AddMessage(MessageKey Message, MessageKey Chain, MessageFacts Facts, CustomerCard Card, Origin Origin = default)
    : ThreadCommand, IAnswered;

/// <summary>From the customer: hand this message over to another thread.</summary>
public sealed record MoveMessage(MessageKey Message, ThreadId To, CustomerCard Card) : ThreadCommand;

/// <summary>From the customer: you are part of that thread; give it all you have and end.</summary>
public sealed record JoinInto(ThreadId Into, CustomerCard Card) : ThreadCommand;

/// <summary>From another thread of the same customer.</summary>
public sealed record TakeMessage(ThreadMessage Message, CustomerCard Card) : ThreadCommand;

/// <summary>From a thread that ended by joining this one.</summary>
public sealed record Absorb(ThreadId From, ThreadMessage[] Messages, ThreadReply[] Replies, ThreadNote[] Notes, CustomerCard Card) : ThreadCommand;

public sealed record ChangeMessage(MessageKey Message, Reading Reading, Instant At) : ThreadCommand;

/// <summary>From the customer: the message was deleted on its network; it no longer asks for an answer.</summary>
public sealed record RemoveText(MessageKey Message, Instant At) : ThreadCommand;

public sealed record CustomerChanged(CustomerCard Card) : ThreadCommand;

public sealed record EraseThread : ThreadCommand;

/// <summary>From the desk: who holds the thread now. Epochs of one thread strictly rise.</summary>
/// <param name="By">Who caused it, where a person did.</param>
/// <param name="Note">A note that came with a return or a transfer; its text is a body.</param>
public sealed record Place(Holding Holding, AgentId? Agent, long Epoch, string Reason, string? By, string? Note) : ThreadCommand;

/// <summary>Where the desk has put a thread.</summary>
public enum Holding
{
    Waiting = 0,
    Offered = 1,
    Assigned = 2,
}

/// <summary>An agent answers a message.</summary>
/// <param name="Id">Drawn by the client: also the reply's id and the outbox item's.</param>
/// <param name="SeenNewest">The newest customer message that the agent has on the screen.</param>
/// <param name="AllowMorePublic">The agent was asked and means it.</param>
/// <param name="WindowMs">Policy: for so long after the customer's newest message of this kind the network takes a reply; 0: always.</param>
public sealed record Reply(
    string Id, AgentId Agent, MessageKey To, Visibility Visibility, MessageKey SeenNewest, long TextHash, bool AllowMorePublic, long WindowMs = 0)
    : ThreadCommand;

/// <param name="Reopens">Policy: a later message reopens this thread instead of starting a new one.</param>
public sealed record Resolve(AgentId Agent, bool Reopens) : ThreadCommand;

public sealed record Park(AgentId Agent, Instant Until) : ThreadCommand;

/// <summary>A supervisor parks what somebody holds, before that agent. What waits cannot be parked: nobody would have it when it wakes.</summary>
public sealed record ParkFor(Instant Until, string By, string? Why) : ThreadCommand;

/// <summary>A supervisor ends a park before its time, whoever began it.</summary>
public sealed record EndPark(string By, string? Why) : ThreadCommand;

/// <summary>A note for colleagues, by an agent or a supervisor.</summary>
public sealed record AddNote(string Id, string By) : ThreadCommand;

/// <summary>From the connector: the network took the reply under this id. Answered by the directory, once a customer's answer to that id
/// finds its thread; a repeat at once.</summary>
public sealed record ReportSent(string Reply, MessageKey As, Origin Origin = default) : ThreadCommand, IAnswered;

/// <param name="Retry">The connector will try again; the reply is not given up.</param>
public sealed record ReportFailed(string Reply, string Reason, bool Retry) : ThreadCommand;

public sealed record ThreadWake : ThreadCommand;

/// <summary>A message as its thread holds it.</summary>
/// <param name="Answered">No clock runs for it: it was replied to, makes no work, or was deleted.</param>
public sealed record ThreadMessage(MessageKey Message, MessageKey Chain, MessageFacts Facts, bool Answered, bool Deleted);

public enum ReplyStatus
{
    Leaving = 0,
    Sent = 1,
    Failed = 2,
}

public sealed record ThreadReply(
    string Id, AgentId Agent, MessageKey To, Visibility Visibility, Instant At, ReplyStatus Status, MessageKey? As, string? Reason);

public sealed record ThreadNote(string Id, string By, Instant At);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(MessageAdded), "added")]
[JsonDerivedType(typeof(MessageMovedOut), "movedOut")]
[JsonDerivedType(typeof(MessageTaken), "taken")]
[JsonDerivedType(typeof(ThreadEndedJoined), "endedJoined")]
[JsonDerivedType(typeof(ThreadAbsorbed), "absorbed")]
[JsonDerivedType(typeof(MessageChanged), "changed")]
[JsonDerivedType(typeof(TextRemoved), "textRemoved")]
[JsonDerivedType(typeof(CustomerNoted), "customer")]
[JsonDerivedType(typeof(ThreadErased), "erased")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Replied), "replied")]
[JsonDerivedType(typeof(ReplySent), "replySent")]
[JsonDerivedType(typeof(ReplyFailed), "replyFailed")]
[JsonDerivedType(typeof(ThreadResolved), "resolved")]
[JsonDerivedType(typeof(ThreadParked), "parked")]
[JsonDerivedType(typeof(ParkEnded), "parkEnded")]
[JsonDerivedType(typeof(ReportRepeated), "reportRepeated")]
[JsonDerivedType(typeof(NoteAdded), "noted")]
[JsonDerivedType(typeof(InstructionKept), "instructionKept")]
[JsonDerivedType(typeof(InstructionDone), "instructionDone")]
[JsonDerivedType(typeof(InstructionPassedOn), "instructionPassedOn")]
public abstract record ThreadEvent : Event
{
    /// <summary>Who held the thread when it happened, and so is told of it.</summary>
    public AgentId? Holder { get; init; }
}

/// <summary>Every event that can change what the desk must know carries the report that the desk gets.</summary>
public sealed record MessageAdded(ThreadMessage Message, CustomerCard Card, Report Report, Origin Origin = default) : ThreadEvent;

public sealed record MessageMovedOut(ThreadMessage Message, ThreadId To, CustomerCard Card, Report Report) : ThreadEvent;

public sealed record MessageTaken(ThreadMessage Message, CustomerCard Card, Report Report) : ThreadEvent;

public sealed record ThreadEndedJoined(
    ThreadId Into, CustomerCard Card, ThreadMessage[] Messages, ThreadReply[] Replies, ThreadNote[] Notes) : ThreadEvent;

public sealed record ThreadAbsorbed(
    ThreadId From, ThreadMessage[] Messages, ThreadReply[] Replies, ThreadNote[] Notes, CustomerCard Card, Report Report) : ThreadEvent;

public sealed record MessageChanged(MessageKey Message, Reading Reading, Instant At, Report Report) : ThreadEvent;

public sealed record TextRemoved(MessageKey Message, Instant At, Report Report) : ThreadEvent;

public sealed record CustomerNoted(CustomerCard Card, Report Report) : ThreadEvent;

public sealed record ThreadErased(MessageKey[] Messages, string[] Replies, string[] Notes) : ThreadEvent;

public sealed record Placed(Holding Holding, AgentId? Agent, long Epoch, string Reason, string? By, string? Note, Instant At) : ThreadEvent;

/// <param name="AnsweredUpTo">Messages received up to this instant count as answered.</param>
public sealed record Replied(ThreadReply Reply, long TextHash, Instant AnsweredUpTo, Report Report) : ThreadEvent;

/// <param name="Answers">The customer message that the reply answered.</param>
public sealed record ReplySent(
    string Reply, MessageKey As, MessageKey Answers, long TextHash, Instant At, Origin Origin = default) : ThreadEvent;

/// <param name="GivenUp">The connector will not try again: the thread is open before its agent, its clock running.</param>
public sealed record ReplyFailed(string Reply, string Reason, bool GivenUp, Instant At, Report Report) : ThreadEvent;

/// <param name="CutAt">On the messages' clock; null where the policy lets a later message reopen the thread.</param>
public sealed record ThreadResolved(string By, Instant? CutAt, Instant At, Report Report) : ThreadEvent;

/// <param name="Agent">Who holds it.</param>
/// <param name="By">The supervisor who parked it; null: that agent did.</param>
public sealed record ThreadParked(AgentId Agent, Instant Until, Instant At, Report Report, string? By = null, string? Why = null) : ThreadEvent;

/// <param name="By">Who ended it before its time; null: nobody, its time came.</param>
public sealed record ParkEnded(Instant At, Report Report, string? By = null, string? Why = null) : ThreadEvent;

/// <summary>The desk placed a thread that is resolved: it had not heard, or forgot it in a join. It is told again.</summary>
public sealed record ReportRepeated(Report Report) : ThreadEvent;

public sealed record NoteAdded(ThreadNote Note) : ThreadEvent;

/// <summary>The message that it is about is still on its way here.</summary>
public sealed record InstructionKept(ThreadCommand Instruction) : ThreadEvent;

/// <summary>The message came and it was carried out, or nothing was left to do.</summary>
public sealed record InstructionDone(ThreadCommand Instruction) : ThreadEvent;

public sealed record InstructionPassedOn(ThreadId Into, ThreadCommand Instruction) : ThreadEvent;

/// <summary>What the desk must know of a thread; a later version replaces an earlier one.</summary>
/// <param name="Version">Rises with each report of a thread.</param>
/// <param name="Since">Receipt of the oldest unanswered customer message: age and deadline count from here.</param>
/// <param name="Unanswered">Customer messages that nobody has answered.</param>
/// <param name="ByItself">Resolved because the customer never came back, by nobody.</param>
/// <param name="Epoch">Of what is resolved: the last that the thread had heard from the desk; 0 otherwise.</param>
public sealed record Report(
    long Version, Phase Phase, CustomerKey Customer, string Channel, Visibility Visibility, Reading Reading,
    int Value, int Influence, Instant Since, int Unanswered, MessageKey Newest,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByItself = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Epoch = 0);

public sealed record ReadThread : Query;

public sealed record ThreadView(
    ThreadId Thread, CustomerKey Customer, Phase Phase, Holding Holding, AgentId? Agent, long Epoch, ThreadId? JoinedInto,
    Instant? ParkedUntil, Report? Report, ThreadMessage[] Messages, ThreadReply[] Replies, ThreadNote[] Notes, ThreadStep[] Steps,
    HandOver? HandOver = null) : View;

/// <summary>One line of what happened to a thread.</summary>
public sealed record ThreadStep(Instant At, string What, string? Who);

using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Edge.Http;

/// <summary>A whole thread as the API and the hubs show it: conversation, customer, notes, and where it stands on the desk.</summary>
/// <param name="State">waiting, offered, assigned, awaitingCustomer, parked, resolved or joined.</param>
/// <param name="Reading">Urgency, topic and language.</param>
/// <param name="Since">Receipt of the oldest unanswered message; null, with channel and reading, once it joined another.</param>
/// <param name="Context">Other messages of its chains, whoever wrote them.</param>
/// <param name="Desk">Rank and reasons; only where it was asked for (<c>GET /v1/threads/{id}</c>).</param>
/// <param name="HandOver">The last one at the end of a shift; null: there was none.</param>
/// <param name="ReplyUntil">When the channel's reply window closes; a later reply is refused. Null: the network takes one at any time.</param>
public sealed record ThreadDocument(
    ThreadId Thread, string State, AgentId? Agent, long Epoch, ThreadId? JoinedInto, Instant? ParkedUntil, QueueId? Queue, string? Channel,
    Visibility? Visibility, Reading? Reading, Instant? Since, Instant? Deadline, int Unanswered, string? Newest,
    CustomerLine Customer, IReadOnlyList<MessageLine> Messages, IReadOnlyList<ReplyLine> Replies, IReadOnlyList<NoteLine> Notes,
    IReadOnlyList<MessageLine> Context, IReadOnlyList<ThreadStep> Steps, DeskLine? Desk, Instant? ReplyUntil, HandOverLine? HandOver = null);

/// <summary>Names are null once the customer was erased.</summary>
public sealed record CustomerLine(string Key, string? Channel, string? AuthorId, string? Handle, string? Name, int? Followers, int? Value);

/// <summary>A message in a thread or around it; text and author are null once deleted or erased.</summary>
/// <param name="Id">Channel and external id, <c>channel/id</c>.</param>
public sealed record MessageLine(
    string Id, string? InReplyTo, Author? Author, string? Text, IReadOnlyList<Attachment>? Attachments, Visibility Visibility, Instant CreatedAt,
    Instant ReceivedAt, bool CreatedInFuture, bool Own, bool Repost, bool Answered, bool Deleted, string? Reply);

public sealed record ReplyLine(
    string Id, AgentId Agent, string To, string? Text, Visibility Visibility, Instant At, ReplyStatus Status, string? As, string? Reason);

public sealed record NoteLine(string Id, string By, Instant At, string? Text);

/// <summary>What whoever gets a thread at the end of a shift should know.</summary>
/// <param name="By">Whose shift ended.</param>
/// <param name="Note">What they wrote; null: nothing, and the rest says what the thread knows.</param>
/// <param name="Since">Since when the customer waits.</param>
/// <param name="Asked">What they wait for an answer to; texts are null once deleted or erased.</param>
/// <param name="LastReply">What we last said.</param>
public sealed record HandOverLine(
    AgentId By, Instant At, string? Note, Phase Phase, Instant? Since, IReadOnlyList<AskedLine> Asked, string? LastReply);

public sealed record AskedLine(string Id, string? Text);

/// <summary>Why the thread is where it is.</summary>
/// <param name="Also">Who has all of one of these may serve it as well; null: nobody else.</param>
/// <param name="Position">1 for the first of its class; null when it does not wait.</param>
/// <param name="Blocked">Why how many agents cannot take it; null when it does not wait.</param>
public sealed record DeskLine(
    Holding Holding, AgentId? Agent, QueueId? Queue, IReadOnlyList<SkillLevel>? Skills, Rank? Rank, int? Position, Instant? OfferUntil, Why? Why,
    BlockedAgents? Blocked, AgentId? Preferred, Instant? PreferredUntil, IReadOnlyList<SkillLevel[]>? Also);

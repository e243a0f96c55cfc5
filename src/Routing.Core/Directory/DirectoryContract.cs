using System.Text.Json.Serialization;

namespace Routing.Core.Directory;

/// <summary>What may be asked of a directory shard: the one place that knows whether a message was seen, and its chain.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Receive), "receive")]
[JsonDerivedType(typeof(Edit), "edit")]
[JsonDerivedType(typeof(Delete), "delete")]
[JsonDerivedType(typeof(RegisterSent), "registerSent")]
[JsonDerivedType(typeof(ExpectEcho), "expectEcho")]
[JsonDerivedType(typeof(Adopt), "adopt")]
[JsonDerivedType(typeof(Adopted), "adopted")]
[JsonDerivedType(typeof(DirectoryWake), "wake")]
public abstract record DirectoryCommand : Command;

/// <summary>A channel delivered a message. Answered by the customer's actor with the thread, or here if it makes none.</summary>
public sealed record Receive(MessageKey Message, CustomerKey Author, MessageKey? Parent, MessageFacts Facts, Origin Origin) : DirectoryCommand, IAnswered;

/// <summary>A channel says that a message was edited, perhaps before the message itself comes.</summary>
public sealed record Edit(MessageKey Message, long Hash, long TextHash, Reading Reading, Instant At) : DirectoryCommand;

/// <summary>A channel says that a message was deleted, perhaps before the message itself comes.</summary>
public sealed record Delete(MessageKey Message, Instant At) : DirectoryCommand;

/// <summary>From a thread: the network took our reply under this id, so that an answer to it finds its thread.</summary>
/// <param name="Origin">The connector that reported it, if it waits.</param>
public sealed record RegisterSent(
    MessageKey Message, MessageKey Parent, string Reply, long TextHash, Instant At, Origin Origin = default) : DirectoryCommand, IAnswered;

/// <summary>From a thread: a reply to this message is leaving; a message with this text hash under it within two minutes is its echo.</summary>
public sealed record ExpectEcho(MessageKey Parent, string Reply, long TextHash, Instant Until) : DirectoryCommand;

/// <summary>From a shard: the chain that starts at <c>Child</c> hangs under <c>Target</c>; carry it to the root.</summary>
/// <param name="Participants">Customers that are to be told when the root moves.</param>
/// <param name="TextHash">Of the child's text, at its direct parent only (echo check); 0 further up.</param>
/// <param name="EchoOf">The reply of ours that the child repeats, as its direct parent found; carried up, so that the answer says it.</param>
/// <param name="Circle">Set once the adoption has come back to its own child.</param>
public sealed record Adopt(
    MessageKey Target, MessageKey Child, CustomerKey[] Participants, long TextHash, string? EchoOf = null, Circle? Circle = null) : DirectoryCommand;

/// <summary>Replies in a circle: an adoption that came back goes round once more, link by link, to find the circle's least key, and
/// asks there who is to be the root. So exactly one link of a circle is dropped, however its messages arrive.</summary>
/// <param name="Least">The least key so far.</param>
/// <param name="Closed">The round is done; <c>Least</c> is the least of all.</param>
public sealed record Circle(MessageKey Least, bool Closed);

/// <summary>From the root's shard: <c>Child</c> is in chain <c>Root</c>.</summary>
/// <param name="EchoOf">The reply whose echo the child is, if it is one.</param>
public sealed record Adopted(MessageKey Child, MessageKey Root, string? EchoOf) : DirectoryCommand;

public sealed record DirectoryWake : DirectoryCommand;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(MessageReceived), "received")]
[JsonDerivedType(typeof(MessageEdited), "edited")]
[JsonDerivedType(typeof(MessageDeleted), "deleted")]
[JsonDerivedType(typeof(SentRegistered), "sent")]
[JsonDerivedType(typeof(EchoExpected), "echoExpected")]
[JsonDerivedType(typeof(ChildTaken), "childTaken")]
[JsonDerivedType(typeof(AdoptPassedOn), "adoptPassedOn")]
[JsonDerivedType(typeof(ChainJoined), "chainJoined")]
[JsonDerivedType(typeof(CycleRefused), "cycleRefused")]
[JsonDerivedType(typeof(EntriesExpired), "expired")]
public abstract record DirectoryEvent : Event
{
    /// <summary>When the shard decided it: the entry it touches lives on from here.</summary>
    public Instant Decided { get; init; }
}

/// <summary>A message was taken. Without a parent it is a root at once; with one it waits for its root before it is filed.</summary>
/// <param name="Facts">As edited, if an edit came first; but <c>Hash</c> is that of what came now, so that its repeat is known too.</param>
/// <param name="Participants">Customers to be told when the chain that starts here moves: its author, if there is work, and who wrote below it
/// before it came.</param>
/// <param name="Deleted">A deletion came first : kept as a link in its chain, makes no work.</param>
public sealed record MessageReceived(
    MessageKey Message, CustomerKey Author, MessageKey? Parent, MessageFacts Facts, Origin Origin, bool Deleted,
    CustomerKey[] Participants) : DirectoryEvent;

/// <param name="Author">Null if no customer is to know: the message has not come yet, or makes no work.</param>
public sealed record MessageEdited(MessageKey Message, CustomerKey? Author, long Hash, long TextHash, Reading Reading, Instant At) : DirectoryEvent;

/// <param name="Author">Null if no customer is to know: the message has not come yet, or makes no work.</param>
public sealed record MessageDeleted(MessageKey Message, CustomerKey? Author, Instant At) : DirectoryEvent;

/// <param name="EchoCameFirst">The network's copy is here already, so its place in a chain stands.</param>
/// <param name="Participants">Customers who wrote below it before it was registered.</param>
public sealed record SentRegistered(
    MessageKey Message, MessageKey Parent, string Reply, Instant At, bool EchoCameFirst, CustomerKey[] Participants,
    Origin Origin = default) : DirectoryEvent;

public sealed record EchoExpected(MessageKey Parent, string Reply, long TextHash, Instant Until) : DirectoryEvent;

/// <summary>This root took a chain under it.</summary>
/// <param name="EchoOf">A reply of ours that the child repeats.</param>
public sealed record ChildTaken(MessageKey Root, MessageKey Child, CustomerKey[] Participants, string? EchoOf) : DirectoryEvent;

/// <summary>Not a root (any more): the adoption goes on to the next one up.</summary>
public sealed record AdoptPassedOn(
    MessageKey Target, MessageKey Next, MessageKey Child, CustomerKey[] Participants, string? EchoOf, Circle? Circle) : DirectoryEvent;

/// <summary>The chain that started at <c>Child</c> is now part of chain <c>Root</c>, for ever.</summary>
/// <param name="Told">Customers who knew the old chain.</param>
/// <param name="Filed">The child's own message, if it was waiting for this to be filed.</param>
public sealed record ChainJoined(MessageKey Child, MessageKey Root, CustomerKey[] Told, HeldMessage? Filed, string? EchoOf) : DirectoryEvent;

/// <summary>The parent link was dropped, since it closed a circle; the message is a root.</summary>
public sealed record CycleRefused(MessageKey Child, HeldMessage? Filed) : DirectoryEvent;

/// <summary>Entries that nothing touched since then are forgotten, except those that still wait for their root.</summary>
public sealed record EntriesExpired(Instant Before) : DirectoryEvent;

/// <summary>A message that waits for its root.</summary>
public sealed record HeldMessage(CustomerKey Author, MessageFacts Facts, Origin Origin);

/// <summary>Where a message stands: for tests and tools.</summary>
public sealed record WhereIsMessage(MessageKey Message) : Query;

/// <param name="Known">It came, or is a reply of ours that was sent.</param>
/// <param name="Root">The next step towards the root, as far as this shard knows: itself if it is one.</param>
public sealed record MessagePlace(bool Known, CustomerKey? Author, MessageKey Root, MessageKey? Parent, bool Deleted) : View;

using System.Text.Json.Serialization;

namespace Routing.Core.Customers;

/// <summary>What may be asked of a customer's actor: it decides which thread each of the customer's messages belongs to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(FileMessage), "file")]
[JsonDerivedType(typeof(MoveChain), "moveChain")]
[JsonDerivedType(typeof(PassEdit), "passEdit")]
[JsonDerivedType(typeof(PassDelete), "passDelete")]
[JsonDerivedType(typeof(RecordCut), "cut")]
[JsonDerivedType(typeof(SetValue), "setValue")]
[JsonDerivedType(typeof(EraseCustomer), "erase")]
[JsonDerivedType(typeof(CustomerWake), "wake")]
public abstract record CustomerCommand : Command;

/// <summary>From the directory: this customer's message is in that chain.</summary>
public sealed record FileMessage(MessageKey Message, MessageKey Chain, MessageFacts Facts, Origin Origin) : CustomerCommand, IAnswered;

/// <summary>From the directory: what was chain <c>From</c> is chain <c>Into</c>, for ever.</summary>
public sealed record MoveChain(MessageKey From, MessageKey Into) : CustomerCommand;

public sealed record PassEdit(MessageKey Message, Reading Reading, Instant At) : CustomerCommand;

public sealed record PassDelete(MessageKey Message, Instant At) : CustomerCommand;

/// <summary>From a thread that was resolved: messages created after this instant are a new thread.</summary>
public sealed record RecordCut(ThreadId Thread, Instant At) : CustomerCommand;

/// <summary>Value of the customer to the company, 0–100 (0: not known).</summary>
public sealed record SetValue(int Value, string? By = null, string? Why = null) : CustomerCommand;

/// <summary>Erases texts, names and identities of this customer everywhere.</summary>
public sealed record EraseCustomer(string By, string? Why = null) : CustomerCommand;

public sealed record CustomerWake : CustomerCommand;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(MessageFiled), "filed")]
[JsonDerivedType(typeof(MessageRefiled), "refiled")]
[JsonDerivedType(typeof(ThreadsJoined), "joined")]
[JsonDerivedType(typeof(ChainMoved), "chainMoved")]
[JsonDerivedType(typeof(EditPassed), "editPassed")]
[JsonDerivedType(typeof(DeletePassed), "deletePassed")]
[JsonDerivedType(typeof(ChangeKept), "changeKept")]
[JsonDerivedType(typeof(CutRecorded), "cut")]
[JsonDerivedType(typeof(ValueSet), "valueSet")]
[JsonDerivedType(typeof(CustomerErased), "erased")]
public abstract record CustomerEvent : Event;

/// <param name="Opened">The thread is new.</param>
/// <param name="Card">What the thread is to know of the customer now.</param>
public sealed record MessageFiled(
    MessageKey Message, MessageKey Chain, ThreadId Thread, bool Opened, MessageFacts Facts, CustomerCard Card, Origin Origin) : CustomerEvent;

/// <summary>The message belongs to another thread than was thought; its old thread hands it over with its clock.</summary>
/// <param name="Opened">The thread <c>To</c> is new.</param>
public sealed record MessageRefiled(MessageKey Message, ThreadId From, ThreadId To, bool Opened, CustomerCard Card) : CustomerEvent;

/// <summary>Two threads proved to be one; all of <c>From</c> is now <c>Into</c>.</summary>
public sealed record ThreadsJoined(ThreadId From, ThreadId Into, CustomerCard Card) : CustomerEvent;

public sealed record ChainMoved(MessageKey From, MessageKey Into) : CustomerEvent;

public sealed record EditPassed(MessageKey Message, ThreadId Thread, Reading Reading, Instant At) : CustomerEvent;

public sealed record DeletePassed(MessageKey Message, ThreadId Thread, Instant At) : CustomerEvent;

/// <summary>A message was changed before it could be filed (its root is still being looked for): the change waits for it.</summary>
/// <param name="Reading">What the edited text reads as; null: the message was deleted.</param>
public sealed record ChangeKept(MessageKey Message, Reading? Reading, Instant At) : CustomerEvent;

/// <param name="Chains">The chains of the thread's messages: the cut is remembered with them, so it holds whatever joins later.</param>
public sealed record CutRecorded(ThreadId Thread, MessageKey[] Chains, Instant At) : CustomerEvent;

/// <param name="Threads">Threads that are to know the new value.</param>
public sealed record ValueSet(int Value, ThreadId[] Threads, CustomerCard Card, string? By = null, string? Why = null) : CustomerEvent;

/// <summary>All of the customer is to be erased. A message that comes later starts afresh: a new person of value 0.</summary>
/// <param name="Messages">Those remembered here; the threads know theirs.</param>
/// <param name="Threads">All threads that the customer ever had, but for those that ended by joining another.</param>
public sealed record CustomerErased(string By, MessageKey[] Messages, ThreadId[] Threads, string? Why = null) : CustomerEvent;

/// <summary>What a thread knows of its customer, by number only.</summary>
/// <param name="Value">0–100.</param>
/// <param name="Followers">As of the newest message.</param>
public sealed record CustomerCard(CustomerKey Customer, int Value, int Followers, int Threads)
{
    /// <summary>Influence, 0–40: ten points per power of ten of followers, from 100 on, capped so that no crowd outranks a deadline.</summary>
    [JsonIgnore]
    public int Influence => Followers switch { < 100 => 0, < 1_000 => 10, < 10_000 => 20, < 100_000 => 30, _ => 40 };
}

public sealed record ReadCustomer : Query;

public sealed record CustomerView(
    CustomerKey Customer, int Value, int Followers, int Influence, bool Erased, FiledMessage[] Messages) : View;

/// <summary>Which thread a message is in, to name it in the answer to a repeat.</summary>
public sealed record WhichThread(MessageKey Message) : Query;

/// <param name="Thread">Null if the message is not filed (yet), or so old that it was folded away.</param>
public sealed record ThreadOfMessage(ThreadId? Thread) : View;

public sealed record FiledMessage(MessageKey Message, MessageKey Chain, ThreadId Thread, Instant CreatedAt);

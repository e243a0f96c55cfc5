using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Directory;
using Routing.Core.Policies;
using Routing.Edge.Boards;
using Routing.Edge.Classifiers;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Takes checked messages to the engine and waits until they are durable.</summary>
public sealed class Intake(IActors actors, ILibrary library, BoardRoom boards, IClassifier classifier, TimeProvider clock,
    AdmissionLimit admission, EdgeMeter meter)
{
    /// <summary>Between two looks for room: about as long as a group of messages takes to become durable.</summary>
    private static readonly TimeSpan LookForRoom = TimeSpan.FromMilliseconds(5);

    /// <summary>After so many the line is refused: a caller that hears nothing for longer gives up.</summary>
    private const int LooksForRoom = 1_000;

    /// <summary>What became of a message.</summary>
    /// <param name="Field">With <see cref="Refusal.ContentDiffers"/>: what differs.</param>
    public readonly record struct Result(Refusal Code, ThreadId? Thread, string? Detail = null, string? Field = null)
    {
        public bool WentIn => Code is Refusal.None or Refusal.Duplicate;

        public string Status => Code switch { Refusal.None => "accepted", Refusal.Duplicate => "duplicate", _ => "refused" };
    }

    /// <summary>The next message would be refused as too many.</summary>
    public bool IsFull => admission.IsFull;

    /// <summary>Waits for room, for a while: for those who can wait.</summary>
    public async ValueTask Room(CancellationToken cancel)
    {
        for (var looks = 0; looks == 0 || (admission.IsFull && looks < LooksForRoom); looks++) await Task.Delay(LookForRoom, clock, cancel);
    }

    public async ValueTask<Result> Take(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        var result = await Admit(workspace, message, cancel);
        meter.Received(message.Key.Channel, result.Status);
        return result;
    }

    private async ValueTask<Result> Admit(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        if (message.Kind != MessageKind.Delete && library.RoomForMessages <= 0) return new(Refusal.StoreFull, null);
        if (!admission.TryEnter(out var entered)) return new(Refusal.Overloaded, null);
        try
        {
            return message.Kind switch
            {
                MessageKind.Edit => await Edit(workspace, message, cancel),
                MessageKind.Delete => await Delete(workspace, message, cancel),
                _ => await Receive(workspace, message, cancel),
            };
        }
        finally
        {
            admission.Leave(entered);
        }
    }

    private async ValueTask<Result> Receive(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        var policy = (await boards.Of(workspace, cancel)).Policy;
        var author = CustomerKey.Of(message.Key.Channel, message.Author.Id);
        var facts = FactsOf(message, policy);
        Body[] bodies = facts.MakesWork ? [BodyOf(message), CustomerOf(message, author)] : [BodyOf(message)];
        var outcome = await actors.Ask(ActorId.Directory(workspace, message.Key),
            origin => new Receive(message.Key, author, message.InReplyTo, facts, origin), bodies, cancel);
        return outcome.Code switch
        {
            Refusal.None => new(Refusal.None, outcome.Value),
            Refusal.Duplicate => new(Refusal.Duplicate, await ThreadOf(workspace, author, message.Key, cancel)),
            Refusal.ContentDiffers => new(outcome.Code, null, outcome.Value, await Differing(workspace, message, cancel)),
            _ => new(outcome.Code, null, outcome.Value),
        };
    }

    private async ValueTask<Result> Edit(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        var edit = new Edit(message.Key, ContentHash.Of(message), ContentHash.OfText(message.Text),
            classifier.Read(message.Text, message.Language), Now());
        var outcome = await actors.Do(ActorId.Directory(workspace, message.Key), edit, null, null, [BodyOf(message)], cancel);
        return await Changed(workspace, message, outcome, cancel);
    }

    private async ValueTask<Result> Delete(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        var outcome = await actors.Do(ActorId.Directory(workspace, message.Key), new Delete(message.Key, Now()), null, null, [], cancel);
        return await Changed(workspace, message, outcome, cancel);
    }

    private async ValueTask<Result> Changed(string workspace, IncomingMessage message, Outcome outcome, CancellationToken cancel)
    {
        if (outcome.IsRefused) return new(outcome.Code, null, outcome.Value);
        var known = message.Author.Id.Length > 0;
        var thread = known ? await ThreadOf(workspace, CustomerKey.Of(message.Key.Channel, message.Author.Id), message.Key, cancel) : null;
        return new(outcome.Code, thread);
    }

    private MessageFacts FactsOf(IncomingMessage message, Policy policy)
    {
        var received = Now();
        var created = message.CreatedAt ?? received;
        var ahead = created > received;
        var accounts = Array.Find(policy.Channels, channel => channel.Id == message.Key.Channel)?.Accounts ?? [];
        return new(
            message.Own || Array.IndexOf(accounts, message.Author.Id) >= 0,
            message.Repost,
            message.Visibility,
            ahead ? received : created,
            received,
            ContentHash.Of(message),
            ContentHash.OfText(message.Text),
            policy.Threading.JoinMinutes * 60_000L,
            message.Author.Followers,
            classifier.Read(message.Text, message.Language),
            ahead);
    }

    private async ValueTask<ThreadId?> ThreadOf(string workspace, CustomerKey customer, MessageKey message, CancellationToken cancel) =>
        (await actors.Read<ThreadOfMessage>(ActorId.Customer(workspace, customer), new WhichThread(message), cancel)).Thread;

    /// <summary>Which field is not as it was: compared with what is kept, since the engine itself knows hashes only.</summary>
    private async ValueTask<string> Differing(string workspace, IncomingMessage message, CancellationToken cancel)
    {
        var key = Body.OfMessage(message.Key);
        var bodies = await library.Bodies(workspace, [key], cancel);
        if (!bodies.TryGetValue(key, out var json) || EdgeJson.Read<StoredMessage>(json) is not { } stored) return "text";
        if (stored.Author.Id != message.Author.Id) return "author.id";
        return stored.Text != message.Text ? "text" : "attachments";
    }

    private static Body BodyOf(IncomingMessage message) => new(
        Body.OfMessage(message.Key), EdgeJson.Text(new StoredMessage(message.Text, message.Author, message.Attachments, message.Language)));

    private static Body CustomerOf(IncomingMessage message, CustomerKey customer) => new(Body.OfCustomer(customer), EdgeJson.Text(
        new StoredCustomer(message.Key.Channel, message.Author.Id, message.Author.Handle, message.Author.Name, message.Author.Followers)));

    private Instant Now() => Instant.Of(clock.GetUtcNow());
}

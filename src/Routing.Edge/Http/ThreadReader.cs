using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Boards;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Puts a thread's document together: what its actor says, the texts, the messages around it, and what the desk says.</summary>
public sealed class ThreadReader(IActors actors, ILibrary library, BoardRoom boards)
{
    /// <returns>Null if there is no such thread.</returns>
    /// <param name="explain">Asks the desk for rank and reasons too.</param>
    public async ValueTask<ThreadDocument?> Read(string workspace, ThreadId thread, bool explain, CancellationToken cancel)
    {
        var view = await actors.Read<ThreadView>(ActorId.Thread(workspace, thread), new ReadThread(), cancel);
        if (!Exists(view)) return null;
        var explained = explain ? await actors.Read<ThreadExplained>(ActorId.Desk(workspace), new ExplainThread(thread), cancel) : null;
        var chains = view.Messages.Select(message => message.Chain).Distinct().ToList();
        var around = chains.Count == 0 ? [] : await library.Chains(workspace, chains, cancel);
        var bodies = await library.Bodies(workspace, BodiesOf(view), cancel);
        var policy = (await boards.Of(workspace, cancel)).Policy;
        return Compose(workspace, view, explained, around, bodies) with
        {
            ReplyUntil = ReplyUntil(policy, view),
        };
    }

    public static bool Exists(ThreadView view) => view.Report is not null || view.JoinedInto is not null;

    private static List<string> BodiesOf(ThreadView view) =>
    [
        Body.OfCustomer(view.Customer),
        .. view.Messages.Select(message => Body.OfMessage(message.Message)),
        .. view.Replies.Select(reply => Body.OfReply(reply.Id)),
        .. view.Notes.Select(note => Body.OfNote(note.Id)),
    ];

    private ThreadDocument Compose(
        string workspace, ThreadView view, ThreadExplained? explained, IReadOnlyList<ChainMessage> around, IReadOnlyDictionary<string, string> bodies)
    {
        var parents = around.ToDictionary(message => message.Message, message => message);
        var mine = view.Messages.Select(message => message.Message).ToHashSet();
        var row = boards.Known(workspace)?.Read(board => board.Thread(view.Thread) is { } known ? (known.Queue, known.Rank) : default);
        var report = view.Report;
        return new(
            view.Thread, StateOf(view), view.Agent, view.Epoch, view.JoinedInto, view.ParkedUntil, explained?.Need?.Queue ?? row?.Queue,
            report?.Channel, report?.Visibility, report?.Reading, report?.Since,
            explained?.Rank?.Deadline ?? row?.Rank?.Deadline, report?.Unanswered ?? 0, report?.Newest.Value,
            CustomerOf(view, bodies),
            [.. view.Messages.Select(message => LineOf(message, parents.GetValueOrDefault(message.Message), bodies))],
            [.. view.Replies.Select(reply => LineOf(reply, bodies))],
            [.. view.Notes.Select(note => new NoteLine(note.Id, note.By, note.At, TextOf(bodies, Body.OfNote(note.Id))))],
            [.. around.Where(message => !mine.Contains(message.Message)).Select(LineOf)],
            view.Steps,
            explained is null ? null : DeskOf(explained), null, HandOver: LineOf(view.HandOver, bodies));
    }

    /// <summary>As the thread decides it when a reply of its own kind comes: from the customer's newest message.</summary>
    private static Instant? ReplyUntil(Policy policy, ThreadView view)
    {
        if (view.Report is not { } report || policy.ReplyWindowMs(report.Channel, report.Visibility) is not (> 0 and var window)) return null;
        var own = view.Messages.Where(message => message is { Deleted: false, Facts.MakesWork: true } && message.Facts.Visibility == report.Visibility);
        return own.Select(message => (Instant?)message.Facts.CreatedAt).DefaultIfEmpty(null).Max() + window;
    }

    /// <summary>The thread's state as the field names it.</summary>
    public static string StateOf(ThreadView view) => view.Phase switch
    {
        Phase.AwaitingCustomer => "awaitingCustomer",
        Phase.Parked => "parked",
        Phase.Resolved => "resolved",
        Phase.Joined => "joined",
        _ => view.Holding switch { Holding.Offered => "offered", Holding.Assigned => "assigned", _ => "waiting" },
    };

    private static CustomerLine CustomerOf(ThreadView view, IReadOnlyDictionary<string, string> bodies)
    {
        var stored = bodies.TryGetValue(Body.OfCustomer(view.Customer), out var json) ? EdgeJson.Read<StoredCustomer>(json) : null;
        return new(view.Customer.Value, stored?.Channel, stored?.AuthorId, stored?.Handle, stored?.Name, stored?.Followers, view.Report?.Value);
    }

    private static MessageLine LineOf(ThreadMessage message, ChainMessage? placed, IReadOnlyDictionary<string, string> bodies)
    {
        var stored = message.Deleted || !bodies.TryGetValue(Body.OfMessage(message.Message), out var json) ? null
            : EdgeJson.Read<StoredMessage>(json);
        var facts = message.Facts;
        return new(
            message.Message.Value, placed?.Parent?.Value, stored?.Author, stored?.Text, stored?.Attachments, facts.Visibility, facts.CreatedAt,
            facts.ReceivedAt, facts.CreatedInFuture, facts.Own, facts.Repost, message.Answered, message.Deleted, placed?.Reply);
    }

    private static MessageLine LineOf(ChainMessage message)
    {
        var stored = message.Deleted || message.BodyJson is null ? null : EdgeJson.Read<StoredMessage>(message.BodyJson);
        return new(
            message.Message.Value, message.Parent?.Value, stored?.Author, stored?.Text, stored?.Attachments, message.Visibility, message.CreatedAt,
            message.ReceivedAt, false, message.Own, message.Repost, false, message.Deleted, message.Reply);
    }

    private static ReplyLine LineOf(ThreadReply reply, IReadOnlyDictionary<string, string> bodies) => new(
        reply.Id, reply.Agent, reply.To.Value, TextOf(bodies, Body.OfReply(reply.Id)), reply.Visibility, reply.At, reply.Status,
        reply.As?.Value, reply.Reason);

    private static HandOverLine? LineOf(HandOver? handOver, IReadOnlyDictionary<string, string> bodies) => handOver is null ? null : new(
        handOver.From, handOver.At, handOver.Note is { } note ? TextOf(bodies, Body.OfNote(note)) : null, handOver.Phase, handOver.Since,
        [.. handOver.Asked.Select(asked => new AskedLine(
            asked.Value, bodies.TryGetValue(Body.OfMessage(asked), out var json) ? EdgeJson.Read<StoredMessage>(json)?.Text : null))],
        handOver.LastReply is { } reply ? TextOf(bodies, Body.OfReply(reply)) : null);

    private static DeskLine DeskOf(ThreadExplained e) => new(
        e.Holding, e.Agent, e.Need?.Queue, e.Need?.Skills, e.Rank, e is { OnDesk: true, Holding: Holding.Waiting, Blocked: not null }
            ? e.Ahead + 1 : null,
        e.OfferUntil, e.Why, e.Blocked, e.Preferred, e.PreferredUntil, e.Need?.Also);

    private static string? TextOf(IReadOnlyDictionary<string, string> bodies, string key) =>
        bodies.TryGetValue(key, out var json) ? EdgeJson.Read<StoredText>(json)?.Text : null;
}

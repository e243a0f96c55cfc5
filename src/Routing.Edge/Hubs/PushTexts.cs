using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Hubs;

/// <summary>Adds to a push what the log does not hold: texts, names, rank. Costs one or two reads; the desk is asked only where
/// the board is behind.</summary>
public sealed class PushTexts(
    IActors actors, ILibrary library, BoardRoom boards, ThreadReader threads, AgentConnections connections, TimeProvider clock)
{
    public AgentConnections Connections => connections;

    public TimeProvider Clock => clock;

    public ValueTask<CaughtUp> CatchUp(Caller caller, long? last, CancellationToken cancel) =>
        actors.Read<CaughtUp>(ActorId.Agent(caller.Workspace, caller.Subject), new CatchUp(last), cancel);

    public async ValueTask<PushFrame> Frame(Caller caller, Push push, CancellationToken cancel)
    {
        var data = push switch
        {
            { Kind: PushKind.Offer, Thread: { } thread } => await Offer(caller.Workspace, thread, cancel),
            { Kind: PushKind.Assigned, Thread: { } thread } => await threads.Read(caller.Workspace, thread, explain: false, cancel),
            { Kind: PushKind.News, Ref: { } key } => await News(caller.Workspace, (ThreadNews)push.Detail, key, cancel),
            _ => (object?)null,
        };
        return PushFrame.Of(push, Now(), data);
    }

    /// <summary>What an agent holds or is offered, with all that goes with it.</summary>
    public async ValueTask<WorkLine> Work(Caller caller, WorkItem item, CancellationToken cancel)
    {
        object? data = item.Holding == Holding.Offered
            ? await Offer(caller.Workspace, item.Thread, cancel)
            : await threads.Read(caller.Workspace, item.Thread, explain: false, cancel);
        return new(item.Thread, item.Holding, item.Epoch, PushFrame.SecondsUntil(item.Until, Now()), data);
    }

    public PushFrame Bare(Push push) => PushFrame.Of(push, Now());

    private async ValueTask<OfferData> Offer(string workspace, ThreadId thread, CancellationToken cancel)
    {
        var (queue, report, rank) = boards.Known(workspace)?.Read(board => Shown(board.Thread(thread))) ?? default;
        if (report is null)
        {
            // The board is a moment behind at times: then those are asked who decide.
            report = (await actors.Read<ThreadView>(ActorId.Thread(workspace, thread), new ReadThread(), cancel)).Report;
            var explained = await actors.Read<ThreadExplained>(ActorId.Desk(workspace), new ExplainThread(thread), cancel);
            (queue, rank) = (explained.Need?.Queue, explained.Rank);
        }

        if (report is null) return new(queue, null, null, null, null, null, rank, 0, null, null, []);

        var message = Body.OfMessage(report.Newest);
        var person = Body.OfCustomer(report.Customer);
        var bodies = await library.Bodies(workspace, [message, person], cancel);
        var stored = bodies.TryGetValue(message, out var json) ? EdgeJson.Read<StoredMessage>(json) : null;
        var customer = bodies.TryGetValue(person, out var who) ? EdgeJson.Read<StoredCustomer>(who) : null;
        return new(
            queue, report.Channel, report.Visibility, report.Reading, report.Since, rank?.Deadline, rank, report.Unanswered, customer?.Name,
            customer?.Handle, [new(report.Newest.Value, stored?.Text, stored?.Attachments)]);
    }

    private async ValueTask<NewsData?> News(string workspace, ThreadNews news, string key, CancellationToken cancel)
    {
        if (news is not (ThreadNews.MessageAdded or ThreadNews.MessageChanged or ThreadNews.NoteAdded)) return null;
        var body = news == ThreadNews.NoteAdded ? Body.OfNote(key) : Body.OfMessage(new MessageKey(key));
        if (!(await library.Bodies(workspace, [body], cancel)).TryGetValue(body, out var json)) return null;
        if (news == ThreadNews.NoteAdded) return new(null, null, EdgeJson.Read<StoredText>(json)?.Text);
        var stored = EdgeJson.Read<StoredMessage>(json);
        return new(new(key, stored?.Text, stored?.Attachments), stored?.Author, null);
    }

    private static (QueueId?, Report?, Rank?) Shown(BoardThread? row) => row is null ? default : (row.Queue, row.Report, row.Rank);

    private Instant Now() => Instant.Of(clock.GetUtcNow());
}

using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Core.Reporting;

/// <summary>How figures follow from events. To be told of each before <see cref="ThreadFold"/>: what ends is measured by how it stood.</summary>
/// <remarks>What a thread says and what the desk says of it may come in either order; a wait of which the desk has not yet said the deadline is counted
/// as answered, and neither as on time nor as late.</remarks>
public static class FigureFold
{
    public static void Apply(ActorId self, Event happened, IFigureBooks books)
    {
        switch (happened)
        {
            case ThreadEvent e: OfThread(self.Key, e, books); break;
            case DeskEvent e: OfDesk(e, books); break;
            case ShiftBegan e: books.SetShift(self.Key, e.Shift); break;
            case ShiftHandedOver e when books.ShiftOf(self.Key) == e.Shift: books.SetShift(self.Key, null); break;
        }
    }

    private static void OfThread(ThreadId id, ThreadEvent happened, IFigureBooks books)
    {
        switch (happened)
        {
            case MessageAdded e: Received(books.Thread(id), e.Message); break;
            case MessageTaken e: Received(books.Thread(id), e.Message); break;
            case ThreadAbsorbed e:
                var into = books.Thread(id);
                foreach (var message in e.Messages) Received(into, message);
                into.IsAnswered |= e.Replies.Length > 0;
                break;
            case Replied e: Replied(books.Thread(id), e.Reply, books); break;
            case ThreadResolved e: Resolved(books.Thread(id), e, books); break;
        }
    }

    private static void Received(ThreadStanding thread, ThreadMessage message)
    {
        if (!message.Facts.MakesWork) return;
        if (thread.OpenedAt is not { } opened || message.Facts.ReceivedAt < opened) thread.OpenedAt = message.Facts.ReceivedAt;
    }

    private static void Replied(ThreadStanding thread, ThreadReply reply, IFigureBooks books)
    {
        var of = KeysOf(thread, reply.Agent, books);
        Each(of, reply.At, books, figures => figures.Count(Happening.Reply));
        if (thread is { IsAnswered: false, OpenedAt: { } opened }) Each(of, reply.At, books, figures => figures.FirstResponse.Add(reply.At - opened));
        thread.IsAnswered = true;
        if (thread.Unanswered == 0) return;
        Each(of, reply.At, books, figures => figures.Answer.Add(reply.At - thread.Since));
        if (DeadlineOf(thread) is not { } deadline) return;
        Each(of, reply.At, books, figures => figures.Count(reply.At <= deadline ? Happening.OnTime : Happening.Late));
    }

    private static void Resolved(ThreadStanding thread, ThreadResolved e, IFigureBooks books)
    {
        var of = KeysOf(thread, e.Holder, books);
        Each(of, e.At, books, figures => figures.Count(Happening.Resolved));
        if (thread.Unanswered > 0 && DeadlineOf(thread) < e.At) Each(of, e.At, books, figures => figures.Count(Happening.Late));
    }

    /// <summary>Of the wait that goes on; null if the desk has said none of it.</summary>
    private static Instant? DeadlineOf(ThreadStanding thread) => thread.RankedSince == thread.Since ? thread.Deadline : null;

    private static void OfDesk(DeskEvent happened, IFigureBooks books)
    {
        switch (happened)
        {
            case ThreadReported e: books.Thread(e.Thread).Asks = e.Report.Phase == Phase.Open; break;
            case OfferAccepted e:
                Each(KeysOf(books.Thread(e.Thread), e.Agent, books), e.At, books, figures => figures.Count(Happening.Accepted));
                books.Thread(e.Thread).HandledSince = e.At;
                break;
            case OfferEnded { End: OfferEnd.Declined or OfferEnd.Missed } e:
                var what = e.End == OfferEnd.Declined ? Happening.Declined : Happening.Missed;
                Each(KeysOf(books.Thread(e.Thread), e.Agent, books), e.At, books, figures => figures.Count(what));
                break;
            case ThreadAssigned e:
                Handled(e.Thread, e.From, e.At, null, books);
                if (books.Thread(e.Thread) is { Asks: true } assigned) assigned.HandledSince = e.At;
                break;
            case ThreadReturned e: Handled(e.Thread, e.From, e.At, null, books); break;
            case SlotFreed e: Handled(e.Thread, e.Agent, e.At, null, books); break;
            case SlotTaken e: books.Thread(e.Thread).HandledSince = e.At; break;
            case ThreadLeft e: Handled(e.Thread, e.Agent, e.At, e.WrapUp, books); break;
            case ThreadsMerged e: Merged(e, books); break;
        }
    }

    /// <summary>The agent's part in it ends, if they had one.</summary>
    private static void Handled(ThreadId id, AgentId? agent, Instant at, WrapUp? wrapUp, IFigureBooks books)
    {
        var thread = books.Thread(id);
        var of = KeysOf(thread, agent, books);
        if (thread.HandledSince is not { } since) return;
        thread.HandledSince = null;
        var length = (wrapUp?.Until ?? at) - since;
        if (agent is not null) Each(of, at, books, figures => figures.Handling.Add(length));
    }

    /// <summary>Who loses a thread is done with it; who keeps one goes on.</summary>
    private static void Merged(ThreadsMerged e, IFigureBooks books)
    {
        var (winner, loser) = e.Winner == e.From ? (e.From, e.Into) : (e.Into, e.From);
        Handled(loser, e.FreedAgent, e.At, null, books);
        var since = books.Thread(winner).HandledSince;
        books.Thread(winner).HandledSince = null;
        books.Thread(e.Into).HandledSince = e.Agent is null ? null : since;
        books.Thread(e.Into).Asks |= books.Thread(e.From).Asks;
    }

    private static List<(FigureBy By, string Key)> KeysOf(ThreadStanding thread, AgentId? agent, IFigureBooks books)
    {
        var keys = new List<(FigureBy, string)>(4) { (FigureBy.Topic, thread.Reading.Topic) };
        if (thread.Queue is { } queue) keys.Add((FigureBy.Queue, queue));
        if (agent is null) return keys;
        keys.Add((FigureBy.Agent, agent));
        if (books.ShiftOf(agent) is { } shift) keys.Add((FigureBy.Shift, shift));
        return keys;
    }

    private static void Each(List<(FigureBy By, string Key)> keys, Instant at, IFigureBooks books, Action<WorkFigures> count)
    {
        foreach (var (by, key) in keys)
        {
            count(books.Of(FigureRow.Of(FigureSpan.Hour, by, key, at)));
            count(books.Of(FigureRow.Of(FigureSpan.Day, by, key, at)));
        }
    }
}

/// <summary>Where <see cref="FigureFold"/> reads and counts: a store's, of one workspace.</summary>
public interface IFigureBooks
{
    /// <summary>As it stands; made if there is none yet.</summary>
    ThreadStanding Thread(ThreadId thread);

    /// <summary>The shift that the agent is in, handing over included; null: none.</summary>
    string? ShiftOf(AgentId agent);

    void SetShift(AgentId agent, string? shift);

    /// <summary>What is added goes to this row.</summary>
    WorkFigures Of(FigureRow row);
}

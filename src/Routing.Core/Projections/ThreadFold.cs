using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>How the rows of a list of threads follow from the events of threads and of the desk.</summary>
public static class ThreadFold
{
    /// <param name="of">The row of a thread, made empty if there is none yet; the caller keeps what was asked for.</param>
    public static void Apply(ActorId self, Event happened, Instant at, Func<ThreadId, ThreadStanding> of)
    {
        switch (happened)
        {
            case ThreadEvent e: OfThread(self.Key, e, at, of); break;
            case DeskEvent e: OfDesk(e, at, of); break;
        }
    }

    private static void OfThread(ThreadId thread, ThreadEvent happened, Instant at, Func<ThreadId, ThreadStanding> of)
    {
        switch (happened)
        {
            case MessageAdded e: Row().Messages++; Reported(e.Report); break;
            case MessageTaken e: Row().Messages++; Reported(e.Report); break;
            case MessageMovedOut e: Row().Messages--; Reported(e.Report); break;
            case ThreadAbsorbed e: Row().Messages += e.Messages.Length; Reported(e.Report); break;
            case ThreadEndedJoined e:
                var ended = Row();
                ended.Customer = e.Card.Customer;
                (ended.Phase, ended.JoinedInto, ended.Messages, ended.Unanswered) = (Phase.Joined, e.Into, 0, 0);
                break;
            case MessageChanged e: Reported(e.Report); break;
            case TextRemoved e: Reported(e.Report); break;
            case CustomerNoted e: Reported(e.Report); break;
            case Replied e: Reported(e.Report); break;
            case ReplyFailed e: Reported(e.Report); break;
            case ThreadResolved e: Reported(e.Report); break;
            case ThreadParked e: Reported(e.Report); break;
            case ParkEnded e: Reported(e.Report); break;
        }

        void Reported(Report report) => Row().Reported(report);

        ThreadStanding Row() => Touched(of, thread, at);
    }

    private static void OfDesk(DeskEvent happened, Instant at, Func<ThreadId, ThreadStanding> of)
    {
        switch (happened)
        {
            case ThreadReported e: Row(e.Thread).Ranked(e.Need, e.Rank); break;
            case OfferMade e: Row(e.Thread).Held(Holding.Offered, e.Agent); break;
            case OfferAccepted e: Row(e.Thread).Held(Holding.Assigned, e.Agent); break;
            case OfferEnded e: Row(e.Thread).Held(Holding.Waiting, null); break;
            case ThreadAssigned e: Row(e.Thread).Held(Holding.Assigned, e.Agent); break;
            case ThreadReturned e:
                var returned = Row(e.Thread);
                returned.Held(Holding.Waiting, null);
                if (e is { Need: { } need, Rank: { } rank }) returned.Ranked(need, rank);
                break;
            case ThreadLeft e: Leave(Row(e.Thread)); break;
            case ThreadsMerged e:
                Leave(Row(e.From));
                Row(e.Into).Held(e.Holding, e.Agent);
                if (e is { Need: { } taken, Rank: { } place }) Row(e.Into).Ranked(taken, place);
                break;
            case RequirementRelaxed e: Row(e.Thread).Ranked(e.Need, e.Rank); break;
            case PrioritySet e: Row(e.Thread).RankKey = e.Rank.ListKey; break;
            case ThreadsReranked e:
                foreach (var ranked in e.Ranked) Row(ranked.Thread).Ranked(ranked.Need, ranked.Rank);
                break;
            case PolicySet e:
                foreach (var ranked in e.Ranked) Row(ranked.Thread).Ranked(ranked.Need, ranked.Rank);
                break;
        }

        static void Leave(ThreadStanding row) => row.Held(Holding.Waiting, null);

        ThreadStanding Row(ThreadId thread) => Touched(of, thread, at);
    }

    private static ThreadStanding Touched(Func<ThreadId, ThreadStanding> of, ThreadId thread, Instant at)
    {
        var row = of(thread);
        if (row.UpdatedAt < at) row.UpdatedAt = at;
        return row;
    }
}

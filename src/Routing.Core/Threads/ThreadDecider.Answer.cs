namespace Routing.Core.Threads;

/// <summary>What the agent who holds the thread does with it: reply, resolve, park; and what the connector reports of a reply.</summary>
public sealed partial class ThreadDecider
{
    private static Decision OnReply(ThreadState state, Reply c, Instant now)
    {
        if (state.FindReply(c.Id) is not null) return Decision.Answer(Outcome.With(c.Id));
        if (NotYours(state, c.Agent) is { } refusal) return refusal;
        if (state.Report!.Newest != c.SeenNewest) return Decision.Refuse(Refusal.NotSeenNewest, state.Report.Newest.Value);
        if (state.Find(c.To) is not { Deleted: false } answered) return Decision.Refuse(Refusal.NoSuchMessage, c.To.Value);
        if (c.Visibility < answered.Facts.Visibility && !c.AllowMorePublic) return Decision.Refuse(Refusal.MorePublic, c.To.Value);
        if (WindowEnd(state, c, answered) is { } end && end <= now) return Decision.Refuse(Refusal.ReplyWindowClosed, end.ToString());

        var reply = new ThreadReply(c.Id, c.Agent, c.To, c.Visibility, now, ReplyStatus.Leaving, null, null);
        var report = Reports.Of(state, state.Card!, Phase.AwaitingCustomer, AllAnswered(state), now);
        return Decision.Of([new Replied(reply, c.TextHash, now, report) { Holder = c.Agent }], Outcome.With(c.Id));
    }

    /// <summary>Until when the network takes this reply; null: always. Networks count from the customer's newest message, on their own clock.
    /// A reply that is public though its message is private answers in public, so it has the window of public ones.</summary>
    private static Instant? WindowEnd(ThreadState state, Reply c, ThreadMessage answered)
    {
        if (c.WindowMs == 0) return null;
        var newest = answered.Facts.CreatedAt;
        foreach (var message in state.Messages)
        {
            if (message is { Deleted: false, Facts: { Own: false, Repost: false } facts } && facts.Visibility == c.Visibility && facts.CreatedAt > newest)
                newest = facts.CreatedAt;
        }

        return newest + c.WindowMs;
    }

    private static Decision OnResolve(ThreadState state, Resolve c, Instant now) =>
        NotYours(state, c.Agent) ?? Decision.Of(End(state, c.Agent, c.Reopens, now));

    /// <summary>Who resolves what its customer never came back to.</summary>
    private const string Itself = "auto";

    private static ThreadResolved End(ThreadState state, string by, bool reopens, Instant now)
    {
        var newest = state.Messages.Count > 0 ? state.Messages.Max(message => message.Facts.CreatedAt) : now;
        var report = Reports.Of(state, state.Card!, Phase.Resolved, AllAnswered(state), now) with { ByItself = by == Itself };
        return new ThreadResolved(by, reopens ? null : newest, now, report)
        {
            Holder = state.Owner,
        };
    }

    private static Decision OnPark(ThreadState state, Instant until, string? by, string? why, Instant now)
    {
        if (until <= now) return Decision.Refuse(Refusal.UntilNotInFuture);
        if (state.Phase == Phase.Parked && state.ParkedUntil == until) return Decision.Nothing;
        var report = Reports.Of(state, state.Card!, Phase.Parked, state.Messages, now);
        return Decision.Of(new ThreadParked(state.Owner!, until, now, report, by, why) { Holder = state.Owner });
    }

    private static Decision OnParkFor(ThreadState state, ParkFor c, Instant now) =>
        Missing(state)
        ?? (state.Phase == Phase.Resolved ? Decision.Refuse(Refusal.ThreadResolved)
            : state.Owner is null ? Decision.Refuse(Refusal.NobodyHolds)
            : OnPark(state, c.Until, c.By, c.Why, now));

    private static Decision OnEndPark(ThreadState state, EndPark c, Instant now) =>
        Missing(state)
        ?? (state.Phase != Phase.Parked
            ? Decision.Refuse(Refusal.NotParked)
            : Decision.Of(new ParkEnded(now, Reports.Of(state, state.Card!, Phase.Open, state.Messages, now), c.By, c.Why) { Holder = state.Owner }));

    private static Decision? NotYours(ThreadState state, AgentId agent) =>
        Missing(state)
        ?? (state.Phase == Phase.Resolved ? Decision.Refuse(Refusal.ThreadResolved)
            : state.Owner != agent ? Decision.Refuse(Refusal.NotOwner, state.Owner)
            : null);

    private static List<ThreadMessage> AllAnswered(ThreadState state) => state.Messages.ConvertAll(message => message with { Answered = true });

    private static Decision OnSent(ThreadState state, ReportSent c, Instant now)
    {
        if (state.JoinedInto is { } into) return Decision.Refuse(Refusal.ThreadJoined, into);
        if (state.FindReply(c.Reply) is not { } reply) return Decision.Refuse(Refusal.NoSuchReply);
        if (reply.Status == ReplyStatus.Sent)
            return reply.As == c.As ? Decision.Answer(new Outcome(Refusal.Duplicate)) : Decision.Refuse(Refusal.ReplyAlreadyReported, reply.As?.Value);
        return Decision.Of([new ReplySent(c.Reply, c.As, reply.To, 0, now, c.Origin) { Holder = state.Owner }], Outcome.Later);
    }

    private static Decision OnFailed(ThreadState state, ReportFailed c, Instant now)
    {
        if (state.JoinedInto is { } into) return Decision.Refuse(Refusal.ThreadJoined, into);
        if (state.FindReply(c.Reply) is not { } reply) return Decision.Refuse(Refusal.NoSuchReply);
        if (reply.Status == ReplyStatus.Sent) return Decision.Refuse(Refusal.ReplyAlreadyReported, reply.As?.Value);
        if (reply.Status == ReplyStatus.Failed || (c.Retry && reply.Reason == c.Reason)) return Decision.Nothing;

        // Given up: the message asks for an answer again, its clock running since its receipt.
        var messages = c.Retry ? state.Messages : Reopened(state, reply.To);
        var phase = c.Retry || messages.TrueForAll(message => message.Answered) ? PhaseOf(state) : Phase.Open;
        var report = Reports.Of(state, state.Card!, phase, messages, now);
        return Decision.Of(new ReplyFailed(c.Reply, c.Reason, !c.Retry, now, report) { Holder = state.Owner });
    }

    private static List<ThreadMessage> Reopened(ThreadState state, MessageKey message) => state.Messages.ConvertAll(
        known => known.Message == message && known.Facts.MakesWork && !known.Deleted ? known with { Answered = false } : known);
}

namespace Routing.Core.Threads;

/// <summary>How a thread's state follows from its events.</summary>
public sealed partial class ThreadDecider
{
    public static void Evolve(ThreadState state, ThreadEvent happened)
    {
        switch (happened)
        {
            case MessageAdded e:
                state.Card = e.Card;
                Add(state, e.Message);
                Reported(state, e.Report, e.Message.Facts.ReceivedAt, "message", null);
                break;
            case MessageTaken e:
                state.Card = e.Card;
                Add(state, e.Message);
                Reported(state, e.Report, e.Message.Facts.ReceivedAt, "message taken over", null);
                break;
            case MessageMovedOut e:
                state.Messages.RemoveAll(message => message.Message == e.Message.Message);
                state.Early.RemoveAll(early => early is MoveMessage move && move.Message == e.Message.Message);
                Reported(state, e.Report, e.Message.Facts.ReceivedAt, "message moved", null);
                break;
            case ThreadEndedJoined e:
                state.Card = e.Card;
                state.JoinedInto = e.Into;
                state.Messages.Clear();
                state.Replies.Clear();
                state.Notes.Clear();
                break;
            case ThreadAbsorbed e: Absorbed(state, e); break;
            case MessageChanged e:
                Replace(state, e.Message, message => message with { Facts = message.Facts with { Reading = e.Reading } });
                state.Early.RemoveAll(early => early is ChangeMessage change && change.Message == e.Message && change.Reading == e.Reading);
                Reported(state, e.Report, e.At, "message edited", null);
                break;
            case TextRemoved e:
                Replace(state, e.Message, message => message with { Deleted = true, Answered = true });
                state.Early.RemoveAll(early => early is RemoveText remove && remove.Message == e.Message);
                Reported(state, e.Report, e.At, "message deleted", null);
                break;
            case CustomerNoted e:
                state.Card = e.Card;
                state.Report = e.Report;
                break;
            case Placed e: Placed(state, e); break;
            case Replied e:
                state.Replies.Add(e.Reply);
                AnswerAll(state);
                state.AwaitingSince = e.Reply.At;
                Reported(state, e.Report, e.Reply.At, "replied", e.Reply.Agent);
                break;
            case ReplySent e:
                Replace(state, e.Reply, reply => reply with { Status = ReplyStatus.Sent, As = e.As });
                Step(state, e.At, "reply sent", null);
                break;
            case ReplyFailed e:
                Replace(state, e.Reply, reply => reply with { Status = e.GivenUp ? ReplyStatus.Failed : ReplyStatus.Leaving, Reason = e.Reason });
                if (e.GivenUp) Reopen(state, e.Reply);
                Reported(state, e.Report, e.At, "reply failed", null);
                break;
            case ThreadResolved e:
                AnswerAll(state);
                Reported(state, e.Report, e.At, "resolved", e.By);
                break;
            case ThreadParked e:
                Reported(state, e.Report, e.At, "parked", e.By ?? e.Agent);
                state.ParkedUntil = e.Until;
                break;
            case ParkEnded e: Reported(state, e.Report, e.At, "park ended", e.By); break;
            case NoteAdded e:
                state.Notes.Add(e.Note);
                Step(state, e.Note.At, "note", e.Note.By);
                break;
            case InstructionKept e: Instructions.Kept(state, e.Instruction); break;
            case InstructionDone e: state.Early.Remove(e.Instruction); break;
            case InstructionPassedOn e: state.Early.Remove(e.Instruction); break;
        }
    }

    private static void Reported(ThreadState state, Report report, Instant at, string what, string? who)
    {
        state.Report = report;
        if (report.Phase == Phase.Resolved) (state.Holding, state.Agent) = (Holding.Waiting, null);
        if (report.Phase != Phase.Parked) state.ParkedUntil = null;
        if (report.Phase != Phase.AwaitingCustomer) state.AwaitingSince = null;
        else state.AwaitingSince ??= at;
        Step(state, at, what, who);
    }

    private static void Placed(ThreadState state, Placed e)
    {
        if (e.Reason == HandOver.Reason && state.Owner is { } before) state.HandOver = HandOver.Of(state, before, e);
        state.Holding = e.Holding;
        state.Agent = e.Agent;
        state.Epoch = e.Epoch;
        if (e.Note is { } note && !state.Notes.Exists(known => known.Id == note)) state.Notes.Add(new ThreadNote(note, e.By ?? "", e.At));
        Step(state, e.At, e.Reason, e.By ?? e.Agent);
    }

    private static void Absorbed(ThreadState state, ThreadAbsorbed e)
    {
        state.Card = e.Card;
        foreach (var message in e.Messages) Add(state, message);
        state.Messages.Sort((a, b) => a.Facts.ReceivedAt != b.Facts.ReceivedAt
            ? a.Facts.ReceivedAt.CompareTo(b.Facts.ReceivedAt)
            : a.Message.CompareTo(b.Message));
        state.Replies.AddRange(e.Replies);
        state.Notes.AddRange(e.Notes);
        Reported(state, e.Report, state.Messages.Count > 0 ? state.Messages[^1].Facts.ReceivedAt : e.Report.Since, "joined with " + e.From, null);
    }

    private static void Add(ThreadState state, ThreadMessage message)
    {
        if (state.Messages.Count >= Limits.MessagesPerThread)
        {
            var oldest = state.Messages.FindIndex(known => known.Answered);
            if (oldest >= 0) state.Messages.RemoveAt(oldest);
        }

        state.Messages.Add(message);
    }

    private static void AnswerAll(ThreadState state)
    {
        for (var i = 0; i < state.Messages.Count; i++)
        {
            if (!state.Messages[i].Answered) state.Messages[i] = state.Messages[i] with { Answered = true };
        }
    }

    private static void Reopen(ThreadState state, string reply)
    {
        var to = state.FindReply(reply)!.To;
        Replace(state, to, message => message.Facts.MakesWork && !message.Deleted ? message with { Answered = false } : message);
    }

    private static void Replace(ThreadState state, MessageKey key, Func<ThreadMessage, ThreadMessage> change)
    {
        var at = state.Messages.FindIndex(message => message.Message == key);
        if (at >= 0) state.Messages[at] = change(state.Messages[at]);
    }

    private static void Replace(ThreadState state, string id, Func<ThreadReply, ThreadReply> change)
    {
        var at = state.Replies.FindIndex(reply => reply.Id == id);
        if (at >= 0) state.Replies[at] = change(state.Replies[at]);
    }

    private static void Step(ThreadState state, Instant at, string what, string? who)
    {
        state.Steps.Enqueue(new ThreadStep(at, what, who));
        while (state.Steps.Count > Limits.StepsPerThread) state.Steps.Dequeue();
    }
}

using Routing.Core.Customers;

namespace Routing.Core.Threads;

/// <summary>Decides what a conversation contains and, by the epoch it was last told, whether a reply is allowed.</summary>
/// <remarks>Who holds the thread is the desk's to say; a reply under an old holder, before the thread has heard of the change, stands.</remarks>
public sealed partial class ThreadDecider : IDecider<ThreadState, ThreadCommand, ThreadEvent>
{
    private ThreadDecider()
    {
    }

    public static ThreadCommand Wake { get; } = new ThreadWake();

    public static Type SavedType => typeof(ThreadSnapshot);

    public static ThreadState Create(ActorId self) => new(self.Key);

    public static Decision Decide(ThreadState state, ThreadCommand command, Instant now) => command switch
    {
        AddMessage c => OnAdd(state, c, now),
        TakeMessage c => OnTake(state, c, now),
        MoveMessage c => OnMove(state, c, now),
        JoinInto c => OnJoin(state, c),
        Absorb c => OnAbsorb(state, c, now),
        ChangeMessage c => OnChange(state, c, now),
        RemoveText c => OnRemove(state, c, now),
        CustomerChanged c => OnCustomer(state, c.Card, now),
        EraseThread => state.Exists
            ? Decision.Of(new ThreadErased(
                [.. state.Messages.Select(message => message.Message)],
                [.. state.Replies.Select(reply => reply.Id)], [.. state.Notes.Select(note => note.Id)]) { Holder = state.Owner })
            : Decision.Nothing,
        Place c => OnPlace(state, c, now),
        Reply c => OnReply(state, c, now),
        Resolve c => OnResolve(state, c, now),
        Park c => NotYours(state, c.Agent) ?? OnPark(state, c.Until, null, null, now),
        ParkFor c => OnParkFor(state, c, now),
        EndPark c => OnEndPark(state, c, now),
        AddNote c => OnNote(state, c, now),
        ReportSent c => OnSent(state, c, now),
        ReportFailed c => OnFailed(state, c, now),
        ThreadWake => OnWake(state, now),
        _ => Decision.Refuse(Refusal.WrongActor),
    };

    private static Decision OnAdd(ThreadState state, AddMessage c, Instant now)
    {
        var message = new ThreadMessage(c.Message, c.Chain, c.Facts, Answered: !c.Facts.MakesWork, Deleted: false);
        if (state.JoinedInto is { } into) return PassOn(into, c.Card, [message], [], []);
        if (state.Find(message.Message) is not null) return Decision.Nothing;
        return Decision.Of(new MessageAdded(message, c.Card, After(state, c.Card, message, now), c.Origin) { Holder = state.Owner });
    }

    private static Decision OnTake(ThreadState state, TakeMessage c, Instant now)
    {
        if (state.JoinedInto is { } into) return PassOn(into, c.Card, [c.Message], [], []);
        if (state.Find(c.Message.Message) is not null) return Decision.Nothing;
        return Decision.Of(new MessageTaken(c.Message, c.Card, After(state, c.Card, c.Message, now)) { Holder = state.Owner });
    }

    private static Report After(ThreadState state, CustomerCard card, ThreadMessage added, Instant now) =>
        Reports.Of(state, card, added is { Answered: false, Deleted: false } ? Phase.Open : PhaseOf(state), [.. state.Messages, added], now);

    /// <summary>A thread that never was anything begins by waiting for its customer, unless a message asks for more.</summary>
    private static Phase PhaseOf(ThreadState state) => state.Report?.Phase ?? Phase.AwaitingCustomer;

    private static Decision OnMove(ThreadState state, MoveMessage c, Instant now)
    {
        if (Instructions.Keep(state, c) is { } kept) return kept;
        var message = state.Find(c.Message)!;
        var left = state.Messages.FindAll(known => known.Message != c.Message);
        var report = Reports.Of(state, c.Card, PhaseWithout(state, left), left, now);
        return Decision.Of(new MessageMovedOut(message, c.To, c.Card, report) { Holder = state.Owner });
    }

    /// <summary>An open thread in which nothing asks for an answer any more: resolved if we never answered, else it awaits its customer.</summary>
    private static Phase PhaseWithout(ThreadState state, List<ThreadMessage> left) =>
        state.Phase != Phase.Open || left.Exists(message => !message.Answered) ? PhaseOf(state)
        : state.Replies.Count == 0 || left.Count == 0 ? Phase.Resolved
        : Phase.AwaitingCustomer;

    private static Decision OnJoin(ThreadState state, JoinInto c) =>
        state.JoinedInto is not null ? Decision.Nothing : PassOn(c.Into, c.Card, state.Messages, state.Replies, state.Notes, state.Owner);

    /// <summary>Carries out what was kept, once its message has come or the thread has ended; and lets nobody's thread wait for anybody.</summary>
    public static Event? Next(ThreadState state, Instant now)
    {
        foreach (var early in state.Early)
        {
            if (state.JoinedInto is { } into) return new InstructionPassedOn(into, early);
            if (state.Find(Instructions.MessageOf(early)!.Value) is null) continue;
            var events = Decide(state, early, now).Events;
            return events.Length > 0 ? events[0] : new InstructionDone(early);
        }

        return state.Holding == Holding.Waiting ? Unheld(state, now) : null;
    }

    /// <summary>To await a customer, or an instant, is what an agent does. A thread born of a message that was answered elsewhere, or taken from
    /// its agent after the reply, asks nothing of anybody: it is resolved, without a cut, so that the customer's next word opens it again. A parked
    /// one is work that somebody left: it is open again, with its age.</summary>
    private static Event? Unheld(ThreadState state, Instant now) => state.Phase switch
    {
        Phase.AwaitingCustomer => End(state, Itself, reopens: true, now),
        Phase.Parked => new ParkEnded(now, Reports.Of(state, state.Card!, Phase.Open, state.Messages, now)),
        _ => null,
    };

    private static Decision PassOn(
        ThreadId into, CustomerCard card, List<ThreadMessage> messages, List<ThreadReply> replies, List<ThreadNote> notes, AgentId? holder = null) =>
        Decision.Of(new ThreadEndedJoined(into, card, [.. messages], [.. replies], [.. notes]) { Holder = holder });

    private static Decision OnAbsorb(ThreadState state, Absorb c, Instant now)
    {
        if (state.JoinedInto is { } into) return PassOn(into, c.Card, [.. c.Messages], [.. c.Replies], [.. c.Notes]);
        var messages = c.Messages.Where(message => state.Find(message.Message) is null).ToArray();
        var replies = c.Replies.Where(reply => state.FindReply(reply.Id) is null).ToArray();
        var notes = c.Notes.Where(note => !state.Notes.Exists(known => known.Id == note.Id)).ToArray();
        if (messages.Length + replies.Length + notes.Length == 0) return Decision.Nothing;

        var all = state.Messages.Concat(messages).OrderBy(message => message.Facts.ReceivedAt).ThenBy(message => message.Message).ToList();
        var phase = all.Exists(message => message is { Answered: false, Deleted: false }) ? Phase.Open : PhaseOf(state);
        return Decision.Of(
            new ThreadAbsorbed(c.From, messages, replies, notes, c.Card, Reports.Of(state, c.Card, phase, all, now)) { Holder = state.Owner });
    }

    private static Decision OnChange(ThreadState state, ChangeMessage c, Instant now)
    {
        if (Instructions.Keep(state, c) is { } kept) return kept;
        if (state.Find(c.Message) is not { Deleted: false } message || message.Facts.Reading == c.Reading) return Decision.Nothing;
        var changed = message with { Facts = message.Facts with { Reading = c.Reading } };
        var all = state.Messages.ConvertAll(known => known.Message == c.Message ? changed : known);
        return Decision.Of(
            new MessageChanged(c.Message, c.Reading, c.At, Reports.Of(state, state.Card!, PhaseOf(state), all, now)) { Holder = state.Owner });
    }

    private static Decision OnRemove(ThreadState state, RemoveText c, Instant now)
    {
        if (Instructions.Keep(state, c) is { } kept) return kept;
        if (state.Find(c.Message) is not { Deleted: false } message) return Decision.Nothing;
        var removed = message with { Deleted = true, Answered = true };
        var all = state.Messages.ConvertAll(known => known.Message == c.Message ? removed : known);
        var phase = message.Answered ? PhaseOf(state) : PhaseWithout(state, all);
        return Decision.Of(
            new TextRemoved(c.Message, now, Reports.Of(state, state.Card!, phase, all, now)) { Holder = state.Owner });
    }

    private static Decision OnCustomer(ThreadState state, CustomerCard card, Instant now) =>
        !state.Exists || state.JoinedInto is not null || state.Card == card
            ? Decision.Nothing
            : Decision.Of(new CustomerNoted(card, Reports.Of(state, card, PhaseOf(state), state.Messages, now)) { Holder = state.Owner });

    /// <remarks>It may come before the first message does: after a join the desk can be faster than the customer.</remarks>
    /// <summary>What the desk says that cannot be so any more is answered, not taken: it heard of two threads in another order than they moved.</summary>
    private static Decision OnPlace(ThreadState state, Place c, Instant now)
    {
        if (state.JoinedInto is { } into) return PassOn(into, state.Card!, [], [], []);
        if (state is { Phase: Phase.Resolved, Report: { } report }) return Decision.Of(new ReportRepeated(report));
        var known = c.Epoch < state.Epoch || (c.Epoch == state.Epoch && c.Holding == state.Holding && c.Agent == state.Agent);
        if (known) return Decision.Nothing;
        return Decision.Of(new Placed(c.Holding, c.Agent, c.Epoch, c.Reason, c.By, c.Note, now) { Holder = state.Owner });
    }

    private static Decision OnNote(ThreadState state, AddNote c, Instant now)
    {
        if (Missing(state) is { } refusal) return refusal;
        if (state.Notes.Exists(note => note.Id == c.Id)) return Decision.Answer(Outcome.With(c.Id));
        return Decision.Of([new NoteAdded(new ThreadNote(c.Id, c.By, now)) { Holder = state.Owner }], Outcome.With(c.Id));
    }

    private static Decision OnWake(ThreadState state, Instant now)
    {
        if (Due(state) > now) return Decision.Nothing;
        return state.Phase switch
        {
            Phase.Parked => Decision.Of(
                new ParkEnded(now, Reports.Of(state, state.Card!, Phase.Open, state.Messages, now)) { Holder = state.Owner }),
            Phase.AwaitingCustomer => Decision.Of(End(state, Itself, reopens: false, now)),
            _ => Decision.Nothing,
        };
    }

    /// <summary>Null if the thread is there to be acted on.</summary>
    private static Decision? Missing(ThreadState state) =>
        !state.Exists ? Decision.Refuse(Refusal.NoSuchThread)
        : state.JoinedInto is { } into ? Decision.Refuse(Refusal.ThreadJoined, into)
        : null;

    public static bool HasOpenWork(ThreadState state) => state is { Phase: Phase.Open, JoinedInto: null };

    public static Instant Due(ThreadState state) => state.Phase switch
    {
        Phase.Parked => state.ParkedUntil ?? Instant.Never,
        Phase.AwaitingCustomer => state.AwaitingSince is { } since ? since + Limits.AwaitCustomerMs : Instant.Never,
        _ => Instant.Never,
    };

    public static View Read(ThreadState state, Query query, Instant now) => query switch
    {
        ReadThread => new ThreadView(
            state.Id, state.Card?.Customer ?? default, state.Phase, state.Holding, state.Agent, state.Epoch, state.JoinedInto, state.ParkedUntil,
            state.Report, [.. state.Messages], [.. state.Replies], [.. state.Notes], [.. state.Steps], state.HandOver),
        _ => throw new ArgumentException($"a thread does not answer {query.GetType().Name}", nameof(query)),
    };

    public static object Save(ThreadState state) => new ThreadSnapshot(
        state.Card, [.. state.Messages], [.. state.Replies], [.. state.Notes], [.. state.Steps], state.Report, state.ParkedUntil,
        state.AwaitingSince, state.JoinedInto, state.Holding, state.Agent, state.Epoch, [.. state.Early], state.HandOver);

    public static ThreadState Restore(ActorId self, object saved)
    {
        var from = (ThreadSnapshot)saved;
        var state = new ThreadState(self.Key)
        {
            Card = from.Card,
            Report = from.Report,
            ParkedUntil = from.ParkedUntil,
            AwaitingSince = from.AwaitingSince,
            JoinedInto = from.JoinedInto,
            Holding = from.Holding,
            Agent = from.Agent,
            Epoch = from.Epoch,
            HandOver = from.HandOver,
        };
        state.Messages.AddRange(from.Messages);
        state.Replies.AddRange(from.Replies);
        state.Notes.AddRange(from.Notes);
        state.Early.AddRange(from.Early);
        foreach (var step in from.Steps) state.Steps.Enqueue(step);
        return state;
    }
}

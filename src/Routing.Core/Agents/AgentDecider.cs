using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Agents;

/// <summary>Decides an agent's presence and numbers the pushes. Owned by the agent's actor.</summary>
public sealed partial class AgentDecider : IDecider<AgentState, AgentCommand, AgentEvent>
{
    private AgentDecider()
    {
    }

    public static AgentCommand Wake { get; } = new AgentWake();

    public static Type SavedType => typeof(AgentSnapshot);

    public static AgentState Create(ActorId self) => new();

    public static Decision Decide(AgentState state, AgentCommand command, Instant now) => command switch
    {
        Connect c => OnConnect(state, c, now),
        Disconnect c => OnGone(state, state.Connections.FindAll(connection => connection.Id == c.Connection), now),
        TransportLost c => OnGone(state, state.Connections.FindAll(connection => connection.Epoch < c.Before), now),
        SetStatus c => OnSetStatus(state, c.Status, c.By, c.Why, now),
        NoteActivity => OnActivity(state, now),
        AgentWake when state.GraceUntil <= now => OnSetStatus(state, AgentStatus.Offline, ByGrace, null, now),
        AgentWake when state.IdleAt <= now => Decision.Of(NewStatus(state, AgentStatus.Away, ByIdle, state.Sequence + 1, now)),
        AgentWake when Next(state, now) is { } due => Decision.Of(due),
        PlanShifts c => OnPlan(state, c, now),
        MoveShiftEnd c => OnMoveEnd(state, c, now),
        WriteHandOver c => OnHandOverNote(state, c),
        TellHandedOver c => OnHandedOver(state, c, now),
        TellDrained c => OnDrained(state, c, now),
        TellOffer c => OnOffer(state, c, now),
        TellOfferEnded c => OnOfferEnded(state, c, now),
        TellAssigned c => state.Holds(c.Thread) && state.Work[c.Thread].Epoch >= c.Epoch
            ? Decision.Nothing
            : Push(state, PushKind.Assigned, c.Thread, c.Epoch, c.Reason, now),
        TellFreed c => state.Work.ContainsKey(c.Thread) ? Push(state, PushKind.Freed, c.Thread, c.Epoch, c.Reason, now, c.To) : Decision.Nothing,
        TellNews c => state.Holds(c.Thread)
            ? Decision.Of(new Pushed(new Push(state.Sequence + 1, PushKind.News, c.Thread, 0, null, c.Ref, (int)c.News, null, now)))
            : Decision.Nothing,
        _ => Decision.Nothing,
    };

    private static Decision OnOffer(AgentState state, TellOffer c, Instant now)
    {
        if (state.Work.TryGetValue(c.Thread, out var known) && known.Epoch >= c.Epoch) return Decision.Nothing;
        return Decision.Of(new Pushed(new Push(state.Sequence + 1, PushKind.Offer, c.Thread, c.Epoch, c.Until, null, 0, null, now)));
    }

    private static Decision OnOfferEnded(AgentState state, TellOfferEnded c, Instant now)
    {
        if (!state.Work.TryGetValue(c.Thread, out var known) || known.Epoch != c.Epoch) return Decision.Nothing;
        var ended = new Pushed(new Push(state.Sequence + 1, PushKind.OfferEnded, c.Thread, c.Epoch, null, null, (int)c.End, c.Reason, now));
        return c.Away && state.Status == AgentStatus.Available
            ? Decision.Of(ended, NewStatus(state, AgentStatus.Away, "missed offers", state.Sequence + 2, now))
            : Decision.Of(ended);
    }

    private static Decision Push(AgentState state, PushKind kind, ThreadId thread, long epoch, string reason, Instant now, AgentId? to = null) =>
        Decision.Of(new Pushed(new Push(state.Sequence + 1, kind, thread, epoch, null, to, 0, reason, now)));

    public static void Evolve(AgentState state, AgentEvent happened)
    {
        Attend(state, happened);
        switch (happened)
        {
            case Connected or Disconnected or StatusSet or ActivityNoted: EvolvePresence(state, happened); break;
            case Pushed e:
                Log(state, e.Push);
                Handed(state, e.Push);
                Note(state, e.Push);
                break;
            default: EvolveShifts(state, happened); break;
        }
    }

    private static void Log(AgentState state, Push push)
    {
        state.Sequence = push.Sequence;
        state.Log.Enqueue(push);
        while (state.Log.Count > Limits.PushLog) state.Log.Dequeue();
    }

    private static void Note(AgentState state, Push push)
    {
        if (push.Thread is not { } thread) return;
        switch (push.Kind)
        {
            case PushKind.Offer: state.Work[thread] = new WorkItem(thread, Holding.Offered, push.Epoch, push.Until); break;
            case PushKind.Assigned: state.Work[thread] = new WorkItem(thread, Holding.Assigned, push.Epoch, null); break;
            case PushKind.OfferEnded or PushKind.Freed:
                state.Work.Remove(thread);
                state.Notes.Remove(thread);
                break;
        }
    }

    public static Instant Due(AgentState state)
    {
        var due = Instant.Earlier(state.IdleAt, state.IsConnected ? Instant.Never : state.GraceUntil ?? Instant.Never);
        foreach (var shift in state.Shifts) due = Instant.Earlier(due, shift.Due);
        return due;
    }

    public static View Read(AgentState state, Query query, Instant now) => query switch
    {
        CatchUp q => new CaughtUp(state.Sequence, Missed(state, q.Last), state.Status, [.. state.Connections.Select(connection => connection.Id)], [.. state.Work.Values]),
        ReadPresence => new PresenceView(state.Status, state.Why, state.IsIdle, [.. state.Connections], state.GraceUntil, state.ActiveAt),
        ReadShifts => new ShiftsView([.. state.Shifts.Select(shift => shift.IsRunning ? Attended(state, shift, now) : shift)]),
        _ => throw new ArgumentException($"an agent does not answer {query.GetType().Name}", nameof(query)),
    };

    private static Push[]? Missed(AgentState state, long? last)
    {
        if (last is not { } seen || seen > state.Sequence || seen < state.Sequence - state.Log.Count) return null;
        return [.. state.Log.Where(push => push.Sequence > seen)];
    }

    public static object Save(AgentState state) => new AgentSnapshot(
        [.. state.Connections], state.Status, state.PresenceVersion, state.GraceUntil, state.GraceSeconds,
        [.. state.Work.Values.OrderBy(item => item.Thread, StringComparer.Ordinal)], state.Sequence, [.. state.Log],
        state.Shifts.Count > 0 ? [.. state.Shifts] : null,
        state.Notes.Count > 0 ? [.. state.Notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => new HandOverNote(note.Key, note.Value))] : null,
        state.IsOnPlannedBreak, state.IdleSeconds, state.ActiveAt, state.IsIdle, state.Why);

    public static AgentState Restore(ActorId self, object saved)
    {
        var from = (AgentSnapshot)saved;
        var state = new AgentState
        {
            Status = from.Status,
            PresenceVersion = from.PresenceVersion,
            GraceUntil = from.GraceUntil,
            GraceSeconds = from.GraceSeconds,
            Sequence = from.Sequence,
            IsOnPlannedBreak = from.IsOnPlannedBreak,
            IdleSeconds = from.IdleSeconds,
            ActiveAt = from.ActiveAt,
            IsIdle = from.IsIdle,
            Why = from.Why,
        };
        state.Shifts.AddRange(from.Shifts ?? []);
        foreach (var note in from.Notes ?? []) state.Notes[note.Thread] = note.Note;
        state.Connections.AddRange(from.Connections);
        foreach (var item in from.Work) state.Work[item.Thread] = item;
        foreach (var push in from.Log) state.Log.Enqueue(push);
        return state;
    }
}

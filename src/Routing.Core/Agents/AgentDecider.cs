using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Agents;

/// <summary>Decides an agent's presence and numbers the pushes. Owned by the agent's actor.</summary>
/// <remarks>Presence changes when the last connection goes, so an old tab that closes late changes nothing. A lost connection has a grace
/// time: no offers meanwhile, but the work stays; after it the agent is offline and the desk hands the work over.</remarks>
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
        SetStatus c => OnSetStatus(state, c.Status, c.By, now),
        AgentWake when state.GraceUntil <= now => OnSetStatus(state, AgentStatus.Offline, "grace time", now),
        AgentWake when Next(state, now) is { } due => Decision.Of(due),
        PlanShifts c => OnPlan(state, c, now),
        MoveShiftEnd c => OnMoveEnd(state, c, now),
        WriteHandOver c => OnHandOverNote(state, c),
        TellHandedOver c => OnHandedOver(state, c, now),
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

    private static Decision OnConnect(AgentState state, Connect c, Instant now)
    {
        if (state.Connections.Exists(connection => connection.Id == c.Connection)) return Decision.Nothing;
        if (state.Connections.Count >= Limits.ConnectionsPerAgent) return Decision.Refuse(Refusal.TooManyConnections);
        return Decision.Of(new Connected(
            c.Connection, c.Epoch, c.GraceSeconds, state.PresenceVersion + 1, state.Status == AgentStatus.Available, now));
    }

    private static Decision OnGone(AgentState state, List<AgentConnection> gone, Instant now)
    {
        if (gone.Count == 0) return Decision.Nothing;
        var last = gone.Count == state.Connections.Count;
        return Decision.Of(new Disconnected(
            [.. gone.Select(connection => connection.Id)],
            last && state.Status != AgentStatus.Offline ? now + (state.GraceSeconds * 1000L) : null,
            state.PresenceVersion + 1,
            !last && state.Status == AgentStatus.Available,
            now));
    }

    private static Decision OnSetStatus(AgentState state, AgentStatus status, string by, Instant now)
    {
        if (state.Status == status) return Decision.Nothing;
        if (status != AgentStatus.Offline && !state.IsConnected && state.GraceUntil is null) return Decision.Refuse(Refusal.NotSignedOn);
        return Decision.Of(NewStatus(state, status, by, state.Sequence + 1, now));
    }

    private static StatusSet NewStatus(AgentState state, AgentStatus status, string by, long sequence, Instant now) =>
        new(status, by, state.PresenceVersion + 1, state.IsConnected && status == AgentStatus.Available, now,
            new Push(sequence, PushKind.Status, null, 0, null, null, (int)status, by, now));

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
        switch (happened)
        {
            case Connected e:
                state.Connections.Add(new AgentConnection(e.Connection, e.Epoch));
                state.GraceSeconds = e.GraceSeconds;
                state.GraceUntil = null;
                state.PresenceVersion = e.PresenceVersion;
                Come(state, e.At);
                break;
            case Disconnected e:
                state.Connections.RemoveAll(connection => Array.IndexOf(e.Connections, connection.Id) >= 0);
                state.GraceUntil = e.GraceUntil;
                state.PresenceVersion = e.PresenceVersion;
                break;
            case StatusSet e:
                state.Status = e.Status;
                state.PresenceVersion = e.PresenceVersion;
                if (e.Status == AgentStatus.Offline) state.GraceUntil = null;
                state.PlannedStatus = null;
                if (e.By != ByPlan) state.IsOnPlannedBreak = false;
                Come(state, e.At);
                Log(state, e.Push);
                break;
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
        var due = state.IsConnected ? Instant.Never : state.GraceUntil ?? Instant.Never;
        foreach (var shift in state.Shifts) due = Instant.Earlier(due, shift.Due);
        return due;
    }

    public static View Read(AgentState state, Query query, Instant now) => query switch
    {
        CatchUp q => new CaughtUp(state.Sequence, Missed(state, q.Last), state.Status, state.IsConnected, [.. state.Work.Values]),
        ReadShifts => new ShiftsView([.. state.Shifts]),
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
        state.IsOnPlannedBreak);

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
        };
        state.Shifts.AddRange(from.Shifts ?? []);
        foreach (var note in from.Notes ?? []) state.Notes[note.Thread] = note.Note;
        state.Connections.AddRange(from.Connections);
        foreach (var item in from.Work) state.Work[item.Thread] = item;
        foreach (var push in from.Log) state.Log.Enqueue(push);
        return state;
    }
}

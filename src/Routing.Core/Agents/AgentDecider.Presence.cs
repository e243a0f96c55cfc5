namespace Routing.Core.Agents;

/// <summary>Whether an agent is there, from three signals: connections (the edge says which begin and end, and takes a client that does not answer for
/// gone), what they say of themselves, and signs of a person.</summary>
/// <remarks>Presence changes when the last connection goes, so an old tab that closes late changes nothing. A lost connection has a grace
/// time: no offers meanwhile, but the work stays; after it the agent is offline and the desk hands the work over. Who is available and does nothing
/// for as long as the policy says is away, and back with the next sign of them.</remarks>
public sealed partial class AgentDecider
{
    private const string ByGrace = "grace time";
    private const string ByIdle = "idle";
    private const string ByActivity = "activity";
    private const string ByDrained = "drained";

    private static Decision OnConnect(AgentState state, Connect c, Instant now)
    {
        if (state.Connections.Exists(connection => connection.Id == c.Connection)) return Decision.Nothing;
        if (state.Connections.Count >= Limits.ConnectionsPerAgent) return Decision.Refuse(Refusal.TooManyConnections);
        return Decision.Of(new Connected(
            c.Connection, c.Epoch, c.GraceSeconds, state.PresenceVersion + 1, state.Status == AgentStatus.Available, now, c.IdleSeconds,
            state.Status == AgentStatus.Offline, state.Status == AgentStatus.Draining));
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
            now,
            state.Status == AgentStatus.Offline,
            state.Status == AgentStatus.Draining));
    }

    private static Decision OnSetStatus(AgentState state, AgentStatus status, string by, string? why, Instant now)
    {
        if (state.Status == status && !state.IsIdle && (why is null || why == state.Why)) return Decision.Nothing;
        if (status != AgentStatus.Offline && !state.IsConnected && state.GraceUntil is null) return Decision.Refuse(Refusal.NotSignedOn);
        return Decision.Of(NewStatus(state, status, by, state.Sequence + 1, now, why));
    }

    private static Decision OnDrained(AgentState state, TellDrained c, Instant now) =>
        state.Status == AgentStatus.Draining && state.PresenceVersion == c.PresenceVersion
            ? Decision.Of(NewStatus(state, AgentStatus.Offline, ByDrained, state.Sequence + 1, now))
            : Decision.Nothing;

    private static Decision OnActivity(AgentState state, Instant now)
    {
        if (state.IsIdle && state.IsConnected) return Decision.Of(NewStatus(state, AgentStatus.Available, ByActivity, state.Sequence + 1, now));
        return state.IdleSeconds == 0 || now < state.ActiveAt + Limits.ActivityNotedMs ? Decision.Nothing : Decision.Of(new ActivityNoted(now));
    }

    private static StatusSet NewStatus(AgentState state, AgentStatus status, string by, long sequence, Instant now, string? why = null) =>
        new(status, by, state.PresenceVersion + 1, state.IsConnected && status == AgentStatus.Available, now,
            new Push(sequence, PushKind.Status, null, 0, null, null, (int)status, by, now), why, state.Status);

    private static void EvolvePresence(AgentState state, AgentEvent happened)
    {
        switch (happened)
        {
            case Connected e:
                state.Connections.Add(new AgentConnection(e.Connection, e.Epoch));
                state.GraceSeconds = e.GraceSeconds;
                state.GraceUntil = null;
                state.IdleSeconds = e.IdleSeconds;
                if (state.ActiveAt == default) state.ActiveAt = e.At;
                state.PresenceVersion = e.PresenceVersion;
                Come(state, e.At);
                break;
            case Disconnected e:
                state.Connections.RemoveAll(connection => Array.IndexOf(e.Connections, connection.Id) >= 0);
                state.GraceUntil = e.GraceUntil;
                state.PresenceVersion = e.PresenceVersion;
                break;
            case StatusSet e:
                (state.Status, state.Why, state.IsIdle) = (e.Status, e.Why, e.By == ByIdle);
                state.PresenceVersion = e.PresenceVersion;
                if (e.Status == AgentStatus.Offline) state.GraceUntil = null;
                if (e.Status == AgentStatus.Available) state.ActiveAt = e.At;
                state.PlannedStatus = null;
                if (e.By != ByPlan) state.IsOnPlannedBreak = false;
                Come(state, e.At);
                Log(state, e.Push);
                break;
            case ActivityNoted e: state.ActiveAt = e.At; break;
        }
    }
}

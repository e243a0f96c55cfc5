using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Audit;

/// <summary>Who is offline holds nothing open; nobody is taken for gone, or for idle, who is not, and nobody stays who is. By durable events, and by
/// what clients and people did.</summary>
internal sealed class PresenceBooks(DeskBooks desk, Conditions conditions) : Books
{
    /// <summary>Milliseconds that something which is due may come late: silos crash, and come up again.</summary>
    private const long LateMs = 30_000;

    private readonly HashSet<(AgentId Agent, long Version)> _offline = [];
    private readonly Dictionary<AgentId, Presence> _agents = new(StringComparer.Ordinal);
    private readonly HashSet<AgentId> _gone = new(StringComparer.Ordinal);
    private readonly HashSet<AgentId> _draining = new(StringComparer.Ordinal);
    private readonly HashSet<AgentId> _employed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <summary>A connection is at its end, or the edge was right to take it for gone.</summary>
    public void Ended(string connection) => _ended.Add(connection);

    /// <summary>A person is about to do something.</summary>
    public void Acts(AgentId agent, Instant at) => StillThere(agent, Of(agent), at);

    /// <summary>A person did something then, and the engine said that it knows.</summary>
    public void Acted(AgentId agent, Instant at)
    {
        var presence = Of(agent);
        presence.ActedAt = at;
        Must(
            presence.IdleSince is not { } idle || at < idle || presence.ConnectedSince is not { } since || at < since,
            () => $"{agent} did something at {at} and is idle since {presence.IdleSince}");
    }

    public void Happened(AgentId agent, AgentEvent happened)
    {
        var presence = Of(agent);
        switch (happened)
        {
            case Connected e:
                StillThere(agent, presence, e.At);
                presence.Connections.Add(e.Connection);
                presence.ConnectedSince ??= e.At;
                presence.GoneSince = null;
                if (presence.ActiveAt == default) presence.ActiveAt = e.At;
                Told(agent, presence, e.PresenceVersion);
                break;
            case Disconnected e:
                foreach (var connection in e.Connections)
                {
                    Must(_ended.Contains(connection), () => $"{connection} of {agent} was taken for gone and is not");
                    presence.Connections.Remove(connection);
                }

                if (presence.Connections.Count == 0) (presence.ConnectedSince, presence.GoneSince) = (null, e.At);
                Told(agent, presence, e.PresenceVersion);
                break;
            case StatusSet e:
                Must(e.By != "grace time" || GraceIsOver(presence, e.At), () => $"the grace time of {agent} ended at {e.At}; they are gone since {presence.GoneSince}");
                Must(e.By != "idle" || e.At >= IdleAt(presence), () => $"{agent} was taken for idle at {e.At}, and was not until {IdleAt(presence)}");
                if (e.By != "idle") StillThere(agent, presence, e.At);
                presence.Said = e.Status;
                presence.IdleSince = e.By == "idle" ? e.At : null;
                if (e.Status == AgentStatus.Available) presence.ActiveAt = e.At;
                Told(agent, presence, e.PresenceVersion);
                break;
            case ActivityNoted e: presence.ActiveAt = e.At; break;
            case Pushed e: StillThere(agent, presence, e.Push.At); break;
        }
    }

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case ReadySet e:
                Must(
                    _offline.Contains((e.Agent, e.Version)) == e.Gone, () => $"{e.Agent} said to be gone: {e.Gone}, at {e.Version} of their presence, is not what they said");
                if (e.Gone) _gone.Add(e.Agent);
                if (Of(e.Agent).Draining.Contains(e.Version)) _draining.Add(e.Agent);
                else _draining.Remove(e.Agent);
                break;
            case AgentDrained e:
                Must(!IsBusy(e.Agent, e.At), () => $"{e.Agent} is said to have nothing left at {e.At}");
                _draining.Remove(e.Agent);
                break;
            case AgentSet e: _employed.Add(e.Agent); break;
            case AgentRemoved e: _employed.Remove(e.Agent); break;
        }
    }

    /// <summary>Whoever went offline in this turn has left all that is open, and whoever drains has something to do.</summary>
    public void TurnEnded(Instant at)
    {
        foreach (var (thread, entry) in desk.Threads)
        {
            Must(
                entry.Agent is not { } agent || !_gone.Contains(agent) || entry.Phase != Phase.Open, () => $"{thread} is left with {entry.Agent}, who is offline");
        }

        _gone.Clear();
        foreach (var agent in _draining) Must(!_employed.Contains(agent) || IsBusy(agent, at), () => $"{agent} drains, has nothing left, and is not signed out");
    }

    private bool IsBusy(AgentId agent, Instant at) => desk.IsWrappingUp(agent, at) || desk.Threads.Values.Any(entry => entry.Agent == agent && entry.HoldsSlot);

    private Presence Of(AgentId agent)
    {
        if (!_agents.TryGetValue(agent, out var presence)) _agents[agent] = presence = new Presence();
        return presence;
    }

    private void Told(AgentId agent, Presence presence, long version)
    {
        if (presence.Said == AgentStatus.Offline) _offline.Add((agent, version));
        if (presence.Said == AgentStatus.Draining) presence.Draining.Add(version);
    }

    private bool GraceIsOver(Presence presence, Instant at) =>
        presence.Connections.Count == 0 && presence.GoneSince is { } since && at >= since + (conditions.GraceSeconds * 1000L);

    /// <summary>Signs are noted every half minute: the last one known may be so much older than the last one.</summary>
    private Instant IdleAt(Presence presence) => presence.ActedAt + ((conditions.IdleSeconds * 1000L) - Limits.ActivityNotedMs);

    /// <summary>Who is available and shows no sign of a person is set away in time.</summary>
    private void StillThere(AgentId agent, Presence presence, Instant at)
    {
        if (conditions.IdleSeconds == 0 || presence.Said != AgentStatus.Available || presence.ConnectedSince is not { } connected) return;
        var since = connected > presence.ActiveAt ? connected : presence.ActiveAt;
        Must(
            at < since + ((conditions.IdleSeconds * 1000L) + LateMs), () => $"{agent} shows no sign of a person since {since}, and is available at {at}");
    }

    private sealed class Presence
    {
        public AgentStatus Said { get; set; }

        public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

        public Instant? ConnectedSince { get; set; }

        public Instant? GoneSince { get; set; }

        /// <summary>By the durable events.</summary>
        public Instant ActiveAt { get; set; }

        /// <summary>By the person.</summary>
        public Instant ActedAt { get; set; }

        public Instant? IdleSince { get; set; }

        /// <summary>Versions of presence at which they said that they drain.</summary>
        public HashSet<long> Draining { get; } = [];
    }
}

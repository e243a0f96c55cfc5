using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Audit;

/// <summary>Who is offline holds nothing open: by durable events alone.</summary>
internal sealed class PresenceBooks(DeskBooks desk)
{
    private readonly HashSet<(AgentId Agent, long Version)> _offline = [];
    private readonly Dictionary<AgentId, AgentStatus> _said = new(StringComparer.Ordinal);
    private readonly HashSet<AgentId> _gone = new(StringComparer.Ordinal);

    public void Happened(AgentId agent, AgentEvent happened)
    {
        if (happened is StatusSet set) _said[agent] = set.Status;
        var version = happened switch
        {
            StatusSet e => e.PresenceVersion,
            Connected e => e.PresenceVersion,
            Disconnected e => e.PresenceVersion,
            _ => 0,
        };
        if (version > 0 && _said.GetValueOrDefault(agent) == AgentStatus.Offline) _offline.Add((agent, version));
    }

    public void Happened(DeskEvent happened)
    {
        if (happened is not ReadySet e) return;
        if (_offline.Contains((e.Agent, e.Version)) != e.Gone) throw Violation.Wrong($"{e.Agent} said to be gone: {e.Gone}, at {e.Version} of their presence, is not what they said");
        if (e.Gone) _gone.Add(e.Agent);
    }

    /// <summary>Whoever went offline in this turn has left all that is open.</summary>
    public void TurnEnded()
    {
        foreach (var (thread, entry) in desk.Threads)
        {
            if (entry.Agent is { } agent && _gone.Contains(agent) && entry.Phase == Phase.Open) throw Violation.Wrong($"{thread} is left with {agent}, who is offline");
        }

        _gone.Clear();
    }
}

using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>What the moves decided so far will have taken and given back; the state itself is not changed by deciding.</summary>
internal sealed class PlannedLoads(DeskState state)
{
    private readonly Dictionary<AgentId, int> _taken = new(StringComparer.Ordinal);
    private readonly List<(AgentId Agent, int Cost)> _changes = [];

    public long Epoch { get; private set; } = state.LastEpoch;

    public bool HasRoom(AgentId to, DeskThread thread)
    {
        var cost = state.Policy.HeldCost(thread.Report);
        return cost == 0 || LoadOf(to) + (thread.Agent == to ? 0 : cost) <= state.Agents[to].Capacity;
    }

    /// <summary>Hundredths of a slot; 0 for nobody.</summary>
    public int LoadOf(AgentId? agent) => agent is null ? 0 : state.Agents[agent].Taken + _taken.GetValueOrDefault(agent);

    public bool IsOver(AgentId agent) => LoadOf(agent) > state.Agents[agent].Capacity;

    /// <summary>One more move, with an epoch of its own.</summary>
    /// <param name="leaves">It is still counted where it is.</param>
    public void Take(AgentId? to, DeskThread thread, bool leaves = true)
    {
        Epoch++;
        var cost = state.Policy.HeldCost(thread.Report);
        if (leaves && thread.Agent is { } from) Change(from, -cost);
        if (to is not null) Change(to, cost);
    }

    /// <summary>Where to go <see cref="BackTo"/>.</summary>
    public (int Changes, long Epoch) Mark() => (_changes.Count, Epoch);

    public void BackTo((int Changes, long Epoch) mark)
    {
        for (var last = _changes.Count - 1; last >= mark.Changes; last--) _taken[_changes[last].Agent] -= _changes[last].Cost;
        _changes.RemoveRange(mark.Changes, _changes.Count - mark.Changes);
        Epoch = mark.Epoch;
    }

    private void Change(AgentId agent, int cost)
    {
        _taken[agent] = _taken.GetValueOrDefault(agent) + cost;
        _changes.Add((agent, cost));
    }
}

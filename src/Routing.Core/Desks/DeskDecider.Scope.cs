using Routing.Core.Desks.Rebalancing;

namespace Routing.Core.Desks;

/// <summary>What planners read, a slice at a time: the desk's turn stays short however much waits.</summary>
public sealed partial class DeskDecider
{
    private static ScopeSlice ScopeOf(DeskState state, ReadScope q)
    {
        var all = state.Matching.Agents;
        var (agents, threads) = (new List<DeskAgentSnapshot>(), new List<DeskThreadSnapshot>());
        var (agent, thread, left) = (q.AgentsFrom, q.ThreadsFrom, Limits.ScopeSlice);
        for (; left > 0 && agent < all.Count; agent++, left--)
        {
            if (!all[agent].Removed && q.Scope.HasAgent(all[agent].Id)) agents.Add(SavedOf(all[agent]));
        }

        for (; left > 0 && thread < state.Row.Count; thread++, left--)
        {
            if (IsIn(q.Scope, state.Row[thread])) threads.Add(SavedOf(state.Row[thread]));
        }

        var next = agent < all.Count || thread < state.Row.Count ? q with { AgentsFrom = agent, ThreadsFrom = thread } : null;
        return new ScopeSlice(state.Policy, state.UpSince, state.LastEpoch, [.. agents], [.. threads], next);
    }

    /// <summary>Whatever these agents hold is in, whatever its queue: it may step aside.</summary>
    private static bool IsIn(Scope scope, DeskThread thread) => thread.Agent is { } agent ? scope.HasAgent(agent) : scope.Has(thread.Need);
}

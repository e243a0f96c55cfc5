using Routing.Core.Desks.Rebalancing;

namespace Routing.Core.Desks;

/// <summary>What planners read, a slice at a time: the desk's turn stays short however much waits.</summary>
/// <remarks>The whole desk, whatever the plan is for: what others lose by it must be seen as well.</remarks>
public sealed partial class DeskDecider
{
    private static ScopeSlice ScopeOf(DeskState state, ReadScope q)
    {
        var all = state.Matching.Agents;
        var (agents, threads) = (new List<DeskAgentSnapshot>(), new List<DeskThreadSnapshot>());
        var (agent, thread, left) = (q.AgentsFrom, q.ThreadsFrom, Limits.ScopeSlice);
        for (; left > 0 && agent < all.Count; agent++, left--)
        {
            if (!all[agent].Removed) agents.Add(SavedOf(all[agent]));
        }

        for (; left > 0 && thread < state.Row.Count; thread++, left--)
        {
            if (IsServed(state, state.Row[thread])) threads.Add(SavedOf(state.Row[thread]));
        }

        var next = agent < all.Count || thread < state.Row.Count ? q with { AgentsFrom = agent, ThreadsFrom = thread } : null;
        return new ScopeSlice(state.Policy, state.UpSince, state.LastEpoch, [.. agents], [.. threads], next);
    }

    /// <summary>All but what is held back until a supervisor says otherwise.</summary>
    private static bool IsServed(DeskState state, DeskThread thread) => thread.Agent is not null || HoldsBack(state, thread) is null;
}

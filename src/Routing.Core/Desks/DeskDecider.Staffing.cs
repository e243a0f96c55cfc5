namespace Routing.Core.Desks;

/// <summary>An alert for each queue whose agents are all offline, told once, and once more when somebody is back.</summary>
/// <remarks>A queue's agents are those who could serve it at its loosest, whatever the language. One that nobody has served yet under this policy is
/// no alert, else every new queue would be one; a lost connection counts after its grace time. At night it is told like by day: whoever listens knows
/// the opening hours.</remarks>
public sealed partial class DeskDecider
{
    private static DeskEvent? NextStaffing(DeskState state, Instant now)
    {
        if (state.Staffing.Turned.Count == 0) return null;
        var queue = state.Staffing.Turned.Keys.Min(StringComparer.Ordinal)!;
        return state.Staffing.Turned[queue] ? new QueueStaffed(queue, now) : new QueueUnstaffed(queue, now);
    }

    private static void EvolveStaffing(DeskState state, DeskEvent happened)
    {
        switch (happened)
        {
            case QueueUnstaffed e:
                state.Unstaffed[e.Queue] = e.At;
                state.Staffing.Settle(e.Queue);
                break;
            case QueueStaffed e:
                state.Unstaffed.Remove(e.Queue);
                state.Staffing.Settle(e.Queue);
                break;
            case ReadySet e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentSet e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentRemoved e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentSetUntil e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case TemporaryEnded e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case PolicySet e:
                foreach (var gone in state.Unstaffed.Keys.Where(queue => e.Policy.Queue(queue) is null).ToList()) state.Unstaffed.Remove(gone);
                state.Staffing.Under(state.Policy, state.Matching.Agents, state.Unstaffed);
                break;
        }
    }

    private static void LookAtStaffing(DeskState state, DeskAgent agent) => state.Staffing.Look(agent, state.Matching.Agents, state.Unstaffed);
}

using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>An alert for each open queue whose agents are all offline, told once, and once more when somebody is back or the queue closes.</summary>
/// <remarks>A queue's agents are those who could serve it at its loosest, whatever the language. One that nobody has served yet under this policy is
/// no alert, else every new queue would be one; but whoever could serve it is missed when it opens. A lost connection counts after its grace time.
/// When queues open and close is journalled, so replay does not depend on the time zone data of the machine.</remarks>
public sealed partial class DeskDecider
{
    private static DeskEvent? NextStaffing(DeskState state, Instant now)
    {
        if (state.Staffing.Turned.Count == 0) return null;
        var queue = state.Staffing.Turned.Keys.Min(StringComparer.Ordinal)!;
        return state.Staffing.Turned[queue] ? new QueueStaffed(queue, now, !state.Staffing.IsStaffed(queue)) : new QueueUnstaffed(queue, now);
    }

    private static QueueTurned Turned(DeskState state, QueueId queue, Instant now)
    {
        var (isOpen, until) = state.Policy.Queue(queue)!.Hours.At(now);
        return new(queue, isOpen, until, now);
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
            case QueueTurned e:
                SetHours(state, new QueueHours(e.Queue, e.IsOpen, e.Until));
                state.Staffing.Turn(e.Queue, e.IsOpen, state.Matching.Agents, state.Unstaffed);
                break;
            case ReadySet e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentSet e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentRemoved e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case AgentSetUntil e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case TemporaryEnded e: LookAtStaffing(state, state.Agents[e.Agent]); break;
            case PolicySet e:
                foreach (var gone in state.Unstaffed.Keys.Where(queue => e.Policy.Queue(queue) is null).ToList()) state.Unstaffed.Remove(gone);
                LookAtHours(state);
                state.Staffing.Under(state.Policy, state.Matching.Agents, state.Unstaffed, state.Hours);
                break;
        }
    }

    private static void LookAtStaffing(DeskState state, DeskAgent agent) => state.Staffing.Look(agent, state.Matching.Agents, state.Unstaffed);

    /// <summary>Under a new policy each queue's hours are due to be looked at; until then one that was open or closed is so still.</summary>
    private static void LookAtHours(DeskState state)
    {
        foreach (var hours in state.Hours.Values.ToList())
        {
            if (state.Policy.Queue(hours.Queue) is { Hours.Spans.Length: > 0 }) continue;
            state.Deadlines.Clear(hours.Until, DueKind.Hours, hours.Queue);
            state.Hours.Remove(hours.Queue);
        }

        foreach (var hours in state.Hours.Values.ToList()) SetHours(state, hours with { Until = default });
        LookAtUnknownHours(state);
    }

    private static void LookAtUnknownHours(DeskState state)
    {
        foreach (var queue in state.Policy.Queues)
            if (queue.Hours.Spans.Length > 0 && !state.Hours.ContainsKey(queue.Id)) state.Deadlines.Set(default, DueKind.Hours, queue.Id);
    }

    private static void SetHours(DeskState state, QueueHours hours)
    {
        state.Deadlines.Clear(state.Hours.GetValueOrDefault(hours.Queue).Until, DueKind.Hours, hours.Queue);
        state.Deadlines.Set(hours.Until, DueKind.Hours, hours.Queue);
        state.Hours[hours.Queue] = hours;
    }

    private static void RestoreHours(DeskState state, QueueHours[]? stored)
    {
        foreach (var hours in stored ?? []) SetHours(state, hours);
        LookAtUnknownHours(state);
    }
}

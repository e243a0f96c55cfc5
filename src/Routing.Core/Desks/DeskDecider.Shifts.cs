using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>The end of a shift: first nothing more is offered that would not be finished, then what is open is handed over.</summary>
/// <remarks>The estimate is the policy's expected handling time, of the queue that takes longest among those that the agent can serve: an
/// index of agents that depended on each thread's own would be another search per class. So nothing is ever offered that is expected to
/// take longer than what is left, and short work may go to colleagues a little sooner than it must. A hand-over moves one thread in one event,
/// to the colleague, or to the queue with its age, rank and deadline; what it is about is state, so that a crash between any two goes on.</remarks>
public sealed partial class DeskDecider
{
    private static Decision OnShiftEnd(DeskState state, SetShiftEnd c) =>
        state.Agents.GetValueOrDefault(c.Agent)?.Shift is { IsOver: false } shift && shift.Id == c.Shift && shift.Until == c.Until
            ? Decision.Nothing
            : Decision.Of(new ShiftEndSet(c.Agent, c.Shift, c.Until));

    private static DeskShift ShiftOf(DeskState state, DeskAgent agent, string id, Instant until)
    {
        var longest = 0;
        foreach (var queue in state.Policy.Queues)
        {
            var seconds = state.Policy.HandlingSeconds(queue);
            if (seconds > longest && agent.Covers(Ranking.LoosestOf(state.Policy, queue))) longest = seconds;
        }

        return new DeskShift(id, until, until + (-longest * 1000L));
    }

    /// <summary>With other skills, or under another policy, the agent serves other queues.</summary>
    private static void Redrain(DeskState state, DeskAgent agent)
    {
        if (agent.Shift is { IsOver: false } shift) Shift(state, agent, ShiftOf(state, agent, shift.Id, shift.Until));
    }

    private static Decision OnEndShift(DeskState state, EndShift c, Instant now)
    {
        var begun = new HandOverBegun(c.Agent, c.Shift, c.HandTo, c.Notes, now);
        var agent = state.Agents.GetValueOrDefault(c.Agent);
        if (agent?.Shift is { IsOver: true } over && over.Id == c.Shift) return Decision.Nothing;

        // What was left of the one before is handed over by this one.
        return agent?.HandOver is { } before ? Decision.Of(new HandOverDone(c.Agent, before.Shift, before.Moved, now), begun) : Decision.Of(begun);
    }

    /// <summary>The next step of a hand-over.</summary>
    private static DeskEvent HandOn(DeskState state, DeskAgent agent, Instant now)
    {
        var handOver = agent.HandOver!;
        DeskThread? next = null;
        foreach (var id in agent.Held)
        {
            var held = state.Threads[id];
            if (held.Report.Phase == Phase.Open && (next is null || string.CompareOrdinal(id, next.Id) < 0)) next = held;
        }

        if (next is null) return new HandOverDone(agent.Id, handOver.Shift, handOver.Moved, now);
        if (handOver.InTurn >= state.HandOverSlice) return new HandOverPaused(agent.Id, now + state.HandOverPauseMs);
        if (next.Holding == Holding.Offered)
            return new OfferEnded(next.Id, agent.Id, next.Epoch, OfferEnd.Undelivered, Threads.HandOver.Reason, agent.Misses, default, Away: false, default, now);

        var note = Array.Find(handOver.Notes, written => written.Thread == next.Id).Note;
        var colleague = handOver.HandTo is { } to && to != agent.Id ? Agent(state, to) : null;
        if (colleague is { Ready: true, HandOver: null, Shift: null or { Drains: false } })
        {
            if (HasRoom(state, colleague, next, next.Report))
            {
                return new ThreadAssigned(
                    next.Id, colleague.Id, state.LastEpoch + 1, Threads.HandOver.Reason, agent.Id, note, OverCapacity: false, agent.Id, now);
            }
        }
        else
        {
            // Nobody waits for somebody who is not there.
            colleague = null;
        }

        var until = Instant.Earlier(now + (state.Policy.Offers.PreferredSeconds * 1000L), next.Rank.Deadline);
        var prefers = colleague is not null && until > now ? colleague.Id : null;
        return new ThreadReturned(
            next.Id, agent.Id, state.LastEpoch + 1, Threads.HandOver.Reason, agent.Id, note, prefers, prefers is null ? default : until, default, null,
            null, null, now);
    }

    /// <summary>Who comes back finds what they know and what still waits: as much as there is room for, the most pressing first.</summary>
    private static void PreferKnown(DeskState state, DeskAgent agent, List<Event> events, Instant now)
    {
        var known = agent.Knows.Select(id => state.Threads[id]).Where(thread =>
                thread is { IsFiled: true, Preferred: null } && HoldsBack(state, thread) is null && thread.Rank.Deadline > now && thread.MayGoTo(agent.Id, now) && agent.Covers(thread.Need))
            .OrderBy(thread => thread.Rank.Key).ThenBy(thread => thread.Id, StringComparer.Ordinal);
        foreach (var thread in known.Take(Math.Max(0, agent.Capacity - agent.Busy) / state.DearestCost))
        {
            var until = Instant.Earlier(now + (state.Policy.Offers.PreferredSeconds * 1000L), thread.Rank.Deadline);
            events.Add(new ThreadPreferred(thread.Id, agent.Id, until));
        }
    }

    private static void EvolveShifts(DeskState state, DeskEvent happened)
    {
        switch (happened)
        {
            case ShiftEndSet e: Shift(state, Known(state, e.Agent), ShiftOf(state, Known(state, e.Agent), e.Shift, e.Until)); break;
            case DrainBegan e: Shift(state, state.Agents[e.Agent], state.Agents[e.Agent].Shift! with { Drains = true }); break;
            case HandOverBegun e:
                var agent = Known(state, e.Agent);
                agent.Ready = false;
                Shift(state, agent, new DeskShift(e.Shift, e.At, e.At, Drains: true, IsOver: true));
                HandOver(state, agent, new DeskHandOver(e.Shift, e.HandTo, e.Notes, 0, 0, e.At));
                break;
            case HandOverPaused e: HandOver(state, state.Agents[e.Agent], state.Agents[e.Agent].HandOver! with { InTurn = 0, GoesOnAt = e.Until }); break;
            case HandOverDone e: HandOver(state, state.Agents[e.Agent], null); break;
            case ThreadPreferred e:
                Prefer(state, state.Threads[e.Thread], e.Agent, e.Until);
                LookAgain(state, state.Threads[e.Thread]);
                break;
        }
    }

    private static void Shift(DeskState state, DeskAgent agent, DeskShift? shift)
    {
        if (agent.Shift is { Drains: false, IsOver: false } before) state.Deadlines.Clear(before.DrainsFrom, DueKind.Drain, agent.Id);
        if (shift is { Drains: false, IsOver: false }) state.Deadlines.Set(shift.DrainsFrom, DueKind.Drain, agent.Id);
        Change(state, agent, changed => changed.Shift = shift);
    }

    private static void HandOver(DeskState state, DeskAgent agent, DeskHandOver? handOver)
    {
        if (agent.HandOver is { } before) state.Deadlines.Clear(before.GoesOnAt, DueKind.HandOver, agent.Id);
        if (handOver is not null) state.Deadlines.Set(handOver.GoesOnAt, DueKind.HandOver, agent.Id);
        Change(state, agent, changed => changed.HandOver = handOver);
    }

    /// <summary>Counts what a hand-over moved.</summary>
    private static void Moved(DeskState state, AgentId? from, string reason)
    {
        if (reason == Threads.HandOver.Reason && from is not null && state.Agents[from] is { HandOver: { } handOver } agent)
            agent.HandOver = handOver with { Moved = handOver.Moved + 1, InTurn = handOver.InTurn + 1 };
    }

    /// <summary>Who had a waiting thread last, and did not give it away.</summary>
    private static void Remember(DeskState state, DeskThread thread, AgentId? agent)
    {
        if (thread.Knows is { } before) state.Agents[before].Knows.Remove(thread.Id);
        thread.Knows = agent;
        if (agent is not null) state.Agents[agent].Knows.Add(thread.Id);
    }
}

using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>What threads tell the desk: how they stand, and that two proved to be one.</summary>
public sealed partial class DeskDecider
{
    private static Decision OnReport(DeskState state, ReportThread c, Instant now)
    {
        var report = c.Report;
        var ends = report.Phase is Phase.Resolved or Phase.Joined;
        if (!state.Threads.TryGetValue(c.Thread, out var thread))
        {
            return ends ? Decision.Nothing : Decision.Of(Reported(state, c, null, Priority.Usual, now));
        }

        if (report.Version <= thread.Report.Version) return Decision.Nothing;
        var events = new List<Event>(2);
        if (thread.Holding == Holding.Offered && report.Phase != Phase.Open)
            events.Add(Revoke(thread, "needs nobody now", state.Agents[thread.Agent!].Misses, now));
        if (ends)
        {
            events.Add(new ThreadLeft(
                c.Thread, thread.Holding == Holding.Assigned ? thread.Agent : null, report.Phase == Phase.Resolved, now, WrapUpOf(state, thread, report, now),
                HasNotHeard(thread, report) ? state.LastEpoch + 1 : 0));
            return Decision.Of(events);
        }

        events.Add(Reported(state, c, thread.ChosenQueue, thread.Rank.Priority, now));
        if (thread.Holding == Holding.Assigned) Wakes(state, thread, report, events, now);
        return Decision.Of(events);
    }

    /// <summary>That it was given to somebody is still on its way to a thread that reports its end: should it be open again by then, it would
    /// take for its holder whom the desk has just freed of it.</summary>
    private static bool HasNotHeard(DeskThread thread, Report report) =>
        thread.Holding == Holding.Assigned && report.Phase == Phase.Resolved && report.Epoch < thread.Epoch;

    /// <summary>Only for what an agent resolved, not for what ended by itself.</summary>
    private static WrapUp? WrapUpOf(DeskState state, DeskThread thread, Report report, Instant now)
    {
        if (state.Policy.WrapUpSeconds() is not (> 0 and var seconds) || report is not { Phase: Phase.Resolved, ByItself: false }) return null;
        if (thread.Holding != Holding.Assigned || state.Agents[thread.Agent!].WrapUps.Count >= Limits.SlotsPerAgent) return null;
        return new WrapUp(now + (seconds * 1000L), state.Policy.FullCost(thread.Report));
    }

    private static ThreadReported Reported(DeskState state, ReportThread c, QueueId? chosen, Priority priority, Instant now)
    {
        var (need, rank) = Ranking.Of(state.Policy, c.Report, chosen, now, priority);
        return new(c.Thread, c.Report, need, rank);
    }

    /// <summary>An assigned thread that no longer asks for anything gives its slot back; one that asks again takes a slot, if its agent has
    /// one, or goes to the queue with its age, to be offered to that agent first for a bounded time.</summary>
    private static void Wakes(DeskState state, DeskThread thread, Report report, List<Event> events, Instant now)
    {
        var agent = state.Agents[thread.Agent!];
        if (report.Phase != Phase.Open)
        {
            if (thread.HoldsSlot) events.Add(new SlotFreed(thread.Id, agent.Id, now));
        }
        else if (!thread.HoldsSlot)
        {
            if (agent is { Ready: true, Removed: false } && HasRoom(state, agent, thread, report)) events.Add(new SlotTaken(thread.Id, agent.Id, now));
            else events.Add(Return(state, thread, state.LastEpoch + 1, "woke, agent has no room", null, null, WaitsFor(agent), now));
        }
    }

    /// <summary>Nobody waits for an agent who has gone home: whoever comes back while it still waits is preferred then.</summary>
    private static AgentId? WaitsFor(DeskAgent agent) => agent.Gone || agent.Shift is { IsOver: true, Drains: true } ? null : agent.Id;

    private static ThreadReturned Return(
        DeskState state, DeskThread thread, long epoch, string reason, string? by, string? note, AgentId? preferred, Instant now) => new(
        thread.Id, thread.Agent, epoch, reason, by, note, preferred,
        preferred is null ? default : now + (state.Policy.Offers.PreferredSeconds * 1000L), default, null, null, null, now);

    /// <summary>Of two threads that proved to be one: assigned before waiting, of two assigned the earlier accept stays and the other's slot is
    /// freed without blame. An open offer ends: what was offered is no longer what would be accepted.</summary>
    private static Decision OnJoin(DeskState state, JoinThreads c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.From, out var from)) return Decision.Nothing;
        state.Threads.TryGetValue(c.Into, out var into);

        var events = new List<Event>(3);
        if (from.Holding == Holding.Offered) events.Add(Revoke(from, "joined", state.Agents[from.Agent!].Misses, now));
        var fromHolds = from.Holding == Holding.Assigned;
        var intoHolds = into is { Holding: Holding.Assigned };
        if (fromHolds && into is { Holding: Holding.Offered }) events.Add(Revoke(into, "joined", state.Agents[into.Agent!].Misses, now));

        var fromWins = into is null || (fromHolds && (!intoHolds || from.HeldSince < into.HeldSince));
        var winner = fromWins ? from : into!;
        var loser = fromWins ? into : from;
        var freed = loser is { Holding: Holding.Assigned } ? loser.Agent : null;
        var holding = winner.Holding == Holding.Assigned || !fromWins ? winner.Holding : Holding.Waiting;
        var epoch = fromWins ? state.LastEpoch + 1 : winner.Epoch;
        events.Add(new ThreadsMerged(
            c.From, c.Into, winner.Id, holding == Holding.Waiting ? null : winner.Agent, freed, holding, epoch, now,
            into is null ? from.Need : null, into is null ? from.Rank : null));
        var open = (into ?? from).Report.Phase == Phase.Open;
        if (holding == Holding.Assigned && open && !winner.HoldsSlot) TakeSlot(state, c.Into, winner, loser, (into ?? from).Report, events, now);
        if (holding == Holding.Assigned && !open && winner.HoldsSlot) events.Add(new SlotFreed(c.Into, winner.Agent!, now));
        return Decision.Of(events);
    }

    /// <summary>The joined thread asks for somebody, but its holder had given the slot back.</summary>
    private static void TakeSlot(
        DeskState state, ThreadId thread, DeskThread winner, DeskThread? loser, Report report, List<Event> events, Instant now)
    {
        var agent = state.Agents[winner.Agent!];
        if (agent is { Ready: true, Removed: false } && HasRoom(state, agent, winner, report, loser)) events.Add(new SlotTaken(thread, agent.Id, now));
        else events.Add(Return(state, winner, state.LastEpoch + 2, "woke, agent has no room", null, null, WaitsFor(agent), now) with { Thread = thread });
    }
}

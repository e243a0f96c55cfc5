using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>The steps that events are made of; each keeps the indexes true: slots, standings, deadlines, waiting classes.</summary>
public sealed partial class DeskDecider
{
    private static DeskAgent Known(DeskState state, AgentId id)
    {
        if (state.Agents.TryGetValue(id, out var agent)) return agent;
        state.Agents[id] = agent = new DeskAgent(id);
        state.Matching.Standings[(int)agent.Standing]++;
        state.Matching.Know(agent);
        return agent;
    }

    /// <summary>Every change of an agent goes through here, since free agents are kept in order.</summary>
    private static void Change(DeskState state, DeskAgent agent, Action<DeskAgent> change) => Change(state, agent, change, static (agent, change) => change(agent));

    /// <summary>For what happens with every offer: nothing is captured, so nothing is left to the collector.</summary>
    private static void Change<T>(DeskState state, DeskAgent agent, T with, Action<DeskAgent, T> change)
    {
        state.Matching.Lift(agent);
        change(agent, with);
        agent.Taken = TakenOf(state, agent);
        agent.Busy = agent.WrapUps.Count == 0 ? agent.Taken : agent.Taken + agent.WrapUps.Sum(wrapUp => wrapUp.Percent);
        agent.Places = agent.Capacity / state.DearestCost;
        agent.Room = Math.Max(0, agent.Capacity - agent.Busy) / state.DearestCost;
        state.Matching.Place(agent, StandingOf(state, agent));
        state.Pressing.Look(agent);
        if (agent is { Drains: true, Removed: false, Used: 0, WrapUps.Count: 0 }) state.Drained.Add(agent.Id);
        else if (state.Drained.Count > 0) state.Drained.Remove(agent.Id);
    }

    private static Standing StandingOf(DeskState state, DeskAgent agent) =>
        agent.Removed ? Standing.Removed
        : !agent.IsOnDuty ? Standing.NotReady
        : agent.CoolUntil != default ? Standing.CoolingDown
        : agent.Room == 0 || agent.OpenOffers >= state.Policy.Offers.MaxOpenOffers ? Standing.Full
        : Standing.Free;

    /// <summary>Looked through only under a policy that says more than one slot for what asks for an answer: else the slots are counted.</summary>
    private static int TakenOf(DeskState state, DeskAgent agent)
    {
        if (state.IsPlain) return agent.Used * 100;
        var load = 0;
        foreach (var id in agent.Held) load += state.Policy.HeldCost(state.Threads[id].Report);
        return load;
    }

    /// <summary>Whether an agent has room for a thread in a phase, beside all else that they hold.</summary>
    private static bool HasRoom(DeskState state, DeskAgent agent, DeskThread thread, Report report, DeskThread? leaving = null)
    {
        var load = agent.Taken + state.Policy.HeldCost(report);
        if (thread.Agent == agent.Id) load -= state.Policy.HeldCost(thread.Report);
        if (leaving?.Agent == agent.Id) load -= state.Policy.HeldCost(leaving.Report);
        return load <= agent.Capacity;
    }

    /// <summary>A change of what a thread needs or how it ranks, seen by its class.</summary>
    private static void Reindex(DeskState state, DeskThread thread, Action change)
    {
        Unfile(state, thread);
        change();
        File(state, thread);
    }

    /// <summary>A thread that wants somebody has its place in the order of service, unless its author is muted, and the next step of its plan comes due.
    /// Steps that came due while it was held are taken before it is matched again.</summary>
    private static void File(DeskState state, DeskThread thread)
    {
        if (!thread.Wants) return;
        if (thread.Rank.NextStep is { } next) state.Deadlines.Set(next, DueKind.Step, thread.Id);
        if (state.Muted.ContainsKey(thread.Report.Customer)) return;
        state.Matching.Add(thread);
        if (thread.Rank.PressAt is { } press) state.Deadlines.Set(press, DueKind.Press, thread.Id);
    }

    /// <summary>Before anything changes that its need, its rank, or whether it wants somebody follows from.</summary>
    private static void Unfile(DeskState state, DeskThread thread)
    {
        if (!thread.Wants) return;
        if (thread.IsFiled) state.Matching.Remove(thread);
        if (thread.Rank.NextStep is { } next) state.Deadlines.Clear(next, DueKind.Step, thread.Id);
        if (thread.IsPressing) state.Pressing.Remove(thread);
        else if (thread.Rank.PressAt is { } press) state.Deadlines.Clear(press, DueKind.Press, thread.Id);
    }

    /// <param name="offered">In one of the agent's slots; else that is still to be said.</param>
    private static void Hold(DeskState state, DeskThread thread, Holding holding, AgentId agent, long epoch, Instant at, bool offered = false)
    {
        thread.Holding = holding;
        thread.Agent = agent;
        thread.Epoch = epoch;
        thread.HeldSince = at;
        thread.TypingUntil = default;
        state.LastEpoch = Math.Max(state.LastEpoch, epoch);
        thread.HoldsSlot |= offered;
        Change(state, state.Agents[agent], (thread.Id, Taken: offered ? 1 : 0), static (holder, held) =>
        {
            holder.Held.Add(held.Id);
            holder.OpenOffers += held.Taken;
            holder.Used += held.Taken;
        });
    }

    /// <summary>Nobody holds it any more, offered or assigned.</summary>
    private static void Free(DeskState state, DeskThread thread, Instant at)
    {
        var holder = state.Agents[thread.Agent!];
        if (thread.Holding == Holding.Offered) OpenOffer(state, thread, -1);
        Slot(state, thread, holds: false, at);
        Change(state, holder, thread.Id, static (agent, id) => agent.Held.Remove(id));
        thread.Holding = Holding.Waiting;
        thread.Agent = null;
        thread.TypingUntil = default;
    }

    private static void OpenOffer(DeskState state, DeskThread thread, int change)
    {
        if (change > 0) state.Deadlines.Set(thread.OfferUntil, DueKind.Offer, thread.Id);
        else state.Deadlines.Clear(thread.OfferUntil, DueKind.Offer, thread.Id);
        Change(state, state.Agents[thread.Agent!], change, static (agent, change) => agent.OpenOffers += change);
    }

    private static void Slot(DeskState state, DeskThread thread, bool holds, Instant at)
    {
        if (thread.HoldsSlot == holds) return;
        thread.HoldsSlot = holds;
        Change(state, state.Agents[thread.Agent!], (holds, at), static (agent, slot) =>
        {
            agent.Used += slot.holds ? 1 : -1;
            if (!slot.holds) agent.FreeSince = slot.at;
        });
        if (!holds) state.Matching.Round.Freed++;
    }

    /// <summary>Held for good: whom it waited for and who passed it over is history.</summary>
    private static void Settle(DeskState state, DeskThread thread)
    {
        Prefer(state, thread, null, default);
        Remember(state, thread, null);
        foreach (var passed in thread.Passed) state.Deadlines.Clear(passed.Until, DueKind.Passes, thread.Id);
        thread.Passed.Clear();
    }

    private static void Prefer(DeskState state, DeskThread thread, AgentId? agent, Instant until)
    {
        if (thread.Preferred is not null) state.Deadlines.Clear(thread.PreferredUntil, DueKind.Preference, thread.Id);
        thread.Preferred = agent;
        thread.PreferredUntil = until;
        if (agent is not null) state.Deadlines.Set(until, DueKind.Preference, thread.Id);
    }

    private static void Pass(DeskState state, DeskThread thread, AgentId agent, Instant until)
    {
        if (thread.Passed.Count >= Limits.PassedPerThread)
        {
            var oldest = thread.Passed[0].Until;
            thread.Passed.RemoveAt(0);
            if (!thread.Passed.Exists(passed => passed.Until == oldest)) state.Deadlines.Clear(oldest, DueKind.Passes, thread.Id);
        }

        thread.Passed.Add(new Passed(agent, until));
        state.Deadlines.Set(until, DueKind.Passes, thread.Id);
    }

    private static void ForgetPasses(DeskState state, DeskThread thread, Instant upTo)
    {
        foreach (var passed in thread.Passed)
        {
            if (passed.Until <= upTo) state.Deadlines.Clear(passed.Until, DueKind.Passes, thread.Id);
        }

        thread.Passed.RemoveAll(passed => passed.Until <= upTo);
        LookAgain(state, thread);
    }

    private static void Cool(DeskState state, DeskAgent agent, Instant until)
    {
        if (agent.CoolUntil != default) state.Deadlines.Clear(agent.CoolUntil, DueKind.CoolDown, agent.Id);
        if (until != default) state.Deadlines.Set(until, DueKind.CoolDown, agent.Id);
        Change(state, agent, cooled => cooled.CoolUntil = until);
    }

    private static void Enter(DeskState state, DeskThread thread, bool behind = false)
    {
        state.Threads[thread.Id] = thread;
        state.Authors.Add(thread);
        if (behind) state.Row.AddBehind(thread);
        else state.Row.Add(thread);
    }

    private static void Remove(DeskState state, DeskThread thread, Instant at)
    {
        Unfile(state, thread);
        if (thread.Agent is not null) Free(state, thread, at);
        Settle(state, thread);
        state.Threads.Remove(thread.Id);
        state.Authors.Remove(thread);
        state.Row.Remove(thread);
    }
}

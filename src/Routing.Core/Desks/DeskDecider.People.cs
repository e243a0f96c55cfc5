using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>What people ask of the desk: accept, decline, take, return, transfer.</summary>
public sealed partial class DeskDecider
{
    private static Decision OnAccept(DeskState state, Accept c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread)) return Decision.Refuse(Refusal.OfferEnded, c.Thread);
        if (thread.Holding == Holding.Assigned && thread.Agent == c.Agent && thread.Epoch == c.Epoch) return Decision.Answer(Outcome.With(c.Thread));
        if (NotOffered(thread, c.Agent, c.Epoch, now) is { } refusal) return refusal;
        return Decision.Of([new OfferAccepted(c.Thread, c.Agent, c.Epoch, now)], Outcome.With(c.Thread));
    }

    private static Decision OnDecline(DeskState state, Decline c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread)) return Decision.Refuse(Refusal.OfferEnded, c.Thread);
        if (NotOffered(thread, c.Agent, c.Epoch, now) is { } refusal) return refusal;
        return Decision.Of(new OfferEnded(
            c.Thread, c.Agent, c.Epoch, OfferEnd.Declined, c.Reason, 0, default, Away: false, now + (state.Policy.Offers.PassedSeconds * 1000L), now));
    }

    private static Decision OnShowed(DeskState state, ShowedOffer c)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread) || thread.Shown) return Decision.Nothing;
        return thread.Holding == Holding.Offered && thread.Agent == c.Agent && thread.Epoch == c.Epoch
            ? Decision.Of(new OfferShown(c.Thread, c.Agent, c.Epoch))
            : Decision.Nothing;
    }

    /// <summary>Null if this very offer is open to this agent.</summary>
    private static Decision? NotOffered(DeskThread thread, AgentId agent, long epoch, Instant now)
    {
        if (thread.Holding != Holding.Offered || thread.Epoch != epoch || thread.OfferUntil <= now) return Decision.Refuse(Refusal.OfferEnded, thread.Id);
        return thread.Agent == agent ? null : Decision.Refuse(Refusal.NotOfferedToYou, thread.Id);
    }

    private static Decision OnTake(DeskState state, Take c, Instant now)
    {
        if (Agent(state, c.Agent) is not { } agent) return Decision.Refuse(Refusal.NoSuchAgent, c.Agent);
        if (!state.Threads.TryGetValue(c.Thread, out var thread)) return Decision.Refuse(Refusal.NoSuchThread, c.Thread);
        if (thread.Agent == c.Agent)
        {
            return thread.Holding == Holding.Assigned
                ? Decision.Refuse(Refusal.AlreadyYours, c.Thread)
                : Decision.Of([new OfferAccepted(c.Thread, c.Agent, thread.Epoch, now)], Outcome.With(c.Thread));
        }

        if (!thread.Wants) return Decision.Refuse(Refusal.NotWaiting, thread.Agent);
        if (HoldsBack(state, thread) is { } held) return Decision.Refuse(held.Muted ? Refusal.AuthorMuted : Refusal.QueuePaused, held.Since.By);
        if (!agent.Ready) return Decision.Refuse(Refusal.NotAvailable, c.Agent);
        if (!HasRoom(state, agent, thread, thread.Report)) return Decision.Refuse(Refusal.AtCapacity, $"{agent.Used} of {agent.Slots}");
        if (!agent.Covers(thread.Need)) return Decision.Refuse(Refusal.LacksSkill, thread.Need.Class);
        return Decision.Of(
            [new ThreadAssigned(c.Thread, c.Agent, state.LastEpoch + 1, "taken", c.Agent, null, OverCapacity: false, null, now)], Outcome.With(c.Thread));
    }

    private static Decision OnReturn(DeskState state, ReturnToQueue c, Instant now)
    {
        if (NotHeld(state, c.Thread, c.Agent, out var thread) is { } refusal) return refusal;
        if (thread.Holding == Holding.Waiting) return Decision.Nothing;
        var events = new List<Event>(1);

        // Whoever it comes back from does not get it right back.
        var passed = now + (state.Policy.Offers.PassedSeconds * 1000L);
        if (thread.Holding == Holding.Offered)
        {
            events.Add(Revoke(thread, "taken back", state.Agents[thread.Agent!].Misses, now) with { PassedUntil = passed });
        }
        else
        {
            var reason = c.Agent is null ? "taken back" : "returned";
            events.Add(Return(state, thread, state.LastEpoch + 1, reason, c.By, c.Note, null, now) with { PassedUntil = passed });
        }

        return Decision.Of(events, Outcome.With(c.Thread));
    }

    private static Decision OnTransfer(DeskState state, Transfer c, Instant now)
    {
        if (NotHeld(state, c.Thread, c.Agent, out var thread) is { } refusal) return refusal;
        return c.ToAgent is { } agent ? ToAgent(state, c, thread, agent, now) : ToQueue(state, c, thread, now);
    }

    private static Decision ToAgent(DeskState state, Transfer c, DeskThread thread, AgentId to, Instant now)
    {
        var bySupervisor = c.Agent is null;
        if (Agent(state, to) is not { } agent) return Decision.Refuse(Refusal.NoSuchAgent, to);
        if (thread.Agent == to && thread.Holding == Holding.Assigned) return Decision.Refuse(Refusal.AlreadyYours, to);
        if (bySupervisor ? agent.Gone : !agent.Ready) return Decision.Refuse(Refusal.NotAvailable, to);
        var over = state.Policy.HeldCost(thread.Report) > 0 && !HasRoom(state, agent, thread, thread.Report);
        if (over && !bySupervisor) return Decision.Refuse(Refusal.AtCapacity, $"{agent.Used} of {agent.Slots}");

        var events = new List<Event>(2);
        if (thread.Holding == Holding.Offered) events.Add(Revoke(thread, "transferred", state.Agents[thread.Agent!].Misses, now));
        var from = thread.Holding == Holding.Assigned ? thread.Agent : null;
        events.Add(new ThreadAssigned(c.Thread, to, state.LastEpoch + 1, "transferred", c.By, c.Note, over, from, now));
        return Decision.Of(events, Outcome.With(c.Thread));
    }

    private static Decision ToQueue(DeskState state, Transfer c, DeskThread thread, Instant now)
    {
        if (c.ToQueue is not { } queue || state.Policy.Queue(queue) is null) return Decision.Refuse(Refusal.NoSuchQueue, c.ToQueue);
        var events = new List<Event>(2);
        if (thread.Holding == Holding.Offered) events.Add(Revoke(thread, "transferred", state.Agents[thread.Agent!].Misses, now));
        var returned = Return(state, thread, state.LastEpoch + 1, "transferred", c.By, c.Note, null, now);
        var (need, rank) = Ranking.Of(state.Policy, thread.Report, queue, now, thread.Rank.Priority);
        events.Add(returned with
        {
            From = thread.Holding == Holding.Assigned ? thread.Agent : null,
            Queue = queue,
            Need = need,
            Rank = rank,
        });
        return Decision.Of(events, Outcome.With(c.Thread));
    }

    /// <summary>Null if the thread is on the desk and held by this agent (or, for a supervisor, however it is).</summary>
    private static Decision? NotHeld(DeskState state, ThreadId id, AgentId? agent, out DeskThread thread)
    {
        if (!state.Threads.TryGetValue(id, out thread!)) return Decision.Refuse(Refusal.NoSuchThread, id);
        return agent is not null && (thread.Holding != Holding.Assigned || thread.Agent != agent)
            ? Decision.Refuse(Refusal.NotOwner, thread.Agent)
            : null;
    }

    private static DeskAgent? Agent(DeskState state, AgentId id) => state.Agents.TryGetValue(id, out var agent) && !agent.Removed ? agent : null;
}

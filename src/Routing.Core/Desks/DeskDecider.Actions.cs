using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>What supervisors do to a running desk: pause a queue, mute an author, set an agent for a while. Each can be taken back, and says who and why.</summary>
/// <remarks>A thread that is held back keeps its age and the steps of its plan. A paused queue is taken out of every search as a whole, class by class,
/// however many threads wait in it; of a muted author the threads are taken out one by one, and are few.</remarks>
public sealed partial class DeskDecider
{
    private static Decision OnPause(DeskState state, PauseQueue c, Instant now)
    {
        if (state.Policy.Queue(c.Queue) is null) return Decision.Refuse(Refusal.NoSuchQueue, c.Queue);
        if (state.Paused.ContainsKey(c.Queue)) return Decision.Nothing;
        var offered = state.Agents.Values.Where(agent => agent.OpenOffers > 0).SelectMany(agent => agent.Held).Select(id => state.Threads[id]);
        return Decision.Of(Stop(state, new QueuePaused(c.Queue, c.By, c.Why, now), offered.Where(thread => thread.Need.Queue == c.Queue), "queue paused", now));
    }

    /// <summary>One that the policy no longer names can be reopened all the same.</summary>
    private static Decision OnReopen(DeskState state, ReopenQueue c, Instant now)
    {
        if (state.Paused.ContainsKey(c.Queue)) return Decision.Of(new QueueReopened(c.Queue, c.By, c.Why, now));
        return state.Policy.Queue(c.Queue) is null ? Decision.Refuse(Refusal.NoSuchQueue, c.Queue) : Decision.Nothing;
    }

    private static Decision OnMute(DeskState state, MuteAuthor c, Instant now)
    {
        if (state.Muted.ContainsKey(c.Author)) return Decision.Nothing;
        if (state.Muted.Count >= Limits.MutedAuthors) return Decision.Refuse(Refusal.TooManyMuted, $"{Limits.MutedAuthors}");
        return Decision.Of(Stop(state, new AuthorMuted(c.Author, c.By, c.Why, now), state.Authors.Of(c.Author), "author muted", now));
    }

    private static Decision OnUnmute(DeskState state, UnmuteAuthor c, Instant now) =>
        state.Muted.ContainsKey(c.Author) ? Decision.Of(new AuthorUnmuted(c.Author, c.By, c.Why, now)) : Decision.Nothing;

    /// <summary>Offers that are open end without blame, after the stop, so that nothing is offered instead.</summary>
    private static List<Event> Stop(DeskState state, DeskEvent stopped, IEnumerable<DeskThread> touched, string reason, Instant now)
    {
        var events = new List<Event> { stopped };
        foreach (var thread in touched.Where(thread => thread.Holding == Holding.Offered).OrderBy(thread => thread.Id, StringComparer.Ordinal))
            events.Add(Revoke(thread, reason, state.Agents[thread.Agent!].Misses, now));
        return events;
    }

    private static Decision OnSetAgentUntil(DeskState state, SetAgentUntil c, Instant now)
    {
        if (Agent(state, c.Agent) is not { } agent) return Decision.Refuse(Refusal.NoSuchAgent, c.Agent);
        if (c.Until <= now) return Decision.Refuse(Refusal.UntilNotInFuture, c.Until.ToString());
        if (c.Until - now > Limits.TemporaryMs) return Decision.Refuse(Refusal.TemporaryTooLong, (now + Limits.TemporaryMs).ToString());
        var usual = agent.Temporary?.Usual ?? new Usual(SkillsOf(agent), agent.Slots);
        var (skills, slots) = (c.Skills ?? usual.Skills, c.Slots ?? usual.Slots);
        if (agent.Temporary?.Until == c.Until && agent.Slots == slots && IsEquipped(agent, skills)) return Decision.Nothing;
        return Decision.Of(new AgentSetUntil(c.Agent, skills, slots, c.Until, usual, c.By, c.Why, now));
    }

    private static Decision OnEndTemporary(DeskState state, EndTemporary c, Instant now)
    {
        if (Agent(state, c.Agent) is not { } agent) return Decision.Refuse(Refusal.NoSuchAgent, c.Agent);
        return agent.Temporary is null ? Decision.Nothing : Decision.Of(AsUsual(agent, c.By, c.Why, now));
    }

    private static Decision OnSetPriority(DeskState state, SetPriority c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread)) return Decision.Refuse(Refusal.NoSuchThread, c.Thread);
        return thread.Rank.Priority == c.Priority
            ? Decision.Nothing
            : Decision.Of(new PrioritySet(c.Thread, thread.Rank with { Priority = c.Priority }, thread.Rank.Priority, c.By, c.Why, now));
    }

    private static TemporaryEnded AsUsual(DeskAgent agent, string? by, string? why, Instant now) =>
        new(agent.Id, agent.Temporary!.Usual.Skills, agent.Temporary.Usual.Slots, by, why, now);

    private static bool IsEquipped(DeskAgent agent, SkillLevel[] skills) =>
        agent.Skills.Count == skills.Length && skills.All(skill => agent.Skills.GetValueOrDefault(skill.Skill) == skill.Level);

    private static HeldBack? HoldsBack(DeskState state, DeskThread thread) =>
        state.Muted.TryGetValue(thread.Report.Customer, out var muted) ? new HeldBack(Muted: true, muted)
        : state.Paused.TryGetValue(thread.Need.Queue, out var paused) ? new HeldBack(Muted: false, paused)
        : null;

    private static StandstillsView Standstills(DeskState state) => new(
        [.. state.Paused.OrderBy(paused => paused.Key, StringComparer.Ordinal).Select(paused => new PausedQueue(paused.Key, paused.Value))],
        [.. state.Muted.OrderBy(muted => muted.Key.Value, StringComparer.Ordinal).Select(muted => new MutedAuthor(muted.Key, muted.Value))]);

    private static void EvolveActions(DeskState state, DeskEvent happened)
    {
        switch (happened)
        {
            case QueuePaused e: Pause(state, e.Queue, new Standstill(e.By, e.Why, e.At)); break;
            case QueueReopened e: Reopen(state, e.Queue); break;
            case AuthorMuted e: Mute(state, e.Author, new Standstill(e.By, e.Why, e.At)); break;
            case AuthorUnmuted e: Mute(state, e.Author, null); break;
            case AgentSetUntil e:
                Equip(state, state.Agents[e.Agent], e.Skills, e.Slots, new Temporary(e.Until, e.Usual, e.By, e.Why));
                break;
            case TemporaryEnded e: Equip(state, state.Agents[e.Agent], e.Skills, e.Slots, null); break;
            case PrioritySet e:
                var thread = state.Threads[e.Thread];
                thread.PriorityBy = e.Rank.Priority == Priority.Usual ? null : new Standstill(e.By, e.Why, e.At);
                Reindex(state, thread, () => thread.Rank = e.Rank);
                break;
        }
    }

    private static void Pause(DeskState state, QueueId queue, Standstill paused)
    {
        state.Paused[queue] = paused;
        state.Matching.Hold(queue);
    }

    /// <summary>Whoever is free looks again, and so do those above whose slots something presses.</summary>
    private static void Reopen(DeskState state, QueueId queue)
    {
        state.Paused.Remove(queue);
        state.Matching.Release(queue);
        foreach (var id in state.Pressing.InOrder.ToList())
            if (state.Threads[id].Need.Queue == queue) state.Pressing.Look(state.Threads[id]);
    }

    private static void Mute(DeskState state, CustomerKey author, Standstill? muted)
    {
        var threads = state.Authors.Of(author);
        foreach (var thread in threads) Unfile(state, thread);
        if (muted is not null) state.Muted[author] = muted;
        else state.Muted.Remove(author);
        foreach (var thread in threads) File(state, thread);
    }

    /// <summary>What an agent can do and how much, for good or for a while.</summary>
    /// <param name="name">Of one who is set for good, and so is one of this desk's agents.</param>
    private static void Equip(DeskState state, DeskAgent agent, SkillLevel[] skills, int slots, Temporary? temporary, string? name = null)
    {
        SetTemporary(state, agent, temporary);
        Change(state, agent, equipped =>
        {
            if (name is not null) (equipped.Removed, equipped.Name) = (false, name);
            equipped.Slots = slots;
            equipped.Skills.Clear();
            foreach (var skill in skills) equipped.Skills[skill.Skill] = skill.Level;
            state.Matching.Skilled(equipped);
        });
        Redrain(state, agent);
    }

    private static void SetTemporary(DeskState state, DeskAgent agent, Temporary? temporary)
    {
        if (agent.Temporary is { } before) state.Deadlines.Clear(before.Until, DueKind.Temporary, agent.Id);
        agent.Temporary = temporary;
        if (temporary is not null) state.Deadlines.Set(temporary.Until, DueKind.Temporary, agent.Id);
    }
}

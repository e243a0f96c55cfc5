using Routing.Core.Desks.Rebalancing;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>Snapshots and questions.</summary>
public sealed partial class DeskDecider
{
    /// <summary>Contract from which on threads that only wait are stored as <see cref="WaitingThreads"/>.</summary>
    public const int ColumnsSince = 2;

    public static object Save(DeskState state)
    {
        var (waiting, others, rest) = (new List<DeskThread>(state.Row.Count), new List<int>(), new List<DeskThreadSnapshot>());
        for (var place = 0; place < state.Row.Count; place++)
        {
            var thread = state.Row[place];
            if (WaitingThreads.Holds(thread))
            {
                waiting.Add(thread);
                continue;
            }

            others.Add(place);
            rest.Add(SavedOf(thread));
        }

        return Saved(state, [.. rest], WaitingThreads.Of([.. waiting], [.. others]));
    }

    public static object? SaveBefore(DeskState state, int contract) => contract < ColumnsSince ? Copy(state) : null;

    /// <summary>A row for each thread, as those who ask for a copy read it.</summary>
    private static DeskSnapshot Copy(DeskState state) =>
        Saved(state, [.. Enumerable.Range(0, state.Row.Count).Select(place => SavedOf(state.Row[place]))], null);

    private static DeskSnapshot Saved(DeskState state, DeskThreadSnapshot[] threads, WaitingThreads? waiting) => new(
        state.Policy, state.UpSince, state.LastEpoch,
        [.. state.Matching.Agents.Select(SavedOf)], threads,
        state.Matching.Round.Save(), [.. state.Matching.Demand.Save()], state.Row.Behind, state.Row.SlicedAt,
        state.Moves.Count > 0 ? [.. state.Moves] : null, state.Plans.Count > 0 ? [.. state.Plans] : null,
        state.Paused.Count + state.Muted.Count > 0 ? Standstills(state) : null,
        state.Unstaffed.Count > 0
            ? [.. state.Unstaffed.OrderBy(queue => queue.Key, StringComparer.Ordinal).Select(queue => new UnstaffedQueue(queue.Key, queue.Value))]
            : null,
        state.Hours.Count > 0 ? [.. state.Hours.Values.OrderBy(hours => hours.Queue, StringComparer.Ordinal)] : null,
        waiting);

    private static DeskAgentSnapshot SavedOf(DeskAgent agent) => new(
        agent.Id, agent.Name, SkillsOf(agent), agent.Slots, agent.PresenceVersion, agent.Ready, agent.Gone, agent.Removed, agent.Misses,
        agent.CoolUntil, agent.FreeSince, agent.WrapUps.Count > 0 ? [.. agent.WrapUps] : null, agent.Price, agent.Load, agent.Shift, agent.HandOver,
        agent.Temporary, agent.Drains);

    internal static DeskThreadSnapshot SavedOf(DeskThread thread) => new(
        thread.Id, thread.Report, thread.Need, thread.Rank, thread.ChosenQueue, thread.Holding, thread.Agent, thread.Epoch, thread.HoldsSlot,
        thread.Shown, thread.HeldSince, thread.OfferUntil, thread.Preferred, thread.PreferredUntil, [.. thread.Passed], thread.Why,
        thread.IsPressing, thread.Knows, thread.TypingUntil, thread.MovedAt, thread.PriorityBy);

    public static DeskState Restore(ActorId self, object saved)
    {
        var from = (DeskSnapshot)saved;
        var state = new DeskState { Policy = from.Policy, UpSince = from.UpSince, LastEpoch = from.LastEpoch };
        state.Moves.AddRange(from.Moves ?? []);
        state.Plans.AddRange(from.Plans ?? []);
        foreach (var paused in from.Standstills?.Queues ?? []) Pause(state, paused.Queue, paused.Since);
        foreach (var muted in from.Standstills?.Authors ?? []) state.Muted[muted.Author] = muted.Since;
        foreach (var item in from.Agents) RestoreAgent(state, item);
        foreach (var need in from.Demand ?? []) state.Matching.Demand.Restore(need);

        RestoreThreads(state, from);
        state.Row.Come(from.Behind, from.SlicedAt);
        foreach (var agent in state.Agents.Values) Change(state, agent, static _ => { });
        state.Matching.Settle();
        state.Pressing.Settle();
        if (from.Prices is { } round) state.Matching.Round.Restore(round);
        foreach (var unstaffed in from.Unstaffed ?? []) state.Unstaffed[unstaffed.Queue] = unstaffed.Since;
        RestoreHours(state, from.Hours);
        state.Staffing.Under(state.Policy, state.Matching.Agents, state.Unstaffed, state.Hours);
        return state;
    }

    private static void RestoreAgent(DeskState state, DeskAgentSnapshot from)
    {
        var agent = Known(state, from.Agent);
        agent.Name = from.Name;
        foreach (var skill in from.Skills) agent.Skills[skill.Skill] = skill.Level;
        state.Matching.Skilled(agent);
        agent.Slots = from.Slots;
        agent.PresenceVersion = from.PresenceVersion;
        agent.Ready = from.Ready;
        agent.Gone = from.Gone;
        agent.Drains = from.Drains;
        agent.Removed = from.Removed;
        agent.Misses = from.Misses;
        agent.FreeSince = from.FreeSince;
        agent.CoolUntil = from.CoolUntil;
        agent.WrapUps.AddRange(from.WrapUps ?? []);
        foreach (var wrapUp in agent.WrapUps) state.Deadlines.Set(wrapUp.Until, DueKind.WrapUp, from.Agent);
        (agent.Price, agent.Load) = (from.Price, from.Load);
        (agent.Shift, agent.HandOver) = (from.Shift, from.HandOver);
        SetTemporary(state, agent, from.Temporary);
        if (from.Shift is { Drains: false, IsOver: false } shift) state.Deadlines.Set(shift.DrainsFrom, DueKind.Drain, from.Agent);
        if (from.HandOver is { } handOver) state.Deadlines.Set(handOver.GoesOnAt, DueKind.HandOver, from.Agent);
        if (from.CoolUntil != default) state.Deadlines.Set(from.CoolUntil, DueKind.CoolDown, from.Agent);
    }

    public static View Read(DeskState state, Query query, Instant now) => query switch
    {
        ExplainThread q => Explain(state, q.Thread, now),
        ReadDeskAgent q => state.Agents.TryGetValue(q.Agent, out var agent) ? ViewOf(state, agent) : NoAgent(q.Agent),
        ReadDesk => new DeskView(
            state.Policy,
            [.. state.Agents.Values.Where(agent => !agent.Removed).OrderBy(agent => agent.Id, StringComparer.Ordinal).Select(agent => ViewOf(state, agent))],
            state.Threads.Count, state.Matching.Waiting),
        PreviewMove q => Preview(state, q, now),
        ReadScope q => ScopeOf(state, q),
        ReadMove q => new MoveView(state.Moves.Find(move => move.Applied.Move == q.Move)),
        ReadMoves => new MovesView([.. Enumerable.Reverse(state.Moves)]),
        ReadStandstills => Standstills(state),
        ReadPresences => new PresencesView([.. state.Agents.Keys.Order(StringComparer.Ordinal)]),
        CopyDesk q => new DeskCopy(q.InColumns ? (DeskSnapshot)Save(state) : Copy(state)),
        _ => throw new ArgumentException($"the desk does not answer {query.GetType().Name}", nameof(query)),
    };

    private static DeskAgentView NoAgent(AgentId id) => new(id, "", [], 0, 0, Ready: false, Gone: true, default, 0, []);

    private static DeskAgentView ViewOf(DeskState state, DeskAgent agent) => new(
        agent.Id, agent.Name, SkillsOf(agent), agent.Slots, agent.Used, agent.Ready, agent.Gone, agent.CoolUntil, agent.Misses,
        [.. agent.Held.Order(StringComparer.Ordinal).Select(id => state.Threads[id]).Select(thread => new HeldThread(
            thread.Id, thread.Holding, thread.Epoch, thread.Report.Phase, thread.Holding == Holding.Offered ? thread.OfferUntil : null))],
        agent.Taken / 100.0, agent.WrapUps.Count > 0 ? [.. agent.WrapUps] : null, agent.Shift, agent.HandOver, agent.Temporary);

    private static Policies.SkillLevel[] SkillsOf(DeskAgent agent) =>
        [.. agent.Skills.OrderBy(skill => skill.Key, StringComparer.Ordinal).Select(skill => new Policies.SkillLevel(skill.Key, skill.Value))];

    private static ThreadExplained Explain(DeskState state, ThreadId id, Instant now)
    {
        if (!state.Threads.TryGetValue(id, out var thread))
            return new ThreadExplained(false, Holding.Waiting, null, 0, null, null, 0, null, null, null, null, null);
        var ahead = thread.IsFiled ? state.Matching.Ahead(thread, now) : 0;
        return new ThreadExplained(
            true, thread.Holding, thread.Agent, thread.Epoch, thread.Need, thread.Rank, ahead,
            thread.Holding == Holding.Offered ? thread.OfferUntil : null, thread.Why, thread.Wants ? Block(state, thread, now) : null,
            thread.Preferred, thread.Preferred is null ? null : thread.PreferredUntil, thread.Wants ? Supply(state, thread.Need) : null,
            thread.Wants ? HoldsBack(state, thread) : null, thread.PriorityBy);
    }

    private static BlockedAgents Block(DeskState state, DeskThread thread, Instant now)
    {
        var (notReady, full, cooling, lacking, passed, free, draining) = (0, 0, 0, 0, 0, 0, 0);
        var cool = Instant.Never;
        foreach (var agent in state.Agents.Values)
        {
            if (agent.Removed) continue;
            if (!agent.Covers(thread.Need)) lacking++;
            else if (agent.Standing == Standing.NotReady)
            {
                notReady++;
                if (agent is { Ready: true, Shift.Drains: true }) draining++;
            }
            else if (agent.Standing == Standing.CoolingDown)
            {
                cooling++;
                cool = Instant.Earlier(cool, agent.CoolUntil);
            }
            else if (agent.Standing == Standing.Full) full++;
            else if (!thread.MayGoTo(agent.Id, now)) passed++;
            else free++;
        }

        var again = Instant.Never;
        foreach (var by in thread.Passed) again = Instant.Earlier(again, by.Until);
        return new BlockedAgents(
            notReady, full, cooling, lacking, passed, free, cool == Instant.Never ? null : cool, again == Instant.Never ? null : again, draining);
    }

    private static SkillSupply[] Supply(DeskState state, Need need) =>
    [
        .. need.Skills.Select(skill =>
        {
            var have = state.Agents.Values.Where(agent => !agent.Removed && agent.Skills.GetValueOrDefault(skill.Skill) >= skill.Level).ToList();
            return new SkillSupply(skill.Skill, skill.Level, have.Count, have.Count(agent => agent.Ready));
        }),
    ];
}

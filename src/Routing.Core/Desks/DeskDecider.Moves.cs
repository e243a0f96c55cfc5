using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>A supervisor's move of many threads: planned, checked again thread by thread as it is applied.</summary>
/// <remarks>A conflict is listed, never forced. What belongs together is moved together or not at all.</remarks>
public sealed partial class DeskDecider
{
    private static Decision OnKeepPlan(DeskState state, KeepPlan c, Instant now)
    {
        if (state.Plans.Exists(plan => plan.Move == c.Move) || IsMade(state, c.Move)) return Decision.Answer(Outcome.With(c.Move));
        if (c.Items.Length > Limits.ThreadsPerMove) return Decision.Refuse(Refusal.MoveTooLarge, $"{Limits.ThreadsPerMove}");
        if (c.Expires <= now) return Decision.Refuse(Refusal.PlanExpired, c.Expires.ToString());
        return Decision.Of([new PlanKept(c.Move, c.Items, c.ToAgent, c.ToQueue, c.Expires, c.By, now)], Outcome.With(c.Move));
    }

    private static Decision OnTyping(DeskState state, NoteTyping c, Instant now)
    {
        if (!state.Threads.TryGetValue(c.Thread, out var thread)) return Decision.Refuse(Refusal.NoSuchThread, c.Thread);
        if (thread.Holding != Holding.Assigned || thread.Agent != c.Agent) return Decision.Refuse(Refusal.NotOwner);
        var until = now + Limits.TypingGuardMs;
        return until - thread.TypingUntil < Limits.TypingNotedMs ? Decision.Nothing : Decision.Of(new TypingNoted(c.Thread, c.Agent, until));
    }

    private static Decision OnMakeMove(DeskState state, MakeMove c, Instant now)
    {
        if (IsMade(state, c.Move)) return Decision.Answer(Outcome.With(c.Move));
        return state.Plans.Find(kept => kept.Move == c.Move) is { } plan ? Make(state, plan, c.By, c.Why, now) : Decision.Refuse(Refusal.NoSuchMove, c.Move);
    }

    private static Decision Make(DeskState state, PlanKept plan, string by, string? why, Instant now)
    {
        if (IsMade(state, plan.Move)) return Decision.Answer(Outcome.With(plan.Move));
        if (plan.Items.Length > Limits.ThreadsPerMove) return Decision.Refuse(Refusal.MoveTooLarge, $"{Limits.ThreadsPerMove}");
        if (plan.Expires <= now) return Decision.Refuse(Refusal.PlanExpired, plan.Expires.ToString());
        if (plan is not { ToAgent: null, ToQueue: null } && CannotMove(state, plan.ToAgent, plan.ToQueue) is var refusal and not Refusal.None)
            return Decision.Refuse(refusal, plan.ToAgent ?? plan.ToQueue);

        var events = new List<Event>();
        var (moved, conflicts) = (new List<MovedThread>(), new List<MoveConflict>());
        var idle = new Dictionary<AgentId, Instant>(StringComparer.Ordinal);
        var planned = new PlannedLoads(state);
        foreach (var together in Groups(plan.Items))
        {
            if (Obstacles(state, plan, together, planned, now) is { Length: > 0 } obstacles)
            {
                conflicts.AddRange(obstacles);
                continue;
            }

            foreach (var item in together)
            {
                var (thread, to) = (state.Threads[item.Thread], item.To ?? plan.ToAgent);
                foreach (var agent in (AgentId?[])[thread.Agent, to])
                    if (agent is not null) idle.TryAdd(agent, state.Agents[agent].FreeSince);
                moved.Add(new MovedThread(
                    thread.Id, planned.Epoch + 1, thread.Holding, thread.Agent, thread.ChosenQueue, planned.LoadOf(thread.Agent), thread.Report.Since,
                    thread.Report.Phase, to, StoodOf(thread)));
                Move(state, thread, to, plan.ToQueue, by, planned, events, now);
            }
        }

        events.Add(new MoveApplied(
            plan.Move, [.. moved], [.. conflicts], plan.ToAgent, plan.ToQueue, by, why, now, [.. idle.Select(agent => new AgentIdle(agent.Key, agent.Value))]));
        return Decision.Of(events, Outcome.With(plan.Move));
    }

    private static MovePreview Preview(DeskState state, PreviewMove q, Instant now)
    {
        var refusal = q.Threads.Length > Limits.ThreadsPerMove ? Refusal.MoveTooLarge
            : q.Team is null ? CannotMove(state, q.ToAgent, q.ToQueue) : CannotMove(state, q.Team);
        if (refusal != Refusal.None) return new MovePreview(refusal, state.LastEpoch, [], 0);
        var planned = new PlannedLoads(state);
        var items = new List<MovePreviewItem>();
        foreach (var id in q.Threads.Distinct(StringComparer.Ordinal))
        {
            var thread = state.Threads.GetValueOrDefault(id);
            var item = new MoveItem(id, thread?.Epoch ?? 0);
            var (to, obstacle) = q.Team is null ? (q.ToAgent, Obstacle(state, item, q.ToAgent, q.ToQueue, planned, now)) : OfTeam(state, item, q.Team, planned, now);
            if (obstacle is null) planned.Take(to, thread!);
            items.Add(new MovePreviewItem(
                id, thread?.Epoch ?? 0, thread?.Holding ?? Holding.Waiting, thread?.Agent, thread?.Need.Queue, thread?.Rank.Since, thread?.Rank.Deadline, obstacle,
                q.Team is null ? null : to));
        }

        return new MovePreview(Refusal.None, state.LastEpoch, [.. items], items.Count(item => item is { Obstacle: null, Holding: Holding.Assigned }));
    }

    private static bool IsMade(DeskState state, string move) => state.Moves.Exists(known => known.Applied.Move == move);

    /// <summary>Each thread once; those of one chain together, where the first of them stands.</summary>
    private static IEnumerable<MoveItem[]> Groups(MoveItem[] items) => items.DistinctBy(item => item.Thread, StringComparer.Ordinal)
        .Select((item, place) => (Item: item, Group: item.Chain == 0 ? -place - 1 : item.Chain)).GroupBy(each => each.Group, each => each.Item)
        .Select(group => group.ToArray());

    /// <summary>Why these cannot be moved, each after the other; empty if they can. Nothing is taken by asking.</summary>
    private static MoveConflict[] Obstacles(DeskState state, PlanKept plan, MoveItem[] together, PlannedLoads planned, Instant now)
    {
        var mark = planned.Mark();
        var obstacles = new MoveObstacle?[together.Length];
        for (var i = 0; i < together.Length; i++)
        {
            var to = together[i].To ?? plan.ToAgent;
            obstacles[i] = Obstacle(state, together[i], to, plan.ToQueue, planned, now);
            if (obstacles[i] is null) planned.Take(to, state.Threads[together[i].Thread]);
        }

        planned.BackTo(mark);
        return Array.TrueForAll(obstacles, obstacle => obstacle is null)
            ? []
            : [.. together.Select((item, i) => new MoveConflict(item.Thread, obstacles[i] ?? MoveObstacle.Together))];
    }

    /// <summary>Why nothing at all can go there.</summary>
    private static Refusal CannotMove(DeskState state, AgentId? agent, QueueId? queue)
    {
        if (agent is null == queue is null) return Refusal.NoSuchQueue;
        if (queue is not null) return state.Policy.Queue(queue) is null ? Refusal.NoSuchQueue : Refusal.None;
        return Agent(state, agent!) is not { } known ? Refusal.NoSuchAgent : known.Gone ? Refusal.NotAvailable : Refusal.None;
    }

    private static Refusal CannotMove(DeskState state, AgentId[] team) =>
        team.Length == 0 || Array.Exists(team, member => Agent(state, member) is null) ? Refusal.NoSuchAgent
        : Array.TrueForAll(team, member => Agent(state, member)!.Gone) ? Refusal.NotAvailable : Refusal.None;

    /// <summary>Who of a team takes a thread: of those who can, whoever has most room left. What one of them has stays with them.</summary>
    /// <returns>Nobody, and what stands in the way: of one who could take it but for room, or else of any.</returns>
    private static (AgentId? To, MoveObstacle? Obstacle) OfTeam(DeskState state, MoveItem item, AgentId[] team, PlannedLoads planned, Instant now)
    {
        AgentId? best = null;
        MoveObstacle? first = null;
        foreach (var member in team.Order(StringComparer.Ordinal))
        {
            var obstacle = Obstacle(state, item, member, null, planned, now);
            if (obstacle == MoveObstacle.AlreadyThere) return (null, obstacle);
            if (obstacle is null && (best is null || Left(member) > Left(best))) best = member;
            if (first is null || obstacle == MoveObstacle.NoRoom) first = obstacle ?? first;
        }

        return best is null ? (null, first) : (best, null);

        int Left(AgentId member) => state.Agents[member].Capacity - planned.LoadOf(member);
    }

    private static MoveObstacle? Obstacle(DeskState state, MoveItem item, AgentId? to, QueueId? queue, PlannedLoads planned, Instant now)
    {
        if (!state.Threads.TryGetValue(item.Thread, out var thread)) return MoveObstacle.Gone;
        if (thread.Epoch != item.Epoch) return MoveObstacle.ChangedHands;
        if (to is not null ? thread.Agent == to && thread.Holding == Holding.Assigned : thread.Holding == Holding.Waiting && thread.Need.Queue == queue)
            return MoveObstacle.AlreadyThere;
        if (thread.TypingUntil > now) return MoveObstacle.Typing;
        if (thread.MovedAt != default && thread.MovedAt + Limits.MoveAgainMs > now) return MoveObstacle.MovedLately;
        if (to is null) return null;
        if (Agent(state, to) is not { Gone: false } agent) return MoveObstacle.NotThere;
        if (!agent.Covers(thread.Need)) return MoveObstacle.LacksSkill;
        return planned.HasRoom(to, thread) ? null : MoveObstacle.NoRoom;
    }

    private static void Move(DeskState state, DeskThread thread, AgentId? to, QueueId? queue, string by, PlannedLoads planned, List<Event> events, Instant now)
    {
        if (thread.Holding == Holding.Offered) events.Add(Revoke(thread, "moved", state.Agents[thread.Agent!].Misses, now));
        planned.Take(to, thread);
        if (to is not null)
        {
            events.Add(new ThreadAssigned(thread.Id, to, planned.Epoch, "moved", by, null, OverCapacity: false, HolderOf(thread), now));
            return;
        }

        var (need, rank) = Ranking.Of(state.Policy, thread.Report, queue, now, thread.Rank.Priority);
        events.Add(new ThreadReturned(thread.Id, HolderOf(thread), planned.Epoch, "moved", by, null, null, default, default, queue, need, rank, now));
    }

    private static AgentId? HolderOf(DeskThread thread) => thread.Holding == Holding.Assigned ? thread.Agent : null;

    private static Stood StoodOf(DeskThread thread) => new(
        thread.Epoch, thread.HeldSince, [.. thread.Passed], thread.Preferred, thread.PreferredUntil, thread.Knows, thread.MovedAt);

    private static void EvolveMoves(DeskState state, DeskEvent happened)
    {
        switch (happened)
        {
            case PlanKept e:
                state.Plans.RemoveAll(plan => plan.Expires <= e.At);
                if (state.Plans.Count >= Limits.PlansKept) state.Plans.RemoveAt(0);
                state.Plans.Add(e);
                break;
            case MoveApplied e:
                state.Plans.RemoveAll(plan => plan.Move == e.Move);
                foreach (var moved in e.Moved) state.Threads[moved.Thread].MovedAt = e.At;
                if (state.Moves.Count >= Limits.MovesRemembered) state.Moves.RemoveAt(0);
                state.Moves.Add(new DeskMove(e));
                break;
            case MoveUndone e: Undone(state, e); break;
        }
    }
}

using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>A supervisor's move of many threads: previewed, checked again thread by thread as it is applied, and taken back as far as nobody touched
/// them since.</summary>
/// <remarks>A conflict is listed, never forced. An undo is a move like any other: epochs rise, whoever loses a thread is told, ages and deadlines stay.
/// What it does not restore is who had passed a waiting thread over, and for whom it waited.</remarks>
public sealed partial class DeskDecider
{
    private static Decision OnApplyMove(DeskState state, ApplyMove c, Instant now)
    {
        if (state.Moves.Exists(known => known.Applied.Move == c.Move)) return Decision.Answer(Outcome.With(c.Move));
        if (c.Items.Length > Limits.ThreadsPerMove) return Decision.Refuse(Refusal.MoveTooLarge, $"{Limits.ThreadsPerMove}");
        if (c.Expires <= now) return Decision.Refuse(Refusal.PlanExpired, c.Expires.ToString());
        if (CannotMove(state, c.ToAgent, c.ToQueue) is var refusal and not Refusal.None) return Decision.Refuse(refusal, c.ToAgent ?? c.ToQueue);

        var events = new List<Event>();
        var (moved, conflicts) = (new List<MovedThread>(), new List<MoveConflict>());
        var planned = new Planned(state);
        foreach (var item in c.Items.DistinctBy(item => item.Thread, StringComparer.Ordinal))
        {
            if (Obstacle(state, item, c.ToAgent, c.ToQueue, planned, now) is { } obstacle)
            {
                conflicts.Add(new MoveConflict(item.Thread, obstacle));
                continue;
            }

            var thread = state.Threads[item.Thread];
            moved.Add(new MovedThread(thread.Id, planned.Epoch + 1, thread.Holding, thread.Agent, thread.ChosenQueue, planned.LoadOf(thread.Agent), thread.Report.Since,
                thread.Report.Phase));
            Move(state, thread, c.ToAgent, c.ToQueue, chosen: true, "moved", c.By, planned, events, now);
        }

        events.Add(new MoveApplied(c.Move, [.. moved], [.. conflicts], c.ToAgent, c.ToQueue, c.By, c.Why, now));
        return Decision.Of(events, Outcome.With(c.Move));
    }

    private static Decision OnUndoMove(DeskState state, UndoMove c, Instant now)
    {
        if (state.Moves.Find(known => known.Applied.Move == c.Move) is not { } move) return Decision.Refuse(Refusal.NoSuchMove, c.Move);
        if (move.Undone is not null) return Decision.Answer(Outcome.With(c.Move));

        var events = new List<Event>();
        var (restored, left) = (new List<ThreadId>(), new List<MoveConflict>());
        var planned = new Planned(state);
        // Backwards, so that an agent who held more than their slots, by somebody's override, comes to hold that again.
        foreach (var moved in move.Applied.Moved.Reverse())
        {
            if (Obstacle(state, moved, planned) is { } obstacle)
            {
                left.Add(new MoveConflict(moved.Thread, obstacle));
                continue;
            }

            var thread = state.Threads[moved.Thread];
            var to = moved.Was == Holding.Assigned ? moved.From : null;
            var queue = Ranking.QueueOf(state.Policy, thread.Report, moved.Chosen).Id;
            restored.Add(moved.Thread);
            if (to is null || thread.ChosenQueue != moved.Chosen) Move(state, thread, null, queue, moved.Chosen is not null, "moved back", c.By, planned, events, now);
            if (to is not null) Move(state, thread, to, null, chosen: false, "moved back", c.By, planned, events, now);
            if (events[^1] is ThreadAssigned given && planned.IsOver(given.Agent)) events[^1] = given with { OverCapacity = true };
        }

        events.Add(new MoveUndone(c.Move, [.. restored], [.. left], c.By, c.Why, now));
        return Decision.Of(events, Outcome.With(c.Move));
    }

    private static MovePreview Preview(DeskState state, PreviewMove q, Instant now)
    {
        var refusal = q.Threads.Length > Limits.ThreadsPerMove ? Refusal.MoveTooLarge : CannotMove(state, q.ToAgent, q.ToQueue);
        if (refusal != Refusal.None) return new MovePreview(refusal, state.LastEpoch, [], 0);
        var planned = new Planned(state);
        var items = new List<MovePreviewItem>();
        foreach (var id in q.Threads.Distinct(StringComparer.Ordinal))
        {
            var thread = state.Threads.GetValueOrDefault(id);
            var obstacle = Obstacle(state, new MoveItem(id, thread?.Epoch ?? 0), q.ToAgent, q.ToQueue, planned, now);
            if (obstacle is null) planned.Take(q.ToAgent, thread!);
            items.Add(new MovePreviewItem(
                id, thread?.Epoch ?? 0, thread?.Holding ?? Holding.Waiting, thread?.Agent, thread?.Need.Queue, thread?.Rank.Since, thread?.Rank.Deadline, obstacle));
        }

        return new MovePreview(Refusal.None, state.LastEpoch, [.. items], items.Count(item => item is { Obstacle: null, Holding: Holding.Assigned }));
    }

    /// <summary>Why nothing at all can go there.</summary>
    private static Refusal CannotMove(DeskState state, AgentId? agent, QueueId? queue)
    {
        if (agent is null == queue is null) return Refusal.NoSuchQueue;
        if (queue is not null) return state.Policy.Queue(queue) is null ? Refusal.NoSuchQueue : Refusal.None;
        return Agent(state, agent!) is not { } known ? Refusal.NoSuchAgent : known.Gone ? Refusal.NotAvailable : Refusal.None;
    }

    private static MoveObstacle? Obstacle(DeskState state, MoveItem item, AgentId? to, QueueId? queue, Planned planned, Instant now)
    {
        if (!state.Threads.TryGetValue(item.Thread, out var thread)) return MoveObstacle.Gone;
        if (thread.Epoch != item.Epoch) return MoveObstacle.ChangedHands;
        if (to is not null ? thread.Agent == to && thread.Holding == Holding.Assigned : thread.Holding == Holding.Waiting && thread.Need.Queue == queue)
            return MoveObstacle.AlreadyThere;
        if (state.Moves.Exists(move => move.Applied.At + Limits.MoveAgainMs > now && move.Undone is null && Array.Exists(move.Applied.Moved, moved => moved.Thread == item.Thread)))
            return MoveObstacle.MovedLately;
        if (to is null) return null;
        if (!state.Agents[to].Covers(thread.Need)) return MoveObstacle.LacksSkill;
        return planned.HasRoom(to, thread) ? null : MoveObstacle.NoRoom;
    }

    private static MoveObstacle? Obstacle(DeskState state, MovedThread moved, Planned planned)
    {
        if (!state.Threads.TryGetValue(moved.Thread, out var thread)) return MoveObstacle.Gone;
        if (thread.Epoch != moved.Epoch) return MoveObstacle.ChangedHands;
        if (thread.Report.Since != moved.Since || thread.Report.Phase != moved.Phase) return MoveObstacle.Answered;
        if (moved is not { Was: Holding.Assigned, From: { } holder }) return null;
        if (Agent(state, holder) is not { Gone: false }) return MoveObstacle.HolderGone;
        return planned.HasRoom(holder, thread) || planned.LoadOf(holder) + state.Policy.HeldCost(thread.Report) <= moved.Load ? null : MoveObstacle.NoRoom;
    }

    private static void Move(
        DeskState state, DeskThread thread, AgentId? to, QueueId? queue, bool chosen, string reason, string by, Planned planned, List<Event> events, Instant now)
    {
        if (thread.Holding == Holding.Offered) events.Add(Revoke(thread, reason, state.Agents[thread.Agent!].Misses, now));
        var from = thread.Holding == Holding.Assigned ? thread.Agent : null;
        planned.Take(to, thread);
        if (to is not null)
        {
            events.Add(new ThreadAssigned(thread.Id, to, planned.Epoch, reason, by, null, OverCapacity: false, from, now));
            return;
        }

        var (need, rank) = Ranking.Of(state.Policy, thread.Report, queue, now);
        events.Add(new ThreadReturned(thread.Id, from, planned.Epoch, reason, by, null, null, default, default, queue, need, rank, now, ByPolicy: !chosen));
    }

    private static void EvolveMoves(DeskState state, DeskEvent happened)
    {
        switch (happened)
        {
            case MoveApplied e:
                if (state.Moves.Count >= Limits.MovesRemembered) state.Moves.RemoveAt(0);
                state.Moves.Add(new DeskMove(e));
                break;
            case MoveUndone e:
                var at = state.Moves.FindIndex(move => move.Applied.Move == e.Move);
                state.Moves[at] = state.Moves[at] with { Undone = e };
                break;
        }
    }

    /// <summary>What the moves decided so far will have taken and given back; the state itself is not changed by deciding.</summary>
    private sealed class Planned(DeskState state)
    {
        private readonly Dictionary<AgentId, int> _taken = new(StringComparer.Ordinal);

        public long Epoch { get; private set; } = state.LastEpoch;

        public bool HasRoom(AgentId to, DeskThread thread)
        {
            var cost = state.Policy.HeldCost(thread.Report);
            return cost == 0 || thread.Agent == to || LoadOf(to) + cost <= state.Agents[to].Capacity;
        }

        /// <summary>Hundredths of a slot; 0 for nobody.</summary>
        public int LoadOf(AgentId? agent) => agent is null ? 0 : state.Agents[agent].Taken + _taken.GetValueOrDefault(agent);

        public bool IsOver(AgentId agent) => LoadOf(agent) > state.Agents[agent].Capacity;

        public void Take(AgentId? to, DeskThread thread)
        {
            Epoch++;
            var cost = state.Policy.HeldCost(thread.Report);
            if (thread.Agent is { } from) _taken[from] = _taken.GetValueOrDefault(from) - cost;
            if (to is not null) _taken[to] = _taken.GetValueOrDefault(to) + cost;
        }
    }
}

using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Desks;

/// <summary>A move of many threads is taken back as far as nobody touched them since.</summary>
/// <remarks>An undo is a move like any other: epochs rise, whoever loses a thread is told, ages and deadlines stay. What a thread had gathered
/// comes back with it: who had passed it over, for whom it waited, who knows it, since when it was held. Only an offer that was open is not held
/// out again. Moves can be taken back in turn, the newest first.</remarks>
public sealed partial class DeskDecider
{
    private const string MovedBack = "moved back";

    private static Decision OnUndoMove(DeskState state, UndoMove c, Instant now)
    {
        if (state.Moves.Find(known => known.Applied.Move == c.Move) is not { } move) return Decision.Refuse(Refusal.NoSuchMove, c.Move);
        if (move.Undone is not null) return Decision.Answer(Outcome.With(c.Move));

        var events = new List<Event>();
        var (restored, left) = (new List<ThreadId>(), new List<MoveConflict>());
        var planned = new PlannedLoads(state);
        // Backwards, so that an agent who held more than their slots, by somebody's override, comes to hold that again.
        foreach (var moved in move.Applied.Moved.Reverse())
        {
            if (Obstacle(state, moved, planned, now) is { } obstacle)
            {
                left.Add(new MoveConflict(moved.Thread, obstacle));
                continue;
            }

            restored.Add(moved.Thread);
            MoveBack(state, moved, c.By, planned, events, now);
        }

        events.Add(new MoveUndone(c.Move, [.. restored], [.. left], c.By, c.Why, now, IdleAgain(state, move.Applied, left)));
        return Decision.Of(events, Outcome.With(c.Move));
    }

    private static MoveObstacle? Obstacle(DeskState state, MovedThread moved, PlannedLoads planned, Instant now)
    {
        if (!state.Threads.TryGetValue(moved.Thread, out var thread)) return MoveObstacle.Gone;
        if (thread.Epoch != moved.Epoch) return MoveObstacle.ChangedHands;
        if (thread.Report.Since != moved.Since || thread.Report.Phase != moved.Phase) return MoveObstacle.Answered;
        if (thread.TypingUntil > now) return MoveObstacle.Typing;
        if (moved is not { Was: Holding.Assigned, From: { } holder }) return null;
        if (Agent(state, holder) is not { Gone: false }) return MoveObstacle.HolderGone;
        return planned.HasRoom(holder, thread) || planned.LoadOf(holder) + state.Policy.HeldCost(thread.Report) <= moved.Load ? null : MoveObstacle.NoRoom;
    }

    private static void MoveBack(DeskState state, MovedThread moved, string by, PlannedLoads planned, List<Event> events, Instant now)
    {
        var thread = state.Threads[moved.Thread];
        var holder = moved.Was == Holding.Assigned ? moved.From : null;
        var waits = holder is null || thread.ChosenQueue != moved.Chosen;
        if (waits)
        {
            planned.Take(null, thread);
            events.Add(Returned(state, thread, moved, holder, by, planned.Epoch, now));
        }

        if (holder is null) return;
        planned.Take(holder, thread, leaves: !waits);
        events.Add(new ThreadAssigned(thread.Id, holder, planned.Epoch, MovedBack, by, null, planned.IsOver(holder), waits ? null : HolderOf(thread), now, moved.Stood));
    }

    /// <summary>To its place in the queue; on the way to an agent only because a person had chosen another queue for it.</summary>
    private static ThreadReturned Returned(DeskState state, DeskThread thread, MovedThread moved, AgentId? holder, string by, long epoch, Instant now)
    {
        var stood = holder is null ? moved.Stood : null;
        var waits = stood is { Preferred: not null } && stood.PreferredUntil > now ? stood : null;
        var back = new ThreadReturned(
            thread.Id, HolderOf(thread), epoch, MovedBack, by, null, waits?.Preferred, waits?.PreferredUntil ?? default, default, null, null, null, now, Stood: stood);
        if (stood is not null && thread.ChosenQueue == moved.Chosen) return back;

        var queue = Ranking.QueueOf(state.Policy, thread.Report, moved.Chosen).Id;
        var (need, rank) = Ranking.Of(state.Policy, thread.Report, queue, now, thread.Rank.Priority);
        return back with { Queue = queue, Need = need, Rank = rank, ByPolicy = moved.Chosen is null };
    }

    /// <summary>Of agents to whom nothing has happened but this move, and of whom nothing of it is left.</summary>
    private static AgentIdle[] IdleAgain(DeskState state, MoveApplied applied, List<MoveConflict> left)
    {
        var stays = left.Select(conflict => conflict.Thread).ToHashSet(StringComparer.Ordinal);
        var touched = applied.Moved.Where(moved => stays.Contains(moved.Thread)).SelectMany(moved => (AgentId?[])[moved.From, moved.To]).ToHashSet();
        return
        [
            .. (applied.Idle ?? []).Where(idle => !touched.Contains(idle.Agent)).Select(idle =>
            {
                var now = state.Agents[idle.Agent].FreeSince;
                return now == applied.At ? idle : idle with { Since = now };
            }),
        ];
    }

    private static void StandAgain(DeskState state, DeskThread thread, Stood stood, Instant now)
    {
        foreach (var passed in thread.Passed) state.Deadlines.Clear(passed.Until, DueKind.Passes, thread.Id);
        thread.Passed.Clear();
        foreach (var passed in stood.Passed)
        {
            if (passed.Until > now) Pass(state, thread, passed.Agent, passed.Until);
        }

        Remember(state, thread, stood.Knows);
        (thread.HeldSince, thread.MovedAt) = (stood.HeldSince, stood.MovedAt);
    }

    private static void Undone(DeskState state, MoveUndone e)
    {
        var at = state.Moves.FindIndex(move => move.Applied.Move == e.Move);
        state.Moves[at] = state.Moves[at] with { Undone = e };
        foreach (var idle in e.Idle ?? []) Change(state, state.Agents[idle.Agent], agent => agent.FreeSince = idle.Since);

        // What an earlier move had moved stands as that left it, under a new epoch: that one can be taken back as well.
        var restored = e.Restored.ToHashSet(StringComparer.Ordinal);
        var stood = state.Moves[at].Applied.Moved.Where(moved => restored.Contains(moved.Thread) && moved.Stood is not null)
            .ToDictionary(moved => (moved.Thread, moved.Stood!.Epoch), moved => state.Threads[moved.Thread].Epoch);
        for (var before = 0; before < at; before++)
        {
            var (applied, undone) = (state.Moves[before].Applied, state.Moves[before].Undone);
            if (undone is not null || !Array.Exists(applied.Moved, moved => stood.ContainsKey((moved.Thread, moved.Epoch)))) continue;
            MovedThread[] stands = [.. applied.Moved.Select(moved => stood.TryGetValue((moved.Thread, moved.Epoch), out var epoch) ? moved with { Epoch = epoch } : moved)];
            state.Moves[before] = new DeskMove(applied with { Moved = stands });
        }
    }
}

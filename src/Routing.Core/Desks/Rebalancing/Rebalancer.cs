using Routing.Core.Threads;

namespace Routing.Core.Desks.Rebalancing;

/// <summary>"Bring the breaches down": what a plan may do for it.</summary>
/// <param name="Moves">Threads that change hands at most: 0 to <see cref="Limits.ThreadsPerMove"/>.</param>
/// <param name="Broken">Of these, threads that leave an agent who has them at most; likewise.</param>
public sealed record PlanGoal(Scope Scope, int Moves, int Broken);

/// <param name="Items">Empty: nothing that may be done makes it better.</param>
/// <param name="Until">How far the forecasts look.</param>
public sealed record Rebalance(MovePreviewItem[] Items, ForecastFigures Before, ForecastFigures After, Instant Until)
{
    public int Broken => After.Broken;

    /// <summary>As the desk keeps it.</summary>
    public KeepPlan ToKeep(string move, string by, Instant now) => new(
        move, [.. Items.Select(item => new MoveItem(item.Thread, item.Epoch, item.ToAgent, item.Chain))], null, null, now + Limits.PlanMs, by);
}

/// <summary>Makes a plan on a copy of the desk: sees what will be late, finds room for it, sees what becomes of that, and proposes it only if
/// fewer are late then. Pure: the same copy at the same instant gives the same plan.</summary>
/// <remarks>The flow is exact in its own terms (<see cref="RoomSolver"/>): the most threads that can be given to somebody now who answers them in
/// time. What those who wait behind them lose, only the forecast sees; so it decides, and where the whole plan does not help, half of it may.</remarks>
public static class Rebalancer
{
    public static Rebalance Plan(DeskSnapshot copy, PlanGoal goal, Instant now)
    {
        var desk = Desk(copy);
        var until = Forecast.HorizonOf(desk, now);
        var before = Forecast.Of(Desk(copy), now, until);
        var classes = new PlanClasses(desk, goal.Scope, before.Late, now);
        var chains = RoomSolver.Solve(classes.Problem(goal.Moves, goal.Broken)).Chains.OrderBy(chain => chain.Moves).ThenBy(chain => chain.Broken)
            .Select((chain, index) => classes.Name(chain, index + 1)).Where(items => items.Length > 0).ToList();
        for (var kept = chains.Count; kept > 0; kept /= 2)
        {
            var (moved, after) = Try(copy, [.. chains.Take(kept).SelectMany(items => items)], now, until);
            if (after.Late.Count >= before.Late.Count) continue;
            var broken = moved.Count(item => item.Holding == Holding.Assigned);
            return new Rebalance(moved, before.Figures(0), after.Figures(broken), until);
        }

        return new Rebalance([], before.Figures(0), before.Figures(0), until);
    }

    /// <summary>What comes with a move that somebody picked by hand, and what comes without it.</summary>
    /// <returns>Its items are those that would be moved now.</returns>
    public static Rebalance Judge(DeskSnapshot copy, KeepPlan picked, Instant now)
    {
        var desk = Desk(copy);
        var until = Forecast.HorizonOf(desk, now);
        var before = Forecast.Of(desk, now, until);
        var (moved, after) = Try(copy, picked.Items, now, until, picked.ToAgent, picked.ToQueue);
        return new Rebalance(moved, before.Figures(0), after.Figures(moved.Count(item => item.Holding == Holding.Assigned)), until);
    }

    /// <summary>Makes the moves on a copy, by the rule by which they would be made.</summary>
    private static (MovePreviewItem[] Moved, Forecast After) Try(
        DeskSnapshot copy, MoveItem[] items, Instant now, Instant until, AgentId? agent = null, QueueId? queue = null)
    {
        const string Trial = "trial";
        var desk = Desk(copy);
        DeskDecider.Evolve(desk, new PlanKept(Trial, items, agent, queue, now + Limits.PlanMs, Trial, now));
        // The copy is a little older than a move picked by hand, and leaves out what is held back.
        var shown = items.Where(item => desk.Threads.ContainsKey(item.Thread))
            .ToDictionary(item => item.Thread, item => Shown(desk.Threads[item.Thread], item), StringComparer.Ordinal);
        foreach (var happened in DeskDecider.Decide(desk, new MakeMove(Trial, Trial, null), now).Events) DeskDecider.Evolve(desk, (DeskEvent)happened);
        MovePreviewItem[] moved = [.. desk.Moves[^1].Applied.Moved.Select(thread => shown[thread.Thread])];
        return (moved, Forecast.Of(desk, now, until));
    }

    private static MovePreviewItem Shown(DeskThread thread, MoveItem item) => new(
        thread.Id, thread.Epoch, thread.Holding, thread.Agent, thread.Need.Queue, thread.Rank.Since, thread.Rank.Deadline, null, item.To, item.Chain);

    private static DeskState Desk(DeskSnapshot copy) => DeskDecider.Restore(ActorId.Desk(""), copy);
}

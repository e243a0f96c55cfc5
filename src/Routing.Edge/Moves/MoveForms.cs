using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Edge.Http;

namespace Routing.Edge.Moves;

/// <summary>Which threads are to go where: to an agent, to a queue, or to a team, one of the three.</summary>
/// <param name="Team">Each thread goes to whoever of these agents can take it and has most room left; at most 200.</param>
public sealed record MoveForm(IReadOnlyList<ThreadId>? Threads, AgentId? Agent, QueueId? Queue, IReadOnlyList<AgentId>? Team = null);

/// <summary>Asks for a plan.</summary>
/// <param name="Goal"><c>breaches</c>: as few threads late as can be.</param>
/// <param name="Queues">Whose threads are to be brought in time; none: all.</param>
/// <param name="Agents">Who may get threads or give them away for it; none: all.</param>
/// <param name="Moves">Threads that change hands at most; null: 40.</param>
/// <param name="Broken">Of these, threads that leave an agent who has them at most; null: 5.</param>
public sealed record PlanForm(string? Goal, IReadOnlyList<QueueId>? Queues, IReadOnlyList<AgentId>? Agents, int? Moves, int? Broken);

/// <summary>What a move would do. It is kept on the desk until it expires, and made by its id.</summary>
/// <param name="Version">The desk's when it was planned.</param>
/// <param name="Expires">After that it must be planned again.</param>
/// <param name="Agent">Where everything goes, if it was picked by hand; likewise <c>Queue</c>.</param>
/// <param name="Items">Each thread as it stood; one with an obstacle stays where it is.</param>
/// <param name="Broken">So many threads would leave an agent who has them.</param>
/// <param name="Forecast">Null: it was picked by hand among more open threads than a forecast looks at.</param>
public sealed record MovePlan(
    string Id, long Version, Instant Expires, AgentId? Agent, QueueId? Queue, IReadOnlyList<MovePreviewItem> Items, int Broken, PlanForecast? Forecast = null);

/// <param name="Minutes">So far the two look.</param>
/// <param name="Before">What comes if nothing is moved.</param>
public sealed record PlanForecast(int Minutes, ForecastFigures Before, ForecastFigures After);

/// <summary>Makes a move.</summary>
/// <param name="Plan">The id of the plan.</param>
public sealed record ApplyForm(string? Plan, string? Why);

public sealed record WhyForm(string? Why);

/// <summary>A move that was made, and what became of its undo.</summary>
/// <param name="Moved">What was moved, and from where.</param>
/// <param name="Conflicts">What was not, and why.</param>
/// <param name="Undone">Null: it stands.</param>
public sealed record MoveDocument(
    string Id, string By, string? Why, Instant At, AgentId? Agent, QueueId? Queue, IReadOnlyList<MovedLine> Moved, IReadOnlyList<MoveConflict> Conflicts,
    UndoneLine? Undone)
{
    internal static MoveDocument Of(DeskMove move) => new(
        move.Applied.Move, move.Applied.By, move.Applied.Why, move.Applied.At, move.Applied.ToAgent, move.Applied.ToQueue,
        [.. move.Applied.Moved.Select(moved => new MovedLine(moved.Thread, moved.Was, moved.From, moved.To))], move.Applied.Conflicts,
        move.Undone is { } undone ? new UndoneLine(undone.By, undone.Why, undone.At, undone.Restored, undone.Left) : null);
}

/// <param name="From">Who had it, or was offered it.</param>
/// <param name="To">Who has it now; null: a queue.</param>
public sealed record MovedLine(ThreadId Thread, Core.Threads.Holding Was, AgentId? From, AgentId? To);

/// <param name="Left">What could not be restored, and why.</param>
public sealed record UndoneLine(string By, string? Why, Instant At, IReadOnlyList<ThreadId> Restored, IReadOnlyList<MoveConflict> Left);

/// <summary>A move as a line of the list of all that are remembered.</summary>
/// <param name="Moved">So many threads were; <c>Conflicts</c>: so many were not.</param>
/// <param name="UndoneAt">Null: it stands, and can be taken back.</param>
/// <param name="Left">So many could not be restored.</param>
public sealed record MoveLine(string Id, string By, string? Why, Instant At, int Moved, int Conflicts, Instant? UndoneAt, string? UndoneBy, int Left)
{
    internal static MoveLine Of(DeskMove move) => new(
        move.Applied.Move, move.Applied.By, move.Applied.Why, move.Applied.At, move.Applied.Moved.Length, move.Applied.Conflicts.Length,
        move.Undone?.At, move.Undone?.By, move.Undone?.Left.Length ?? 0);
}

/// <summary>The answer over the hub: a plan, a move, or the refusal.</summary>
public sealed record MoveAnswer(bool Ok, int Code, string Name, string? Message, MovePlan? Plan, MoveDocument? Move)
{
    internal static MoveAnswer Of((Outcome Outcome, MovePlan? Plan) preview) => Of(preview.Outcome, preview.Plan, null);

    internal static MoveAnswer Of((Outcome Outcome, MoveDocument? Move) made) => Of(made.Outcome, null, made.Move);

    private static MoveAnswer Of(Outcome outcome, MovePlan? plan, MoveDocument? move) => outcome.IsRefused
        ? new(false, (int)outcome.Code, Refusals.Name(outcome.Code), Refusals.Message(outcome.Code, outcome.Value), null, null)
        : new(true, 0, Refusals.Name(Refusal.None), null, plan, move);
}

using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Http;

namespace Routing.Edge.Moves;

/// <summary>Which threads are to go where: to an agent or to a queue, one of the two.</summary>
public sealed record MoveForm(IReadOnlyList<ThreadId>? Threads, AgentId? Agent, QueueId? Queue);

/// <summary>What a move would do, as it was previewed; handed back to make it.</summary>
/// <param name="Version">The desk's when it was previewed.</param>
/// <param name="Expires">After that it must be previewed again.</param>
/// <param name="Items">Each thread as it stood; one with an obstacle would stay where it is.</param>
/// <param name="Broken">So many threads would leave an agent who has them.</param>
public sealed record MovePlan(
    string Id, long Version, Instant Expires, AgentId? Agent, QueueId? Queue, IReadOnlyList<MovePreviewItem> Items, int Broken);

/// <summary>Makes a move: a plan, and why.</summary>
public sealed record ApplyForm(MovePlan? Plan, string? Why);

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
        [.. move.Applied.Moved.Select(moved => new MovedLine(moved.Thread, moved.Was, moved.From))], move.Applied.Conflicts,
        move.Undone is { } undone ? new UndoneLine(undone.By, undone.Why, undone.At, undone.Restored, undone.Left) : null);
}

/// <param name="From">Who had it, or was offered it.</param>
public sealed record MovedLine(ThreadId Thread, Core.Threads.Holding Was, AgentId? From);

/// <param name="Left">What could not be restored, and why.</param>
public sealed record UndoneLine(string By, string? Why, Instant At, IReadOnlyList<ThreadId> Restored, IReadOnlyList<MoveConflict> Left);

/// <summary>The answer over the hub: a plan, a move, or the refusal.</summary>
public sealed record MoveAnswer(bool Ok, int Code, string Name, string? Message, MovePlan? Plan, MoveDocument? Move)
{
    internal static MoveAnswer Of((Outcome Outcome, MovePlan? Plan) preview) => Of(preview.Outcome, preview.Plan, null);

    internal static MoveAnswer Of((Outcome Outcome, MoveDocument? Move) made) => Of(made.Outcome, null, made.Move);

    private static MoveAnswer Of(Outcome outcome, MovePlan? plan, MoveDocument? move) => outcome.IsRefused
        ? new(false, (int)outcome.Code, Refusals.Name(outcome.Code), Refusals.Message(outcome.Code, outcome.Value), null, null)
        : new(true, 0, Refusals.Name(Refusal.None), null, plan, move);
}

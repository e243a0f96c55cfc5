using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Moves;

/// <summary>Previews, makes and takes back moves of many threads, for HTTP and hub alike.</summary>
public sealed class Mover(IActors actors, CommandDoor door, TimeProvider clock)
{
    /// <summary>For how long a plan holds: a supervisor reads it, and the desk is not yet another.</summary>
    private const long PlanMs = 2 * 60 * 1000;

    public async ValueTask<(Outcome Outcome, MovePlan? Plan)> Preview(Caller caller, MoveForm form, CancellationToken cancel)
    {
        if (form.Agent is null == form.Queue is null) return (new(Refusal.BadRequest, "Name an agent or a queue, one of the two."), null);
        if (form.Threads is not { Count: > 0 } threads || threads.Any(thread => thread is null || !ThreadsEndpoint.IsId(thread)))
            return (new(Refusal.BadRequest, "threads must be a list of threads' ids."), null);
        var preview = await actors.Read<MovePreview>(Desk(caller), new PreviewMove([.. threads], form.Agent, form.Queue), cancel);
        if (preview.Refusal != Refusal.None) return (new(preview.Refusal, form.Agent ?? form.Queue), null);
        var now = clock.GetUtcNow();
        return (Outcome.Done, new(
            Guid.CreateVersion7(now).ToString("N"), preview.Version, Instant.Of(now) + PlanMs, form.Agent, form.Queue, preview.Items, preview.Broken));
    }

    public async ValueTask<(Outcome Outcome, MoveDocument? Move)> Apply(Caller caller, MovePlan? plan, string? why, CancellationToken cancel)
    {
        if (plan?.Items is null || !IsMove(plan.Id) || plan.Agent is null == plan.Queue is null || plan.Items.Any(item => item?.Thread is null))
            return (new(Refusal.BadRequest, "plan must be one that a preview gave."), null);
        if (why?.Length > Limits.IdChars) return (new(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters."), null);

        // Whoever wrote the plan's end may have written another: it never holds for longer than it could have been given.
        var now = Instant.Of(clock.GetUtcNow());
        var items = plan.Items.Where(item => item.Obstacle is null).Select(item => new MoveItem(item.Thread, item.Epoch));
        var command = new ApplyMove(plan.Id, [.. items], plan.Agent, plan.Queue, Instant.Earlier(plan.Expires, now + PlanMs), caller.Sender, why);
        return await Do(caller, plan.Id, command, cancel);
    }

    public async ValueTask<(Outcome Outcome, MoveDocument? Move)> Undo(Caller caller, string move, string? why, CancellationToken cancel)
    {
        if (!IsMove(move)) return (new(Refusal.NoSuchMove), null);
        if (why?.Length > Limits.IdChars) return (new(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters."), null);
        return await Do(caller, move, new UndoMove(move, caller.Sender, why), cancel);
    }

    /// <returns>Null if there is none, or it is no longer remembered.</returns>
    public async ValueTask<MoveDocument?> Read(Caller caller, string move, CancellationToken cancel) =>
        (await actors.Read<MoveView>(Desk(caller), new ReadMove(move), cancel)).Move is { } made ? MoveDocument.Of(made) : null;

    private async ValueTask<(Outcome Outcome, MoveDocument? Move)> Do(Caller caller, string move, DeskCommand command, CancellationToken cancel)
    {
        door.TryId(null, out var key);
        var outcome = await door.Do(caller, Desk(caller), command, key, [], cancel);
        return outcome.IsRefused ? (outcome, null) : (outcome, await Read(caller, move, cancel));
    }

    private static bool IsMove(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);

    private static ActorId Desk(Caller caller) => ActorId.Desk(caller.Workspace);
}

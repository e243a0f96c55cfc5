using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Desks.Rebalancing;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Moves;

/// <summary>Plans, makes and takes back moves of many threads, for HTTP and hub alike.</summary>
public sealed class Mover(IActors actors, CommandDoor door, TimeProvider clock)
{
    private const int UsualMoves = 40;
    private const int UsualBroken = 5;

    private static readonly string TooLarge =
        $"A plan looks at the whole desk, whatever it is for, and that has more than {Limits.ThreadsPerPlan} open threads; pick threads by hand.";

    public async ValueTask<(Outcome Outcome, MovePlan? Plan)> Preview(Caller caller, MoveForm form, CancellationToken cancel)
    {
        if ((form.Agent is null ? 0 : 1) + (form.Queue is null ? 0 : 1) + (form.Team is null ? 0 : 1) != 1)
            return (new(Refusal.BadRequest, "Name an agent, a queue or a team, one of the three."), null);
        if (form.Threads is not { Count: > 0 } threads || threads.Any(thread => thread is null || !ThreadsEndpoint.IsId(thread)))
            return (new(Refusal.BadRequest, "threads must be a list of threads' ids."), null);
        if (form.Team is { } named && named.Count is 0 or > Limits.ThreadsPerMove)
            return (new(Refusal.BadRequest, $"team must name 1 to {Limits.ThreadsPerMove} agents."), null);
        var preview = await actors.Read<MovePreview>(Desk(caller), new PreviewMove([.. threads], form.Agent, form.Queue, form.Team is { } team ? [.. team] : null), cancel);
        if (preview.Refusal != Refusal.None) return (new(preview.Refusal, form.Agent ?? form.Queue), null);
        var now = Now;
        var items = preview.Items.Where(item => item.Obstacle is null).Select(item => new MoveItem(item.Thread, item.Epoch, item.ToAgent));
        var keep = new KeepPlan(NewId(), [.. items], form.Agent, form.Queue, now + Limits.PlanMs, caller.Sender);
        var forecast = await Copy(caller, Scope.All, cancel) is { } desk ? ForecastOf(await Task.Run(() => Rebalancer.Judge(desk, keep, now), cancel), now) : null;
        return await Keep(caller, keep, new(keep.Move, preview.Version, keep.Expires, form.Agent, form.Queue, preview.Items, preview.Broken, forecast), cancel);
    }

    public async ValueTask<(Outcome Outcome, MovePlan? Plan)> Plan(Caller caller, PlanForm form, CancellationToken cancel)
    {
        if (form.Goal != "breaches") return (new(Refusal.BadRequest, "goal must be breaches."), null);
        if (form.Moves is < 1 or > Limits.ThreadsPerMove) return (new(Refusal.BadRequest, $"moves must be 1 to {Limits.ThreadsPerMove}."), null);
        if (form.Broken is < 0 or > Limits.ThreadsPerMove) return (new(Refusal.BadRequest, $"broken must be 0 to {Limits.ThreadsPerMove}."), null);
        var scope = new Scope([.. form.Queues ?? []], [.. form.Agents ?? []]);
        if (await Copy(caller, scope, cancel) is not { } desk)
            return (new(Refusal.MoveTooLarge, TooLarge), null);
        if (scope.Queues.FirstOrDefault(queue => desk.Policy.Queue(queue) is null) is { } unknown) return (new(Refusal.NoSuchQueue, unknown), null);
        if (scope.Agents.FirstOrDefault(agent => !Array.Exists(desk.Agents, known => known.Agent == agent)) is { } nobody)
            return (new(Refusal.NoSuchAgent, nobody), null);

        // Some hundred milliseconds of work: not on the thread that answers others.
        var now = Now;
        var goal = new PlanGoal(scope, form.Moves ?? UsualMoves, form.Broken ?? UsualBroken);
        var plan = await Task.Run(() => Rebalancer.Plan(desk, goal, now), cancel);
        var keep = plan.ToKeep(NewId(), caller.Sender, Now);
        return await Keep(caller, keep, new(keep.Move, desk.LastEpoch, keep.Expires, null, null, plan.Items, plan.Broken, ForecastOf(plan, now)), cancel);
    }

    public async ValueTask<(Outcome Outcome, MoveDocument? Move)> Apply(Caller caller, string? plan, string? why, CancellationToken cancel)
    {
        if (plan is null) return (new(Refusal.BadRequest, "plan must be the id of a plan."), null);
        if (!IsMove(plan)) return (new(Refusal.NoSuchMove), null);
        if (why?.Length > Limits.IdChars) return (new(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters."), null);
        return await Do(caller, plan, new MakeMove(plan, caller.Sender, why), cancel);
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

    /// <summary>All that are remembered, the newest first.</summary>
    public async ValueTask<IReadOnlyList<MoveLine>> List(Caller caller, CancellationToken cancel) =>
        [.. (await actors.Read<MovesView>(Desk(caller), new ReadMoves(), cancel)).Moves.Select(MoveLine.Of)];

    /// <returns>Null: more is open than a forecast looks at.</returns>
    private async ValueTask<DeskSnapshot?> Copy(Caller caller, Scope scope, CancellationToken cancel)
    {
        var copy = new ScopeCopy(scope);
        while (copy.Next is { } next)
        {
            copy.Add(await actors.Read<ScopeSlice>(Desk(caller), next, cancel));
            if (copy.IsTooLarge) return null;
        }

        return copy.Complete();
    }

    private static PlanForecast ForecastOf(Rebalance plan, Instant now) => new((int)((plan.Until - now) / 60_000), plan.Before, plan.After);

    private async ValueTask<(Outcome Outcome, MoveDocument? Move)> Do(Caller caller, string move, DeskCommand command, CancellationToken cancel)
    {
        door.TryId(null, out var key);
        var outcome = await door.Do(caller, Desk(caller), command, key, [], cancel);
        return outcome.IsRefused ? (outcome, null) : (outcome, await Read(caller, move, cancel));
    }

    private async ValueTask<(Outcome Outcome, MovePlan? Plan)> Keep(Caller caller, KeepPlan keep, MovePlan plan, CancellationToken cancel)
    {
        door.TryId(null, out var key);
        var outcome = await door.Do(caller, Desk(caller), keep, key, [], cancel);
        return outcome.IsRefused ? (outcome, null) : (outcome, plan);
    }

    private Instant Now => Instant.Of(clock.GetUtcNow());

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    private static bool IsMove(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);

    private static ActorId Desk(Caller caller) => ActorId.Desk(caller.Workspace);
}

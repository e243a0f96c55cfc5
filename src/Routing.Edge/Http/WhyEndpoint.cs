using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Why a thread waits: what stands in its way, what will change, and how long it may take.</summary>
/// <remarks>Asked of the desk itself, which looks at every agent for it: for one thread at a time, not for lists.</remarks>
internal static class WhyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/threads/{id}/why", Get).WithName("whyThread").WithSummary("What stands in a waiting thread's way, and how long it may take")
            .Produces<ThreadWhy>().Produces<ThreadMoved>(StatusCodes.Status308PermanentRedirect).Produces<ErrorBody>(StatusCodes.Status404NotFound)
            .RequireAuthorization(Access.Read.Name);

    private static async Task<IResult> Get(string id, Caller caller, IActors actors, BoardRoom boards, HttpContext http, CancellationToken cancel)
    {
        if (!ThreadsEndpoint.IsId(id)) return new Refused(Refusal.NoSuchThread);
        var view = await actors.Read<ThreadView>(ActorId.Thread(caller.Workspace, id), new ReadThread(), cancel);
        if (!ThreadReader.Exists(view)) return new Refused(Refusal.NoSuchThread);
        if (view.JoinedInto is { } into)
        {
            http.Response.Headers.Location = $"/v1/threads/{into}/why";
            return Json.Of(new ThreadMoved(id, into), StatusCodes.Status308PermanentRedirect);
        }

        var said = await actors.Read<ThreadExplained>(ActorId.Desk(caller.Workspace), new ExplainThread(id), cancel);
        var state = said.Blocked is not null ? "waiting" : ThreadReader.StateOf(view);
        if (said is not { Blocked: { } agents, Need: { } need })
            return Json.Of(new ThreadWhy(id, state, view.Agent, said.Need?.Queue, said.Need?.Skills ?? [], said.Need?.Also, null, said.Rank, [], null, [], null, null, said.Why, said.PriorityBy));
        var board = await boards.Of(caller.Workspace, cancel);
        var answered = board.Read(copy => copy.Queues.FirstOrDefault(queue => queue.Queue == need.Queue)?.Answers.Hour.Answers ?? 0);
        return Json.Of(new ThreadWhy(
            id, state, null, need.Queue, need.Skills, need.Also, said.Ahead + 1, said.Rank, [.. Obstacles.Of(said, agents)], agents, said.Supply ?? [],
            said.Rank?.NextStep, ExpectedWait.Of(said.Ahead, agents, answered), said.Why, said.PriorityBy));
    }
}

/// <summary>What stands in a thread's way.</summary>
/// <param name="State">waiting; or, with nothing in its way, offered, assigned, awaitingCustomer, parked or resolved.</param>
/// <param name="Agent">Who has it, or is offered it.</param>
/// <param name="Skills">What it asks for by now: who has all of these can serve it.</param>
/// <param name="Also">Who has all of one of these can serve it as well: it overflowed. Null: nobody else.</param>
/// <param name="Position">From 1, among waiting threads that ask for the same; null where it does not wait.</param>
/// <param name="Obstacles">The heaviest first.</param>
/// <param name="Agents">All agents of the desk by what keeps them from it.</param>
/// <param name="Supply">Who has each of the skills.</param>
/// <param name="NextStep">When it asks for less, or of more agents; null: never.</param>
/// <param name="Decided">What decided its last offer.</param>
/// <param name="PriorityBy">Who raised or lowered it, when, and why; null: nobody did.</param>
public sealed record ThreadWhy(
    ThreadId Thread, string State, AgentId? Agent, QueueId? Queue, IReadOnlyList<SkillLevel> Skills, IReadOnlyList<SkillLevel[]>? Also, int? Position,
    Rank? Rank, IReadOnlyList<Obstacle> Obstacles, BlockedAgents? Agents, IReadOnlyList<SkillSupply> Supply, Instant? NextStep, ExpectedWait? ExpectedWait,
    Why? Decided, Standstill? PriorityBy = null);

/// <param name="Code">authorMuted, queuePaused, nobodyWithSkill, nobodyOnShift, waitsForPreferred, allFull, coolingDown, passedOver or behindOthers.</param>
/// <param name="Text">For people.</param>
/// <param name="Agents">How many it keeps from the thread.</param>
/// <param name="Until">When it ends by itself at the latest, or first for one of several; null: that is not known.</param>
public sealed record Obstacle(string Code, string Text, int Agents, Instant? Until);

/// <param name="Seconds">Null: unknown.</param>
/// <param name="Basis">What it was worked out from, or why it is unknown.</param>
public sealed record ExpectedWait(int? Seconds, string Basis)
{
    /// <summary>Those ahead and itself, at the rate at which its queue was answered in the last hour.</summary>
    internal static ExpectedWait Of(int ahead, BlockedAgents agents, int answered) =>
        Obstacles.IsAlone(agents) ? new(null, "unknown: nobody can serve it")
        : answered == 0 ? new(null, "unknown: its queue answered nothing in the last hour")
        : new((int)Math.Min(int.MaxValue, 3_600L * (ahead + 1) / answered), $"{ahead} ahead; its queue answered {answered} in the last hour");
}

/// <summary>Tells apart what keeps a thread waiting.</summary>
internal static class Obstacles
{
    public static IEnumerable<Obstacle> Of(ThreadExplained said, BlockedAgents agents)
    {
        if (said.HeldBack is { Since: var since } held)
            yield return new(held.Muted ? "authorMuted" : "queuePaused", $"{since.By} {(held.Muted ? "muted its author" : "paused its queue")}{(since.Why is { } why ? $": {why}" : "")}.", 0, null);
        if (IsAlone(agents)) yield return new("nobodyWithSkill", Lacking(said, agents), agents.LackSkill, said.Rank?.NextStep);
        else if (agents is { Full: 0, CoolingDown: 0, Passed: 0, Free: 0 })
            yield return new("nobodyOnShift", "Nobody who can serve it is ready.", agents.NotReady, said.Rank?.NextStep);
        if (said is { Preferred: { } preferred, PreferredUntil: { } until })
            yield return new("waitsForPreferred", $"It waits for {preferred}, who knows it.", agents.Passed, until);
        if (agents.Full > 0) yield return new("allFull", "Who can serve it and is ready has no free slot.", agents.Full, null);
        if (agents.CoolingDown > 0) yield return new("coolingDown", "Who can serve it missed an offer and gets none for a while.", agents.CoolingDown, agents.CoolUntil);
        if (agents.Passed > 0 && said.Preferred is null)
            yield return new("passedOver", "Who can serve it declined or missed it lately.", agents.Passed, agents.PassedUntil);
        if (said.Ahead > 0) yield return new("behindOthers", $"{said.Ahead} that ask for the same go first.", 0, null);
    }

    /// <summary>No agent has the skills, ready or not.</summary>
    public static bool IsAlone(BlockedAgents agents) => agents is { NotReady: 0, Full: 0, CoolingDown: 0, Passed: 0, Free: 0 };

    private static string Lacking(ThreadExplained said, BlockedAgents agents)
    {
        if (agents.LackSkill == 0) return "There are no agents.";
        var nobody = (said.Supply ?? []).Where(skill => skill.Have == 0).Select(skill => $"{skill.Skill} at level {skill.Level}").ToList();
        return nobody.Count > 0 ? $"Nobody has {string.Join(", or ", nobody)}." : $"Nobody has all that {said.Need!.Class} asks for.";
    }
}

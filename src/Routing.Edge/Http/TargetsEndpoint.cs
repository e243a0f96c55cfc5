using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Edge.Auth;
using Routing.Edge.Boards;

namespace Routing.Edge.Http;

/// <summary><c>GET /v1/targets</c>: to whom work can be handed. For everyone who may hand it over, agents as well, so it says no more than that.</summary>
internal static class TargetsEndpoint
{
    /// <summary>Agents of one answer: who looks for another types part of the name.</summary>
    public const int MostAgents = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/targets", Get).WithName("listTargets")
        .WithSummary($"Queues, and agents whose name or id holds q (those who are ready first, at most {MostAgents}), to hand work to")
        .Produces<Targets>().RequireAuthorization(Access.Read.Name);

    private static async Task<IResult> Get(Caller caller, BoardRoom boards, string? q, CancellationToken cancel)
    {
        if (q?.Length > Limits.NameChars) return Refused.Field("q", $"q must have at most {Limits.NameChars} characters.");
        var live = await boards.Of(caller.Workspace, cancel);
        return Json.Of(live.Read(board => new Targets(
            [.. board.Policy.Queues.Select(queue => queue.Id)],
            [.. board.Agents.Where(agent => Fits(agent, q)).OrderByDescending(agent => agent.Ready).ThenBy(agent => agent.Name, StringComparer.OrdinalIgnoreCase)
                .Take(MostAgents).Select(agent => new AgentTarget(agent.Agent, agent.Name, agent.Ready, Math.Max(0, agent.Slots - agent.Used)))])));
    }

    private static bool Fits(BoardAgent agent, string? q) => string.IsNullOrEmpty(q)
        || agent.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || agent.Agent.Contains(q, StringComparison.OrdinalIgnoreCase);
}

public sealed record Targets(IReadOnlyList<QueueId> Queues, IReadOnlyList<AgentTarget> Agents);

/// <param name="Ready">Takes work at the moment.</param>
/// <param name="FreeSlots">As far as the board has heard.</param>
public sealed record AgentTarget(AgentId Agent, string Name, bool Ready, int FreeSlots);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Ports;
using Routing.Edge.Shifts;

namespace Routing.Edge.Presence;

/// <summary>Whether an agent is there, as their actor knows it.</summary>
internal static class PresenceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agents/{id}/presence", Get).WithName("getPresence")
        .WithSummary("Whether an agent is connected, what they say and why, and when a person was last seen there")
        .Produces<PresenceDocument>().RequireAuthorization(Access.Watch.Name);

    private static async Task<IResult> Get(string id, Caller caller, IActors actors, ShiftPlanner planner, CancellationToken cancel)
    {
        if (!await planner.Exists(caller, id, cancel)) return new Refused(Refusal.NoSuchAgent);
        return Json.Of(PresenceDocument.Of(id, await actors.Read<PresenceView>(ActorId.Agent(caller.Workspace, id), new ReadPresence(), cancel)));
    }
}

/// <param name="Why">The reason that was given for the status; null: none.</param>
/// <param name="Idle">Away because no person was seen there for as long as the policy says; back with the next sign of one.</param>
/// <param name="Connections">Open ones.</param>
/// <param name="GraceUntil">While there is none: when the agent counts as offline and the work is handed over.</param>
/// <param name="ActiveAt">The last sign of a person, within half a minute; null where the policy does not ask for it.</param>
public sealed record PresenceDocument(AgentId Agent, AgentStatus Status, string? Why, bool Idle, int Connections, Instant? GraceUntil, Instant? ActiveAt)
{
    internal static PresenceDocument Of(AgentId agent, PresenceView view) => new(
        agent, view.Status, view.Why, view.IsIdle, view.Connections.Length, view.GraceUntil, view.ActiveAt == default ? null : view.ActiveAt);
}

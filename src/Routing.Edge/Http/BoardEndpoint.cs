using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Edge.Auth;
using Routing.Edge.Boards;

namespace Routing.Edge.Http;

/// <summary><c>GET /v1/board</c>: queues and agents as they are now, with the age of the picture.</summary>
internal static class BoardEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/board", async (Caller caller, BoardRoom boards, CancellationToken cancel) =>
            Json.Of(BoardDocument.Of(await boards.Of(caller.Workspace, cancel))))
            .WithName("getBoard").WithSummary("Queues, service level, agents and what they hold, with the age of the picture")
            .Produces<BoardDocument>().RequireAuthorization(Access.Watch.Name);
}

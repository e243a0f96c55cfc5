using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Edge.Auth;
using Routing.Edge.Boards;

namespace Routing.Edge.Http;

/// <summary><c>GET /v1/me</c>: whose token this is. For clients that hold a cookie they cannot read.</summary>
internal static class MeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me", Get).WithName("getMe").WithSummary("Who is signed in, and as what")
        .Produces<Me>().RequireAuthorization(Access.Read.Name);

    private static async Task<IResult> Get(Caller caller, BoardRoom boards, HttpContext http, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        var name = caller.Role == Roles.Agent
            ? (await boards.Of(caller.Workspace, cancel)).Read(board => board.Agent(caller.Subject)?.Name)
            : null;
        return Json.Of(new Me(caller.Workspace, caller.Role, caller.Subject, name ?? caller.Subject));
    }
}

/// <param name="Name">An agent's name; of others the subject.</param>
public sealed record Me(string Workspace, string Role, string Subject, string Name);

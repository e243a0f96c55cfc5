using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Whether the process lives, and whether it takes messages.</summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Json.Of(new Health("live"))).WithName("isLive").WithSummary("The process answers")
            .Produces<Health>().AllowAnonymous();
        routes.MapGet("/health/ready", Ready).WithName("isReady").WithSummary("Keys are loaded, and there is room for messages")
            .Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable).AllowAnonymous();
    }

    private static IResult Ready(Tokens tokens, ILibrary library) => (tokens.IsLoaded, library.RoomForMessages > 0) switch
    {
        (false, _) => Json.Of(new Health("starting"), StatusCodes.Status503ServiceUnavailable),
        (_, false) => Json.Of(new Health("storeFull"), StatusCodes.Status503ServiceUnavailable),
        _ => Json.Of(new Health("ready")),
    };
}

public sealed record Health(string Status);

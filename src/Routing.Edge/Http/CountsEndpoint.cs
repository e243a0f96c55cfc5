using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core.Projections;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>How much there is: for figures, checks and curious people. As fresh as the projections.</summary>
internal static class CountsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/counts", Count).WithName("counts").WithSummary("How many messages, chains, threads and quarantined inputs there are")
            .Produces<StoreCounts>().RequireAuthorization(Access.Read.Name);

    private static async Task<IResult> Count(Caller caller, ILibrary library, CancellationToken cancel) =>
        Json.Of(await library.Counts(caller.Workspace, cancel));
}

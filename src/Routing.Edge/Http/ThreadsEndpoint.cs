using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Lists of threads, and one thread in full.</summary>
internal static class ThreadsEndpoint
{
    public const int MostRows = 200;

    private static readonly string[] States = ["waiting", "offered", "assigned", "awaitingCustomer", "parked", "resolved", "joined"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/threads", List).WithName("listThreads").WithSummary("Threads, filtered, a page at a time")
            .Produces<Page<ThreadRow>>().RequireAuthorization(Access.Read.Name);
        routes.MapGet("/threads/{id}", One).WithName("getThread")
            .WithSummary("One thread: conversation, customer, notes, rank and why it is where it is")
            .Produces<ThreadDocument>().Produces<ThreadMoved>(StatusCodes.Status308PermanentRedirect)
                .Produces<ErrorBody>(StatusCodes.Status404NotFound)
            .RequireAuthorization(Access.Read.Name);
    }

    private static async Task<IResult> List(
        Caller caller, ILibrary library, string? state, string? queue, string? agent, string? customer, string? q, string? cursor, int? limit,
        CancellationToken cancel)
    {
        if (state is not null && Array.IndexOf(States, state) < 0)
            return Refused.Field("state", $"state must be one of {string.Join(", ", States)}.");
        if (limit is < 1 or > MostRows) return Refused.Field("limit", $"limit must be 1 to {MostRows}.");
        if (q?.Length > Limits.IdChars) return Refused.Field("q", $"q must have at most {Limits.IdChars} characters.");
        var filter = new ThreadFilter(state, queue, agent, customer is null ? null : new CustomerKey(customer), q);
        return Json.Of(await library.Threads(caller.Workspace, filter, cursor, limit ?? 50, cancel));
    }

    private static async Task<IResult> One(string id, Caller caller, ThreadReader threads, HttpContext http, CancellationToken cancel)
    {
        if (!IsId(id) || await threads.Read(caller.Workspace, id, explain: true, cancel) is not { } thread) return new Refused(Refusal.NoSuchThread);
        if (thread.JoinedInto is not { } into) return Json.Of(thread);
        http.Response.Headers.Location = $"/v1/threads/{into}";
        return Json.Of(new ThreadMoved(thread.Thread, into), StatusCodes.Status308PermanentRedirect);
    }

    /// <summary>Ids that an actor could have: a mistyped one is not worth an actor.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= Limits.NameChars && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>The thread is part of another, for ever.</summary>
public sealed record ThreadMoved(ThreadId Thread, ThreadId JoinedInto);

/// <summary>Answers in the edge's JSON.</summary>
internal static class Json
{
    public static IResult Of<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, EdgeJson.Options, statusCode: status);
}

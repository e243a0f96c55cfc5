using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>The workspace's ordered, replayable feed, and what was put into quarantine.</summary>
internal static class FeedEndpoint
{
    private const int MostEntries = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feed", Read).WithName("readFeed").WithSummary("Events after a cursor, as CloudEvents; also as application/x-ndjson")
            .Produces<FeedPage>().Produces<ErrorBody>(StatusCodes.Status410Gone).RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/quarantine", Quarantine).WithName("readQuarantine")
            .WithSummary("Inputs whose decision failed; kept whole, replayable after a fix")
            .Produces<IReadOnlyList<QuarantineLine>>().RequireAuthorization(Access.Supervise.Name);
    }

    private static async Task<IResult> Read(Caller caller, ILibrary library, HttpContext http, long? after, int? limit, CancellationToken cancel)
    {
        if (after < 0) return Refused.Field("after", "after must be 0 or more.");
        if (limit is < 1 or > MostEntries) return Refused.Field("limit", $"limit must be 1 to {MostEntries}.");
        var from = after ?? 0;
        if (await library.Feed(caller.Workspace, from, limit ?? 100, cancel) is not { } entries) return new Refused(Refusal.CursorTooOld);
        var events = entries.Select(CloudEvent.Of).ToList();
        if (!http.Request.Headers.Accept.ToString().Contains(MessagesEndpoint.Lines, StringComparison.OrdinalIgnoreCase))
            return Json.Of(new FeedPage(events, entries.Count == 0 ? from : entries[^1].Cursor));

        using var lines = new MemoryStream();
        foreach (var entry in events)
        {
            await JsonSerializer.SerializeAsync(lines, entry, EdgeJson.Options, cancel);
            lines.WriteByte((byte)'\n');
        }

        return Results.Bytes(lines.ToArray(), MessagesEndpoint.Lines);
    }

    private static async Task<IResult> Quarantine(Caller caller, ILibrary library, CancellationToken cancel)
    {
        var inputs = await library.Quarantine(caller.Workspace, cancel);
        return Json.Of(inputs.Select(input => new QuarantineLine(input.Id, input.Actor.ToString(), input.At, input.Input, input.Error)));
    }
}

/// <param name="Next">The cursor to go on from.</param>
public sealed record FeedPage(IReadOnlyList<CloudEvent> Items, long Next);

/// <param name="Input">The input in wire format.</param>
public sealed record QuarantineLine(string Id, string Actor, Instant At, string Input, string Error);

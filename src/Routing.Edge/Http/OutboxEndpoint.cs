using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Replies on their way to their networks, and what connectors report of them.</summary>
internal static class OutboxEndpoint
{
    private const int MostItems = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/outbox", Read).WithName("readOutbox").WithSummary("Replies after a cursor, in the order in which they left")
            .Produces<OutboxPage>().RequireAuthorization(Access.Integrate.Name);
        routes.MapPost("/outbox/{id}/sent", Sent).WithName("reportSent").WithSummary("The network took the reply under this id")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Integrate.Name);
        routes.MapPost("/outbox/{id}/failed", Failed).WithName("reportFailed").WithSummary("The network did not take the reply")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Integrate.Name);
    }

    private static async Task<IResult> Read(Caller caller, ILibrary library, long? after, int? limit, CancellationToken cancel)
    {
        if (after < 0) return Refused.Field("after", "after must be 0 or more.");
        if (limit is < 1 or > MostItems) return Refused.Field("limit", $"limit must be 1 to {MostItems}.");
        var items = await library.Outbox(caller.Workspace, after ?? 0, limit ?? 100, cancel);
        var texts = await library.Bodies(caller.Workspace, [.. items.Select(item => Body.OfReply(item.Reply))], cancel);
        return Json.Of(new OutboxPage(
            [.. items.Select(item => OutboxLine.Of(item, texts.GetValueOrDefault(Body.OfReply(item.Reply))))],
            items.Count == 0 ? after ?? 0 : items[^1].Cursor));
    }

    private static async Task<IResult> Sent(
        string id, SentBody body, Caller caller, ILibrary library, IActors actors, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(body.ExternalId) || body.ExternalId.Length > Limits.IdChars || body.ExternalId.Any(char.IsControl))
            return Refused.Field("externalId", $"externalId must be an id of at most {Limits.IdChars} characters.");
        if (await library.OutboxOf(caller.Workspace, id, cancel) is not { } item) return new Refused(Refusal.NoSuchReply);

        // It says the same however often it comes, so it needs no key; and it is told only once an answer to it would find its thread.
        var taken = MessageKey.Of(item.To.Channel, body.ExternalId);
        return CommandDoor.Answer(await actors.Ask(
            ActorId.Thread(caller.Workspace, item.Thread), origin => new ReportSent(item.Reply, taken, origin), [], cancel));
    }

    private static async Task<IResult> Failed(
        string id, FailedBody body, Caller caller, ILibrary library, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(body.Reason) || body.Reason.Length > Limits.NoteChars)
            return Refused.Field("reason", $"reason must be a text of at most {Limits.NoteChars} characters.");
        if (!door.TryKey(http, out var command)) return CommandDoor.NoKey;
        if (await library.OutboxOf(caller.Workspace, id, cancel) is not { } item) return new Refused(Refusal.NoSuchReply);
        var failed = new ReportFailed(item.Reply, body.Reason, body.Retry);
        return CommandDoor.Answer(await door.Do(caller, ActorId.Thread(caller.Workspace, item.Thread), failed, command, [], cancel));
    }

    internal sealed record SentBody(string ExternalId);

    /// <param name="Retry">The connector will try again by itself.</param>
    internal sealed record FailedBody(string Reason, bool Retry);
}

/// <param name="Next">The cursor to go on from.</param>
public sealed record OutboxPage(IReadOnlyList<OutboxLine> Items, long Next);

/// <summary>A reply as connectors get it; the text is null once it was erased.</summary>
/// <param name="To">External id of the message that is answered.</param>
public sealed record OutboxLine(
    long Cursor, string Reply, ThreadId Thread, AgentId Agent, string Channel, string To, Visibility Visibility, string? Text, Instant At,
    ReplyStatus Status, string? As, string? Reason)
{
    public static OutboxLine Of(OutboxItem item, string? body) => new(
        item.Cursor, item.Reply, item.Thread, item.Agent, item.To.Channel, item.To.ExternalId, item.Visibility,
        body is null ? null : EdgeJson.Read<StoredText>(body)?.Text, item.At, item.Status, item.As?.ExternalId, item.Reason);
}

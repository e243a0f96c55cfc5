using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;

namespace Routing.Edge.Http;

/// <summary><c>POST /v1/messages</c>: one JSON object, or one per line (<c>application/x-ndjson</c>).</summary>
internal static class MessagesEndpoint
{
    public const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/messages", Post)
            .WithName("postMessages")
            .WithSummary("Take in one message, or many, one per line")
            .WithDescription("202 once durable, naming the thread. The same id with the same content is a duplicate (202); with other content it is "
                + "refused (409, naming the field) unless kind is edit. A batch answers per line; 400 only if no line went in.")
            .Accepts<PostedMessage>("application/json", Lines)
            .Produces<TakenIn>(StatusCodes.Status202Accepted)
            .Produces<ErrorBody>(StatusCodes.Status400BadRequest)
            .Produces<ErrorBody>(StatusCodes.Status409Conflict)
            .Produces<ErrorBody>(StatusCodes.Status413PayloadTooLarge)
            .Produces<ErrorBody>(StatusCodes.Status503ServiceUnavailable)
            .Produces<ErrorBody>(StatusCodes.Status507InsufficientStorage)
            .RequireAuthorization(Access.Integrate.Name);

    private static async Task<IResult> Post(HttpContext http, Caller caller, Intake intake, EdgeOptions options, CancellationToken cancel)
    {
        var type = http.Request.ContentType ?? "";
        if (type.StartsWith(Lines, StringComparison.OrdinalIgnoreCase)) return await Many(http, caller, intake, options, cancel);
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Refused.Field("", $"must be application/json or {Lines}");

        var (body, tooLarge) = await RequestBody.Read(http, options.BodyBytes, cancel);
        if (tooLarge) return new Refused(Refusal.TooLarge, $"A message has at most {options.BodyBytes} bytes.");
        var (message, wrong) = MessageParser.Parse(body.Span);
        if (wrong is not null) return new Refused(wrong.Code, WhereAndWhat(wrong), wrong.Field);
        var taken = await intake.Take(caller.Workspace, message!, cancel);
        return taken.WentIn
            ? Results.Json(new TakenIn(taken.Status, taken.Thread), EdgeJson.Options, statusCode: StatusCodes.Status202Accepted)
            : new Refused(taken.Code, Refusals.Message(taken.Code, taken.Detail), taken.Field);
    }

    private static async Task<IResult> Many(HttpContext http, Caller caller, Intake intake, EdgeOptions options, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = options.BatchBytes;
        var batch = new MessageBatch(intake, caller.Workspace, options);
        await batch.Run(http.Request.BodyReader, cancel);
        http.Response.StatusCode = batch.Status;
        if (Refusals.IsPassing(batch.Worst)) http.Response.Headers.RetryAfter = "1";
        return Results.Bytes(batch.Answer, Lines);
    }

    internal static string WhereAndWhat(Wrong wrong) => wrong.Field.Length == 0 ? $"The message {wrong.Message}." : $"{wrong.Field} {wrong.Message}.";
}

/// <param name="Status">accepted or duplicate.</param>
/// <param name="Thread">Null where the message makes none: an echo, a repost.</param>
public sealed record TakenIn(string Status, ThreadId? Thread);

/// <summary>What a line of a batch came to.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Status">accepted, duplicate or refused.</param>
/// <param name="Message">Channel and external id, where the line could be read.</param>
public sealed record LineTaken(
    int Line, string Status, string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ThreadId? Thread = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);

/// <summary>The form of a message, for the OpenAPI document; it is read by <see cref="MessageParser"/>.</summary>
/// <param name="Kind">message, edit or delete; a message by default.</param>
/// <param name="CreatedAt">RFC 3339, or milliseconds since 1970; of receipt by default.</param>
public sealed record PostedMessage(
    string Channel, string Id, Author Author, string Text, string? InReplyTo, Visibility? Visibility, MessageKind? Kind, DateTimeOffset? CreatedAt,
    string? Language, IReadOnlyList<Attachment>? Attachments, bool? Own, bool? Repost);

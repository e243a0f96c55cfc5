using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>What was wrong, as every error of the API says it.</summary>
/// <param name="Code">Public, never reused: see <see cref="Refusal"/>.</param>
/// <param name="Field">The field of the request that is to blame, as a path (<c>author.id</c>).</param>
/// <param name="Line">The line of a batch or file, from 1.</param>
public sealed record ErrorDetail(int Code, string Name, string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null);

public sealed record ErrorBody(ErrorDetail Error);

/// <summary>A refusal as an HTTP answer: a fitting status, the numbered reason, and when to come again.</summary>
public sealed class Refused(Refusal code, string? message = null, string? field = null, int? line = null) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => Refusals.Status(code);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = Refusals.Status(code);
        if (Refusals.IsPassing(code)) answer.Headers.RetryAfter = Refusals.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        answer.ContentType = "application/json";
        var body = new ErrorBody(new((int)code, Refusals.Name(code), message ?? Refusals.Message(code, null), field, line));
        await JsonSerializer.SerializeAsync(answer.Body, body, EdgeJson.Options, httpContext.RequestAborted);
    }

    public static Refused Of(Outcome outcome) => new(outcome.Code, Refusals.Message(outcome.Code, outcome.Value));

    public static Refused Field(string field, string message) => new(Refusal.BadRequest, message, field);
}

using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Core.Policies;
using Routing.Edge.Policies;

namespace Routing.Edge.Http;

/// <summary>A policy that comes as the body of a request: JSON, or YAML if its content type says so.</summary>
internal static class PolicyBody
{
    /// <returns>The policy, or the answer that refuses it.</returns>
    public static async ValueTask<(Policy? Policy, IResult? Refused)> Read(HttpContext http, CancellationToken cancel)
    {
        var (body, tooLarge) = await RequestBody.Read(http, Limits.PolicyBytes, cancel);
        if (tooLarge) return (null, new Refused(Refusal.TooLarge, $"A policy has at most {Limits.PolicyBytes} bytes."));
        var yaml = http.Request.ContentType?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
        var (policy, errors) = PolicyReader.Read(body.Span, yaml);
        if (policy is not null) return (policy, null);

        var first = errors[0];
        var error = new ErrorDetail((int)Refusal.BadRequest, Refusals.Name(Refusal.BadRequest), $"{first}.", first.Path, first.Line);
        return (null, Json.Of(new PolicyRefused(error, errors), StatusCodes.Status400BadRequest));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge;

/// <summary>Turns new messages away at the door while the engine cannot keep up: before anything is read, checked or made for the request,
/// since under three times the load two of three are turned away, and each must cost next to nothing.</summary>
internal sealed class LoadShedding(Pressure pressure, AdmissionLimit limit, IMessageGate gate)
{
    private static readonly byte[] Answer = EdgeJson.Bytes(
        new ErrorBody(new((int)Refusal.Overloaded, Refusals.Name(Refusal.Overloaded), Refusals.Message(Refusal.Overloaded, null))));

    private static readonly string Later = Refusals.RetrySeconds.ToString(CultureInfo.InvariantCulture);

    public Task Check(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.Equals("/v1/messages", StringComparison.OrdinalIgnoreCase)) return next(http);
        if (!pressure.IsHigh && !limit.IsFull && gate.Refuses is not { Code: Refusal.Overloaded }) return next(http);
        var answer = http.Response;
        answer.StatusCode = Refusals.Status(Refusal.Overloaded);
        answer.Headers.RetryAfter = Later;
        answer.ContentType = "application/json";
        answer.ContentLength = Answer.Length;
        return answer.Body.WriteAsync(Answer, http.RequestAborted).AsTask();
    }
}

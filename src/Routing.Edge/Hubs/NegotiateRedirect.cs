using Microsoft.AspNetCore.Http;
using Routing.Edge.Http;

namespace Routing.Edge.Hubs;

/// <summary>Behind a balancer, sends whoever negotiates a hub connection to this process's own address, as Azure SignalR does: what follows over
/// HTTP (long polling, server-sent events, the socket itself) then finds the process that knows of it, and the balancer needs no stickiness.</summary>
/// <remarks>Only with a header's token, which stock clients take along. A page's cookie is good at the page's own address alone; such pages, and
/// clients that skip negotiation, need one connection and nothing else.</remarks>
internal sealed class NegotiateRedirect(Uri own)
{
    /// <summary>Marks the address of a process, where nobody is sent on.</summary>
    private const string Here = "here";

    public Task Answer(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var isAsked = HttpMethods.IsPost(request.Method)
            && request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            && request.Path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase)
            && request.Headers.Authorization.Count > 0
            && !request.Query.ContainsKey(Here);
        if (!isAsked) return next(http);

        var hub = request.Path.Value![..^"/negotiate".Length];
        return Json.Of(new Redirect($"{own.AbsoluteUri.TrimEnd('/')}{hub}?{Here}=1")).ExecuteAsync(http);
    }

    /// <summary>As SignalR's clients know it.</summary>
    private sealed record Redirect(string Url);
}

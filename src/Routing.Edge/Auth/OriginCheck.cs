using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Auth;

/// <summary>Refuses what another site's page sends: hubs always, and changes that come with the cookie instead of a header.</summary>
/// <remarks>Programs send no Origin and are let through; so is the same host and port.</remarks>
internal static class OriginCheck
{
    public static Task Check(HttpContext http, RequestDelegate next)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !IsGuarded(http.Request) || IsOwn(origin, http.Request)) return next(http);
        return new Refused(Refusal.Forbidden, "Requests of other sites are not taken.").ExecuteAsync(http);
    }

    private static bool IsGuarded(HttpRequest request) => request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        || (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers.Authorization.Count == 0);

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, AuthorityOf(request), StringComparison.OrdinalIgnoreCase);

    private static string AuthorityOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var uri) ? uri.Authority : request.Host.Value ?? "";
}

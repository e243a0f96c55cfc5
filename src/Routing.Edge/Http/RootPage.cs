using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Edge.Auth;

namespace Routing.Edge.Http;

/// <summary><c>/</c>: says who is signed in and what is here. The agent's desk and the supervisor's board are pages of their own, to come.</summary>
internal static class RootPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", (HttpContext http) =>
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(Page(Caller.Of(http.User)), "text/html; charset=utf-8");
    }).AllowAnonymous().ExcludeFromDescription();

    private static string Page(Caller caller)
    {
        var who = caller.Subject.Length == 0
            ? "<p>Nobody is signed in. The server prints sign-in links when it starts.</p>"
            : $"<p>Signed in as <strong>{Html(caller.Subject)}</strong>, {Html(caller.Role)} in workspace <strong>{Html(caller.Workspace)}</strong>.</p>"
                + "<form method=\"post\" action=\"/signout\"><button>Sign out</button></form>";
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width">
              <title>Routing</title>
              <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
            </head>
            <body>
              <h1>Routing</h1>
              {{who}}
              <ul>
                <li><a href="/openapi/v1.json">The API (OpenAPI)</a></li>
                <li><a href="/v1/board">The board as JSON</a> (supervisors)</li>
                <li><a href="/v1/threads">Threads as JSON</a></li>
              </ul>
              <p>Agents connect with any SignalR client to <code>/hubs/agent</code>, supervisors to <code>/hubs/supervisor</code>.</p>
            </body>
            </html>
            """;
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}

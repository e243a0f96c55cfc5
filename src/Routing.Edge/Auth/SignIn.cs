using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Auth;

/// <summary>Signing in by a link: its ticket is changed for a cookie that scripts cannot read and other sites cannot send.</summary>
public static class SignIn
{
    public const string Cookie = "routing";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/signin", async (string? ticket, Tokens tokens, EdgeOptions options, HttpContext http) =>
        {
            if (string.IsNullOrEmpty(ticket) || await tokens.Redeem(ticket) is not { } caller)
                return new Refused(Refusal.Unauthorized, "The link is not valid, or no longer. A start of the server prints new ones.");

            http.Response.Cookies.Append(Cookie, tokens.Mint(caller, options.SignInFor), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = http.Request.IsHttps,
                MaxAge = options.SignInFor,
                Path = "/",
            });
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Results.Redirect("/");
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/signout", (HttpContext http) =>
        {
            http.Response.Cookies.Delete(Cookie);
            return Results.NoContent();
        }).ExcludeFromDescription();
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Auth;

/// <summary>Who may come in: our own tokens, those of an OpenID Connect issuer if one is named, from the header, the cookie, or (hubs
/// only) the query. Everything that does not say otherwise needs a token.</summary>
public static class EdgeAuth
{
    private const string Own = "own";
    private const string Oidc = "oidc";
    private const string Either = "either";

    public static void Add(IServiceCollection services, EdgeOptions options)
    {
        services.AddSingleton<Tokens>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, OwnTokens>();
        var authentication = services.AddAuthentication(options.OidcAuthority is null ? Own : Either).AddJwtBearer(Own, _ => { });
        if (options.OidcAuthority is { } authority)
        {
            authentication.AddJwtBearer(Oidc, bearer =>
            {
                bearer.Authority = authority;
                bearer.Audience = options.OidcAudience;
                bearer.MapInboundClaims = false;
                bearer.TokenValidationParameters.RoleClaimType = Claims.Role;
                bearer.TokenValidationParameters.NameClaimType = Claims.Subject;
                bearer.Events = Events(new SeenTokens(TimeProvider.System));
            });
            authentication.AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = http => IssuedByUs(TokenOf(http)) ? Own : Oidc);
        }

        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = authorization.DefaultPolicy = new AuthorizationPolicyBuilder()
                .RequireAuthenticatedUser().RequireRole(Roles.All).Build();
            foreach (var access in Access.All) authorization.AddPolicy(access.Name, policy =>
                policy.RequireAuthenticatedUser().RequireAssertion(access.Allows));
        });
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, NumberedRefusals>();
    }

    /// <summary>Finds the token of a request. A query is looked at on hub paths only: browsers cannot send headers with a WebSocket.</summary>
    internal static string? TokenOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        if (http.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            && http.Request.Query["access_token"].ToString() is { Length: > 0 } query)
            return query;
        return http.Request.Cookies[SignIn.Cookie];
    }

    private static bool IssuedByUs(string? token)
    {
        if (token is null) return true;
        var handler = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler();
        return !handler.CanReadToken(token) || handler.ReadJsonWebToken(token).Issuer == Tokens.Issuer;
    }

    private static JwtBearerEvents Events(SeenTokens seen) => new()
    {
        OnMessageReceived = received =>
        {
            received.Token = TokenOf(received.HttpContext);
            if (received.Token is { } token && seen.Find(token) is { } known)
            {
                received.Principal = known;
                received.Success();
            }

            return Task.CompletedTask;
        },
        OnTokenValidated = validated =>
        {
            if (TokenOf(validated.HttpContext) is { } token) validated.Principal = seen.Add(token, validated.Principal!, validated.SecurityToken.ValidTo);
            return Task.CompletedTask;
        },
    };

    private sealed class OwnTokens(Tokens tokens, TimeProvider clock) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(null, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            if (name != Own) return;
            options.MapInboundClaims = false;
            options.TokenValidationParameters = tokens.Parameters();
            options.Events = Events(new SeenTokens(clock));
        }
    }
}

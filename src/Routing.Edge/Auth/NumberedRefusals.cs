using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Auth;

/// <summary>401 and 403 with a numbered body like every other refusal.</summary>
internal sealed class NumberedRefusals : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return new Refused(Refusal.Unauthorized).ExecuteAsync(context);
        }

        return authorizeResult.Forbidden ? new Refused(Refusal.Forbidden).ExecuteAsync(context) : next(context);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Webhooks;

namespace Routing.Edge.Http;

/// <summary>Where the workspace's replies are sent (Standard Webhooks).</summary>
internal static class WebhooksEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks", Get).WithName("getWebhook").WithSummary("Where replies are sent; without the secret")
            .Produces<WebhookDocument>().RequireAuthorization(Access.Integrate.Name);
        routes.MapPut("/webhooks", Put).WithName("putWebhook")
            .WithSummary("Send replies there from now on; also puts a disabled one back in force").Produces<WebhookMade>()
            .RequireAuthorization(Access.Integrate.Name);
        routes.MapDelete("/webhooks", Delete).WithName("deleteWebhook").WithSummary("Send no more; replies stay in the outbox")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Integrate.Name);
    }

    private static IResult Get(Caller caller, Endpoints endpoints) =>
        endpoints.Of(caller.Workspace) is { } endpoint ? Json.Of(new WebhookDocument(endpoint.Url, endpoint.DisabledAt))
            : new Refused(Refusal.NotFound, "No webhook is set.");

    private static async Task<IResult> Put(WebhookBody body, Caller caller, Endpoints endpoints, EdgeOptions options, CancellationToken cancel)
    {
        if (body.Url is null || body.Url.Length > Limits.UrlChars || !Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || !Fits(url, options))
            return Refused.Field("url", "url must be an https link.");
        var secret = body.Secret ?? Signature.NewSecret();
        if (!Signature.IsSecret(secret))
            return Refused.Field("secret", "secret must be whsec_ and base64 of 24 to 64 bytes; leave it out to have one made.");
        await endpoints.Put(caller.Workspace, new(body.Url, secret, null), cancel);
        return Json.Of(new WebhookMade(body.Url, secret));
    }

    private static async Task<IResult> Delete(Caller caller, Endpoints endpoints, CancellationToken cancel)
    {
        await endpoints.Remove(caller.Workspace, cancel);
        return Results.NoContent();
    }

    private static bool Fits(Uri url, EdgeOptions options) => url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (options.AllowPrivateWebhooks && url.Scheme == Uri.UriSchemeHttp));

    internal sealed record WebhookBody(string? Url, string? Secret);
}

/// <param name="DisabledAt">The receiver said 410 Gone then.</param>
public sealed record WebhookDocument(string Url, Instant? DisabledAt);

/// <param name="Secret">Shown this once.</param>
public sealed record WebhookMade(string Url, string Secret);

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Routing.Edge.Http;

/// <summary>The OpenAPI document: what endpoints say of themselves, and how to come in.</summary>
internal static class OpenApi
{
    private const string Scheme = "bearer";

    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Routing",
            Version = "v1",
            Description = "Messages in, work to agents, replies out. Every error is { error: { code, name, message, field?, line? } }; "
                + "codes are never reused. Agents and supervisors work over SignalR at /hubs/agent and /hubs/supervisor.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        var bearer = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" };
        document.Components.SecuritySchemes[Scheme] = bearer;
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    });
}

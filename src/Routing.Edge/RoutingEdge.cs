using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Edge.Actions;
using Routing.Edge.Answers;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Classifiers;
using Routing.Edge.Http;
using Routing.Edge.Hubs;
using Routing.Edge.Moves;
using Routing.Edge.Ports;
using Routing.Edge.Presence;
using Routing.Edge.Shifts;
using Routing.Edge.Webhooks;

namespace Routing.Edge;

/// <summary>The edge's two doors: services, and what it maps. The host adds <see cref="IActors"/>, <see cref="ILibrary"/> and
/// <see cref="IMessageGate"/>, and calls <see cref="ICommitted"/>, which is added here.</summary>
public static class RoutingEdge
{
    /// <summary>Bytes of one hub message: the longest text with every character escaped.</summary>
    private const long HubMessageBytes = 256 * 1024;

    public static IServiceCollection AddRoutingEdge(this IServiceCollection services, EdgeOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClassifier, BuiltInClassifier>();
        services.AddSingleton<EdgeMeter>().AddSingleton<Workspaces>().AddSingleton<Endpoints>();
        services.AddSingleton<BoardRoom>().AddSingleton<Intake>().AddSingleton<ThreadReader>().AddSingleton<CommandDoor>().AddSingleton<PolicyDryRun>()
            .AddSingleton<ShiftPlanner>().AddSingleton<Mover>().AddSingleton<Shelf>().AddSingleton<Supervision>();
        services.AddSingleton<SignsOfLife>().AddSingleton<Departures>().AddHostedService(provider => provider.GetRequiredService<Departures>());
        services.AddSingleton<AgentConnections>().AddSingleton<ConnectionEpochs>().AddSingleton<PushTexts>();
        services.AddSingleton<BoardTicks>().AddSingleton<WebhookSender>().AddSingleton<ICommitted, Committed>();
        services.AddSingleton<Pressure>().AddSingleton<AdmissionLimit>();
        services.AddHostedService(provider => provider.GetRequiredService<Pressure>());
        services.AddHostedService<EdgeStart>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardTicks>());
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());

        EdgeAuth.Add(services, options);
        Telemetry.Add(services);
        services.AddRateLimiter(limiter => RateLimits.Configure(limiter, options));
        services.Configure<KestrelServerOptions>(kestrel => (kestrel.Limits.MaxRequestBodySize, kestrel.AddServerHeader) = (AgentsBytes, false));
        services.Configure<JsonOptions>(json => EdgeJson.Apply(json.SerializerOptions).UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        // What does not bind becomes a refusal that names the field: see Failed.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<ExceptionHandlerOptions>(failed =>
            (failed.ExceptionHandler, failed.SuppressDiagnosticsCallback) = (Failed, IsRequestsFault));
        services.AddOpenApi("v1", OpenApi.Configure);
        AddHubs(services, options.Presence.Checked());
        return services;
    }

    /// <summary>Everything the edge serves, behind its checks: <c>/v1</c>, <c>/hubs</c>, <c>/openapi</c>, <c>/health</c> and
    /// sign-in.</summary>
    public static WebApplication MapRoutingEdge(this WebApplication app)
    {
        // Before routing, which else comes first by itself.
        app.Use(ActivatorUtilities.CreateInstance<LoadShedding>(app.Services).Check);
        app.UseRouting();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => EmptyRefusal(context.HttpContext));
        app.Use(OriginCheck.Check);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        if (app.Services.GetRequiredService<EdgeOptions>().PublicUrl is { } own) app.Use(new NegotiateRedirect(own).Answer);

        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        HealthEndpoint.Map(app);
        SignIn.Map(app);
        app.MapHub<AgentHub>("/hubs/agent", hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization(Access.Work.Name);
        app.MapHub<SupervisorHub>("/hubs/supervisor", hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization(Access.Supervise.Name);

        var v1 = app.MapGroup("/v1").AddEndpointFilter(KnownWorkspace);
        MeEndpoint.Map(v1);
        TargetsEndpoint.Map(v1);
        MessagesEndpoint.Map(v1);
        ThreadsEndpoint.Map(v1);
        WhyEndpoint.Map(v1);
        WorkEndpoint.Map(v1);
        CustomersEndpoint.Map(v1);
        AnswersEndpoint.Map(v1);
        AgentsEndpoint.Map(v1);
        PresenceEndpoint.Map(v1);
        ShiftsEndpoint.Map(v1);
        ShiftTablesEndpoint.Map(v1);
        MovesEndpoint.Map(v1);
        ActionsEndpoint.Map(v1);
        PolicyEndpoint.Map(v1);
        BoardEndpoint.Map(v1);
        CountsEndpoint.Map(v1);
        FeedEndpoint.Map(v1);
        OutboxEndpoint.Map(v1);
        WebhooksEndpoint.Map(v1);
        OperateEndpoint.Map(v1);
        return app;
    }

    /// <summary>Bytes of the largest body but a batch of messages: a table of agents.</summary>
    private const long AgentsBytes = 10 * 1024 * 1024;

    private static void AddHubs(IServiceCollection services, PresenceTimes presence)
    {
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = HubMessageBytes;
                hub.MaximumParallelInvocationsPerClient = 1;
                hub.EnableDetailedErrors = false;
                hub.ClientTimeoutInterval = presence.SilentClient;
                hub.AddFilter<NumberedErrors>();
            })
            .AddHubOptions<AgentHub>(hub => hub.AddFilter<SignsOfLife>())
            .AddJsonProtocol(json => EdgeJson.Apply(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = JsonShaped.Options);
        // Of protocols with one name the last is used.
        services.AddSingleton<IHubProtocol>(provider =>
            new StartedProtocol(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        services.AddSingleton<IHubProtocol>(provider =>
            new StartedProtocol(new MessagePackHubProtocol(provider.GetRequiredService<IOptions<MessagePackHubProtocolOptions>>())));
    }

    // A token outlives nothing: that of a workspace that is not there opens nothing.
    private static async ValueTask<object?> KnownWorkspace(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var caller = Caller.Of(context.HttpContext.User);
        var workspaces = context.HttpContext.RequestServices.GetRequiredService<Workspaces>();
        return caller.IsOperator || workspaces.Has(caller.Workspace) ? await next(context)
            : new Refused(Refusal.Forbidden, "There is no such workspace.");
    }

    private static bool IsRequestsFault(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is Microsoft.AspNetCore.Http.BadHttpRequestException or RefusedException or BadCursorException;

    private static Task Failed(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var refused = error switch
        {
            Microsoft.AspNetCore.Http.BadHttpRequestException bad => FormWrong(bad),
            RefusedException { Code: var code, Message: var message } => new Refused(code, message),
            BadCursorException { Message: var message } => Refused.Field("cursor", message),
            // A read that was cut off, since the store lets none take long.
            TimeoutException => new Refused(Refusal.Overloaded),
            _ => new Refused(Refusal.Internal),
        };
        return refused.ExecuteAsync(http);
    }

    private static Refused FormWrong(Microsoft.AspNetCore.Http.BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge) return new(Refusal.TooLarge);
        return bad.InnerException is System.Text.Json.JsonException json
            ? new(Refusal.BadRequest, $"The body is not as it should be at {json.Path ?? "its start"}.", json.Path?.TrimStart('$', '.'))
            : new(Refusal.BadRequest, bad.Message);
    }

    private static Task EmptyRefusal(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Refused(Refusal.NotFound).ExecuteAsync(http),
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status400BadRequest =>
            KeepStatus(http, Refusal.BadRequest),
        _ => Task.CompletedTask,
    };

    private static async Task KeepStatus(HttpContext http, Refusal code)
    {
        http.Response.ContentType = "application/json";
        var body = new ErrorBody(new((int)code, Refusals.Name(code), Refusals.Message(code, null)));
        await http.Response.Body.WriteAsync(EdgeJson.Bytes(body), http.RequestAborted);
    }
}

using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Routing.Core;
using Routing.Edge;
using Routing.Edge.Ports;
using Routing.Grains;
using Routing.Hosting;
using Routing.Redis;
using Routing.Server.Embedded;
using Routing.Web;

namespace Routing.Server.Cluster;

/// <summary>One silo of many, each with an edge of its own; membership and journals in the cluster's store.</summary>
public static class ClusterHost
{
    /// <param name="store">Opened by the caller, who closes it after the application has stopped.</param>
    /// <param name="signals">Of the same store.</param>
    /// <param name="configure">What the caller adds: logging, options, services of its own.</param>
    public static WebApplication Build(
        RedisStore store, ClusterSignals signals, ClusterOptions options, string urls, EdgeOptions edge, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(urls);
        configure?.Invoke(builder);

        var services = builder.Services;
        services.AddSingleton(store).AddSingleton(signals).AddSingleton<IRelease>(signals);
        services.AddSingleton<IJournal>(store.Journal);
        services.AddSingleton(new SiloRuns(store, signals.Run)).AddSingleton(new Asked(signals.FirstOrigin)).AddSingleton<IMessageGate, ClusterGate>();
        services.AddSingleton<RedisProjections>();
        services.AddSingleton<GrainActors>().AddSingleton<IActors, ClusterActors>().AddSingleton<ILibrary, ClusterLibrary>();
        builder.UseOrleans(silo => AddSilo(silo, options));
        services.AddRoutingEdge(edge);
        services.AddHostedService<ClusterEdge>();
        services.AddHostedService<Projecting>();
        services.AddHostedService<Rehearsing>();

        var app = builder.Build();
        app.MapRoutingEdge();
        app.MapRoutingPages();
        return app;
    }

    private static void AddSilo(ISiloBuilder silo, ClusterOptions options)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("routing", "routing"));
        silo.UseRedisClustering(membership => membership.ConfigurationOptions = RedisStore.Configuration(options.Store));
        silo.ConfigureEndpoints(IPAddress.Parse(options.SiloAddress), siloPort: FreePort(), gatewayPort: 0, listenOnAnyHostAddress: false);
        silo.AddRoutingActors();
        silo.AddRoutingMembership();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Any, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Refuses new messages while this silo waits for the store; work on what was taken goes on.</summary>
    private sealed class ClusterGate(RedisStore store, RedisProjections projections) : IMessageGate
    {
        private static readonly Outcome Behind = new(Refusal.Overloaded, "the store is behind");

        public Outcome? Refuses => store.Journal.IsBehind || projections.IsBehind ? Behind : null;
    }
}

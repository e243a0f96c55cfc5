using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Routing.Edge;
using Routing.Edge.Ports;
using Routing.Grains;
using Routing.Hosting;
using Routing.Sqlite;
using Routing.Web;

namespace Routing.Server.Embedded;

/// <summary>The default shape: one silo in this process, one SQLite store in one data folder, the edge in front.</summary>
public static class EmbeddedHost
{
    /// <param name="store">Opened by the caller, who closes it after the application has stopped.</param>
    /// <param name="configure">What the caller adds: logging, options, services of its own.</param>
    public static WebApplication Build(SqliteStore store, string urls, EdgeOptions edge, Action<WebApplicationBuilder>? configure = null)
    {
        // No file is watched for changes of configuration: there is none but the command line.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(urls);
        configure?.Invoke(builder);

        var services = builder.Services;
        services.AddSingleton(store);
        services.AddSingleton<IJournal>(store.Journal);
        services.AddSingleton(new Asked(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() << 20)).AddSingleton<IRelease, Released>().AddSingleton<IMessageGate, StoreGate>();
        services.AddSingleton<IActors, GrainActors>().AddSingleton<ILibrary, StoreLibrary>();
        builder.UseOrleans(silo => AddSilo(silo));
        services.AddRoutingEdge(edge);
        services.AddHostedService<Opening>();
        services.AddHostedService<StoreWatch>();

        var app = builder.Build();
        app.MapRoutingEdge();
        app.MapRoutingPages();
        store.Stored += turn => Hand(app.Services.GetRequiredService<ICommitted>(), turn);
        return app;
    }

    /// <summary>A silo of one: nobody joins it, so it listens on a free loopback port and has no gateway.</summary>
    private static void AddSilo(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0);
        silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
        silo.AddRoutingActors();
    }

    private static void Hand(ICommitted edge, Turn turn)
    {
        if (turn.Events.Count > 0) edge.Happened(turn.Actor, turn.Version, turn.At, turn.Events);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

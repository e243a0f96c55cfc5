using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Edge.Tests.Server;
using Routing.Redis;
using Routing.Redis.Tests.Servers;
using Routing.Server.Cluster;

namespace Routing.Edge.Tests.Cluster;

/// <summary>The server as it ships in a cluster: two silos on one real store, each with an edge of its own. Clients come to the first.</summary>
public class ClusterServer : RealServer
{
    private readonly List<Silo> _silos = [];
    private RedisServer? _redis;

    /// <summary>Where the second silo listens.</summary>
    public Uri Other => new(_silos[^1].App.Urls.First());

    /// <summary>The first silo goes without finishing anything: as much of a crash as there can be within one process, which is why nothing of it is
    /// disposed of either. Whoever comes from now on comes to the next.</summary>
    public async Task Drop()
    {
        var first = _silos[0];
        _silos.RemoveAt(0);
        Url = new Uri(_silos[0].App.Urls.First());
        await first.Store.DisposeAsync();
        await first.App.StopAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    protected override async Task<WebApplication> Open()
    {
        _redis = await RedisServer.Start();
        for (var i = 0; i < 2; i++) _silos.Add(await Join(_redis.Address));
        return _silos[0].App;
    }

    protected override async Task Close()
    {
        foreach (var silo in _silos)
        {
            await silo.App.StopAsync();
            await silo.App.DisposeAsync();
            await silo.Signals.DisposeAsync();
            await silo.Store.DisposeAsync();
        }

        await _redis!.DisposeAsync();
    }

    private async Task<Silo> Join(string address)
    {
        var store = await RedisStore.Open(new RedisOptions { Configuration = address }, TimeProvider.System, NullLogger.Instance);
        var signals = await ClusterSignals.Open(store);
        var app = ClusterHost.Build(store, signals, new ClusterOptions(address, "127.0.0.1", null, []), "http://127.0.0.1:0", Edge, Quietly);
        await app.StartAsync();
        return new Silo(app, store, signals);
    }

    private sealed record Silo(WebApplication App, RedisStore Store, ClusterSignals Signals);
}

[CollectionDefinition(nameof(ClusterServer))]
public sealed class ClusterServerCollection : ICollectionFixture<ClusterServer>;

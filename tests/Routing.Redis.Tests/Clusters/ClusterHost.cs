using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using Routing.Conformance;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Grains;
using Routing.Hosting;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests.Clusters;

/// <summary>Three silos with membership and journals in a real store. Clients come to each silo in turn.</summary>
public sealed class ClusterHost : IRelease, IAsyncDisposable
{
    public const int Silos = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is sent again is sent after a pause of the actors' clock, so it moves by itself: a quarter as fast as time.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<long, TaskCompletionSource<Outcome>> _asked = new();
    private readonly ConcurrentDictionary<(string Workspace, AgentId Agent, long Sequence), Push> _pushes = new();
    private readonly ConcurrentBag<RedisStore> _stores = [];
    private readonly RedisServer _server;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _ends = new();
    private Task _ticking = Task.CompletedTask;
    private InProcessTestCluster _cluster = null!;
    private long _origins;
    private int _turn;

    private ClusterHost(RedisServer server) => _server = server;

    public Instant Now => Instant.Of(_clock.GetUtcNow());

    public RedisServer Server => _server;

    public IReadOnlyList<InProcessSiloHandle> Running => _cluster.Silos;

    public static async Task<ClusterHost> Start()
    {
        var host = new ClusterHost(await RedisServer.Start());
        await host.Open();
        host._ticking = host.Ticks();
        return host;
    }

    public async ValueTask<Outcome> Do(ActorId to, ClientCommand command) => await Door(Next()).Do(to, command).AsTask().WaitAsync(Patience);

    public async ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies)
    {
        var origin = new Origin(Interlocked.Increment(ref _origins));
        var answer = _asked.GetOrAdd(origin.Value, _ => new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        var outcome = await Do(to, new ClientCommand(null, null, command(origin), bodies));
        return outcome.Code == Refusal.None ? await answer.Task.WaitAsync(Patience) : outcome;
    }

    public async ValueTask<TView> Read<TView>(ActorId from, Query query)
        where TView : View => (TView)await Door(Next()).Read(from, query).AsTask().WaitAsync(Patience);

    public async ValueTask Advance(TimeSpan by)
    {
        foreach (var step in Steps.Of(by))
        {
            _clock.Advance(step);
            await Woken();
        }
    }

    /// <summary>Whoever is due by now has been woken, in whichever silo.</summary>
    public Task Woken() =>
        Task.WhenAll(_cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<WakeClock>().WakeNow())).WaitAsync(Patience);

    public async ValueTask Until(Func<ValueTask<bool>> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
        {
            if (!await pause.WaitForNextTickAsync(timeout.Token)) return;
        }
    }

    /// <summary>All silos go without a word, and the store is killed and started again.</summary>
    public async ValueTask Restart()
    {
        foreach (var silo in _cluster.Silos.ToArray()) await _cluster.KillSiloAsync(silo);
        await Close();
        _server.Kill();
        await _server.Run();
        await Open();
    }

    public IReadOnlyList<Push> PushesOf(string workspace, AgentId agent) =>
    [
        .. _pushes.Where(pair => pair.Key.Workspace == workspace && pair.Key.Agent == agent)
            .OrderBy(pair => pair.Key.Sequence).Select(pair => pair.Value),
    ];

    public void Push(string workspace, AgentId agent, Push push) => _pushes.TryAdd((workspace, agent, push.Sequence), push);

    public void Answer(Origin origin, Outcome outcome)
    {
        if (_asked.TryRemove(origin.Value, out var waiting)) waiting.SetResult(outcome);
    }

    /// <summary>What says which silos there are.</summary>
    public static IMembershipTable Members(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IMembershipTable>();

    /// <summary>The way to the actors from one silo.</summary>
    public static ActorDoor Door(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ActorDoor>();

    /// <summary>The silo on whose floor an actor's cell is open.</summary>
    public InProcessSiloHandle HomeOf(ActorId actor) =>
        _cluster.Silos.Single(silo => silo.ServiceProvider.GetRequiredService<Floor>().Has(Cells.Of(actor)));

    public Task Kill(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _ticking;
        await _cluster.StopAllSilosAsync().WaitAsync(Patience);
        await Close();
        await _server.DisposeAsync();
        _ends.Dispose();
    }

    private async Task Ticks()
    {
        using var timer = new PeriodicTimer(4 * Tick);
        try
        {
            while (await timer.WaitForNextTickAsync(_ends.Token)) _clock.Advance(Tick);
        }
        catch (OperationCanceledException)
        {
            // The host ends, and its clock with it.
        }
    }

    private InProcessSiloHandle Next() => _cluster.Silos[(int)((uint)Interlocked.Increment(ref _turn) % (uint)_cluster.Silos.Count)];

    private async Task Open()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.InitializeClientOnDeploy = false;
        Without(builder.Options, "UseTestClusterMembership");
        Without(builder.Options, "UseTestClusterGrainDirectory");
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = RedisStore.Configuration(_server.Address));
            silo.Services.AddSingleton(_ => OpenStore());
            silo.Services.AddSingleton<IJournal>(services => services.GetRequiredService<RedisStore>().Journal);
            silo.Services.AddSingleton<IRelease>(this);
            silo.Services.AddSingleton(new ActorClock(_clock));
            silo.AddRoutingActors();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync().WaitAsync(Patience);
    }

    // The testing host brings membership and a directory in memory, and gives no other way to do without them.
    private static void Without(InProcessTestClusterOptions options, string what) =>
        typeof(InProcessTestClusterOptions).GetProperty(what, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.SetValue(options, false);

    // Services are made without waiting; a store is there within milliseconds.
    private RedisStore OpenStore()
    {
        var store = RedisStore.Open(new RedisOptions { Configuration = _server.Address }, TimeProvider.System, NullLogger.Instance).GetAwaiter().GetResult();
        _stores.Add(store);
        return store;
    }

    private async Task Close()
    {
        await _cluster.DisposeAsync().AsTask().WaitAsync(Patience);
        while (_stores.TryTake(out var store)) await store.DisposeAsync();
    }
}

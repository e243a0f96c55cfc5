using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Server;
using StackExchange.Redis;

namespace Routing.Load.Crash;

/// <summary>How a cluster is broken.</summary>
/// <param name="Freeze">Every other break, a silo stands still until it is declared dead, and some seconds longer.</param>
/// <param name="KillStore">Every third break, it is the store.</param>
/// <param name="Pause">Between one break, made whole, and the next.</param>
public sealed record ClusterPlan(bool Freeze, bool KillStore, TimeSpan Pause);

/// <summary>A cluster of three silos and their store, each a process of its own: one of them is killed or frozen, or the store is killed, and the
/// next only when all are there again.</summary>
public sealed class ThreeSilos : ISubject
{
    private const int Silos = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a frozen silo goes on standing still after it was declared dead: it must find itself dead when it wakes.</summary>
    private static readonly TimeSpan StillFrozen = TimeSpan.FromSeconds(3);

    private readonly RedisProcess _store;
    private readonly Members _members;
    private readonly List<ServerProcess> _silos = [];
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);
    private readonly List<Outage> _outages = [];
    private readonly ClusterPlan _plan;

    private ThreeSilos(RedisProcess store, Members members, ClusterPlan plan) => (_store, _members, _plan) = (store, members, plan);

    public IReadOnlyList<Ready> Doors => [.. _silos.Select(silo => silo.Ready)];

    public TimeSpan SlowestStart { get; private set; }

    public IReadOnlyList<Outage> Outages => _outages;

    public static async Task<ThreeSilos> Fresh(ClusterPlan plan) => await On(await RedisProcess.Fresh(), plan);

    /// <summary>On a store that may hold something already, and is theirs from now on.</summary>
    public static async Task<ThreeSilos> On(RedisProcess store, ClusterPlan plan)
    {
        var cluster = new ThreeSilos(store, await Members.Open(store.Address), plan);
        for (var i = 0; i < Silos; i++) cluster._silos.Add(await ServerProcess.Fresh("--cluster", $"redis://{store.Address}"));
        await cluster.UntilWhole();
        return cluster;
    }

    public async Task Break(Random random, IReadOnlyList<CrashAgent> agents, Action broken)
    {
        var number = _outages.Count + 1;
        if (_plan.KillStore && number % 3 == 0) await BreakStore(broken);
        else await BreakSilo(_silos[random.Next(Silos)], _plan.Freeze && number % 2 == 0, agents, broken);
        await UntilWhole();
        await Task.Delay(_plan.Pause);
    }

    public IReadOnlyList<string> Keep() => [_store.Keep(), .. _silos.Select(silo => silo.Keep())];

    public async Task<IReadOnlyList<string>> Faults() =>
        [.. (await _members.Dead()).Except(_ours).Select(silo => $"silo {silo} was declared dead, and nobody had touched it")];

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos) await silo.DisposeAsync();
        await _members.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task BreakSilo(ServerProcess silo, bool freeze, IReadOnlyList<CrashAgent> agents, Action broken)
    {
        var (before, url) = (await _members.Active(), silo.Ready.Url);
        var connected = agents.Where(agent => agent.Url == url).ToList();
        if (freeze) silo.Freeze();
        else await silo.Kill();
        var since = Stopwatch.StartNew();
        broken();

        var door = _silos.First(other => other != silo).Ready;
        var at = Stopwatch.GetTimestamp();
        var serving = Serving(door, since);
        var resumed = Resumed(connected, at, since);
        var (detect, declared) = await Declared(before, since);
        _ours.Add(declared);
        _outages.Add(new Outage(freeze ? "frozen" : "killed", detect, Math.Max(0, await serving - detect), Math.Max(0, await resumed - detect)));

        if (freeze)
        {
            await Task.Delay(StillFrozen);
            silo.Thaw();
            await Task.Delay(StillFrozen);
            await silo.Kill();
        }

        await silo.Start();
        if (silo.StartedIn > SlowestStart) SlowestStart = silo.StartedIn;
    }

    private async Task BreakStore(Action broken)
    {
        await _store.Kill();
        broken();
        var since = Stopwatch.StartNew();
        await _store.Start();
        _outages.Add(new Outage("store", null, await Serving(_silos[0].Ready, since), 0));
    }

    private async Task<(double Seconds, string Silo)> Declared(HashSet<string> before, Stopwatch since)
    {
        while (since.Elapsed < Patience)
        {
            foreach (var silo in await _members.Dead())
                if (before.Contains(silo)) return (since.Elapsed.TotalSeconds, silo);
            await Task.Delay(Look);
        }

        throw new TimeoutException($"A lost silo was not declared dead within {Patience.TotalSeconds:0} s");
    }

    /// <summary>Seconds until a question to the desk, asked since then, is answered. Each is a question of its own: one to a silo that has just
    /// died is answered only when that is noticed.</summary>
    private static async Task<double> Serving(Ready door, Stopwatch since)
    {
        var answered = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new List<Task>();
        while (!answered.Task.IsCompleted)
        {
            if (since.Elapsed > Patience) throw new TimeoutException($"The desk did not answer within {Patience.TotalSeconds:0} s");
            asked.Add(AskDesk(door, since, answered));
            await Task.WhenAny(answered.Task, Task.Delay(ProbeEvery));
        }

        await Task.WhenAll(asked);
        return await answered.Task;
    }

    private static async Task AskDesk(Ready door, Stopwatch since, TaskCompletionSource<double> answered)
    {
        try
        {
            using var api = new Api(door);
            await api.Agents();
            answered.TrySetResult(since.Elapsed.TotalSeconds);
        }
        catch (Exception down) when (down is HttpRequestException or IOException or OperationCanceledException)
        {
            // The next question may be answered.
        }
    }

    /// <summary>Seconds until each of them has started again somewhere.</summary>
    private static async Task<double> Resumed(List<CrashAgent> agents, long at, Stopwatch since)
    {
        while (agents.Exists(agent => agent.StartedAt < at))
        {
            if (since.Elapsed > Patience) throw new TimeoutException($"Agents did not come back within {Patience.TotalSeconds:0} s");
            await Task.Delay(Look);
        }

        return agents.Count == 0 ? 0 : agents.Max(agent => Stopwatch.GetElapsedTime(at, agent.StartedAt).TotalSeconds);
    }

    private async Task UntilWhole()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if ((await _members.Active()).Count == Silos) return;
            }
            catch (Exception down) when (down is RedisException or TimeoutException)
            {
                // The store has only just come back.
            }

            if (waited.Elapsed > Patience) throw new TimeoutException($"{Silos} silos are not active within {Patience.TotalSeconds:0} s");
            await Task.Delay(Look);
        }
    }
}

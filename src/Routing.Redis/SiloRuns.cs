using Routing.Core;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Which silos run, and which agents' connections they hold: what a silo can no longer say when it has died.</summary>
/// <remarks>A run that gave no sign for <see cref="Silence"/> is over; one of the others takes what it left, once.</remarks>
public sealed class SiloRuns
{
    /// <summary>Longer than any pause of a living process; agents whose silo died are disconnected after it.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    private const string All = "routing:silos";

    private readonly RedisStore _store;
    private readonly IDatabase _database;
    private readonly long _run;

    public SiloRuns(RedisStore store, long run)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _database, _run) = (store, store.Database, run);
    }

    /// <summary>This run lives, and knows the contract up to its newest version. It hears at which the cluster stands.</summary>
    public async Task Beat()
    {
        await _database.StringSetAsync(Alive(_run), Contract.Version, Silence);
        await _database.SetAddAsync(All, _run);
        await ClusterContract.Look(_store);
    }

    /// <summary>Of each run that has given a sign of life of late: the newest version of the contract that it knows.</summary>
    internal static async Task<IReadOnlyList<int>> Living(IDatabase database)
    {
        var versions = new List<int>();
        foreach (var run in await database.SetMembersAsync(All))
            if (await database.StringGetAsync(Alive((long)run)) is { IsNull: false } version) versions.Add((int)version);
        return versions;
    }

    public Task Holds(ActorId agent, string connection) => _database.SetAddAsync(Connections(_run), $"{connection}\n{agent}");

    public Task LetsGo(ActorId agent, string connection) => _database.SetRemoveAsync(Connections(_run), $"{connection}\n{agent}");

    /// <summary>A run that is over and that nobody else has taken, with the connections it held; null if there is none.</summary>
    public async Task<(long Run, IReadOnlyList<(ActorId Agent, string Connection)> Held)?> TakeOver()
    {
        foreach (var member in await _database.SetMembersAsync(All))
        {
            var run = (long)member;
            if (await _database.KeyExistsAsync(Alive(run))) continue;
            // One takes it; if that one dies too, the mark goes by itself and the next one does.
            if (!await _database.StringSetAsync($"routing:taken:{run}", _run, Silence, When.NotExists)) continue;
            var held = await _database.SetMembersAsync(Connections(run));
            return (run, [.. held.Select(Parse)]);
        }

        return null;
    }

    /// <summary>All that a run left has been told.</summary>
    public async Task Forget(long run)
    {
        await _database.KeyDeleteAsync(Connections(run));
        await _database.SetRemoveAsync(All, run);
    }

    private static (ActorId Agent, string Connection) Parse(RedisValue member)
    {
        var parts = member.ToString().Split('\n', 2);
        return (ActorId.Parse(parts[1]), parts[0]);
    }

    private static RedisKey Alive(long run) => $"routing:alive:{run}";

    private static RedisKey Connections(long run) => $"routing:connections:{run}";
}

using System.Globalization;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>At which version of the <see cref="Contract"/> a cluster stands: its silos write nothing that is newer.</summary>
/// <remarks>The first silo puts its own. A silo joins if the cluster's is one that it knows, and at the same version only if it is the same to the byte.
/// A roll-out is: replace every silo, one by one; then raise. Until then each can be replaced by its predecessor again.</remarks>
public static class ClusterContract
{
    private const string Key = "routing:contract";

    /// <exception cref="ContractException">This program cannot be a silo of that cluster.</exception>
    public static async Task Join(RedisStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        await Join(store, Contract.Oldest, Contract.Version, Contract.Fingerprint);
    }

    /// <summary>From now on the cluster stands at this program's version.</summary>
    /// <returns>The version at which it stood; null if no silo ever joined.</returns>
    /// <exception cref="ContractException">A silo that runs does not know it, or the cluster is ahead.</exception>
    public static async Task<int?> Raise(RedisStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await Raise(store, Contract.Version, Contract.Fingerprint);
    }

    internal static async Task Join(RedisStore store, int oldest, int newest, string fingerprint)
    {
        var transaction = store.Database.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists(Key));
        var put = transaction.HashSetAsync(Key, [new(Version, newest), new(Print, fingerprint)]);
        if (await transaction.ExecuteAsync())
        {
            await put;
            store.StandsAt = newest;
            return;
        }

        var (version, known) = (await Stands(store))!.Value;
        if (version < oldest || version > newest)
            throw new ContractException($"The cluster stands at contract {version}; this program knows {Range(oldest, newest)}. Start a version that knows both, or raise the cluster first.");
        if (version == newest && known != fingerprint)
            throw new ContractException($"The cluster's contract {version} has the fingerprint {known}, this program's {fingerprint}: it was built from other formats.");
        store.StandsAt = version;
    }

    /// <summary>Whether it was raised meanwhile. A silo that has not heard of it yet writes what the older version reads.</summary>
    internal static async Task Look(RedisStore store)
    {
        if (await Stands(store) is ({ } version, _)) store.StandsAt = version;
    }

    internal static async Task<int?> Raise(RedisStore store, int to, string fingerprint)
    {
        if (await Stands(store) is not ({ } before, _)) return null;
        if (before > to) throw new ContractException($"The cluster stands at contract {before} already; this program knows up to {to}.");
        if ((await SiloRuns.Living(store.Database)).Where(version => version < to).ToList() is { Count: > 0 } behind)
            throw new ContractException($"{behind.Count} silos know the contract only up to {behind.Min()}: replace them before it is raised to {to}.");
        await store.Database.HashSetAsync(Key, [new(Version, to), new(Print, fingerprint)]);
        return before;
    }

    private const string Version = "version";
    private const string Print = "fingerprint";

    private static async Task<(int Version, string Fingerprint)?> Stands(RedisStore store)
    {
        var found = await store.Database.HashGetAsync(Key, [Version, Print]);
        return found[0].IsNull ? null : ((int)found[0], found[1].ToString());
    }

    private static string Range(int oldest, int newest) =>
        oldest == newest ? newest.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{oldest} to {newest}");
}

/// <summary>A silo and its cluster would not understand each other.</summary>
public sealed class ContractException(string message) : IOException(message);

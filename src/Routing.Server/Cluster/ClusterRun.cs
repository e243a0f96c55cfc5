using Routing.Redis;
using StackExchange.Redis;

namespace Routing.Server.Cluster;

/// <summary>Opens the cluster's store for one run of the server.</summary>
internal static class ClusterRun
{
    /// <returns>Null if it cannot be used; what is wrong has been said.</returns>
    public static async Task<RedisStore?> Open(ClusterOptions options, DirectoryInfo data, ILogger log)
    {
        data.Create();
        var redis = new RedisOptions
        {
            Configuration = options.Store,
            AllowedAppendFsync = options.AllowedAppendFsync,
            AcceptedLosses = options.AcceptedLosses,
            Witness = Path.Combine(data.FullName, "witness.json"),
        };
        try
        {
            return await Joined(await RedisStore.Open(redis, TimeProvider.System, log));
        }
        catch (Exception refused) when (refused is StoreNotDurableException or RedisConnectionException or ContractException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return null;
        }
    }

    private static async Task<RedisStore> Joined(RedisStore store)
    {
        try
        {
            await ClusterContract.Join(store);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}

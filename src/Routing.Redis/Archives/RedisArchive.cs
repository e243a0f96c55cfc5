using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>A cluster's store that no silo runs on, as an archive's source or target.</summary>
public sealed class RedisArchive : IArchivedStore
{
    private readonly RedisStore _store;

    private RedisArchive(RedisStore store) => _store = store;

    /// <summary>Connects, and folds what silos have stored and not yet brought to the projections.</summary>
    /// <exception cref="SilosRunException">The cluster is in use.</exception>
    /// <exception cref="StoreNotDurableException">It does not write through to disk, and that is not allowed.</exception>
    /// <exception cref="RedisConnectionException">It cannot be reached.</exception>
    public static async Task<RedisArchive> Open(RedisOptions options, ILogger log)
    {
        var store = await RedisStore.Open(options, TimeProvider.System, log);
        try
        {
            if (await SiloRuns.Living(store.Database) is { Count: > 0 and var silos }) throw new SilosRunException(silos);
            foreach (var workspace in await store.Workspaces())
            {
                var projector = new Projector(store, workspace, TimeProvider.System);
                while ((await projector.Step()).Turns > 0) continue;
            }

            return new RedisArchive(store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<ArchiveItem> Items([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (key, json) in await _store.Settings.With("")) yield return new ArchivedSetting(key, json);
        // Not as the store remembers them: they may have been put there a moment ago.
        foreach (var workspace in (await _store.Database.SetMembersAsync(Keys.Workspaces)).Select(name => name.ToString()).Order(StringComparer.Ordinal))
        {
            await foreach (var item in new ArchiveReader(_store, workspace).All(cancel)) yield return item;
        }
    }

    public async Task Put(IAsyncEnumerable<ArchiveItem> items, CancellationToken cancel)
    {
        if (await _store.Server.DatabaseSizeAsync() > 0) throw new NotEmptyException("the store");
        var writer = new ArchiveWriter(_store);
        await foreach (var item in items.WithCancellation(cancel)) await writer.Write(item);
        await writer.Finish();

        // It may hold what only this version reads: from now on an older silo does not start on it.
        await ClusterContract.Join(_store);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

/// <summary>A store is archived only while nobody changes it.</summary>
public sealed class SilosRunException(int silos) : IOException($"{silos} silos run on this store, or did six seconds ago: stop them first");

using Routing.Core;
using Routing.Core.Projections;
using Routing.Edge.Ports;
using Routing.Redis;

namespace Routing.Server.Cluster;

/// <summary>The edge's reading room, in the cluster's store.</summary>
internal sealed class ClusterLibrary(RedisStore store, RedisProjections projections, ClusterSignals signals) : ILibrary
{
    private readonly RedisLibrary _library = store.Library;

    /// <summary>How much room the store has is not looked at: a full one refuses to append, and that is what a client is told.</summary>
    public long RoomForMessages => long.MaxValue;

    public async ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        await store.Bodies.Read(workspace, keys);

    public async ValueTask<string?> Setting(string key, CancellationToken cancel) => await store.Settings.Read(key);

    public async ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel) => await store.Settings.With(prefix);

    public async ValueTask PutSetting(string key, string json, CancellationToken cancel)
    {
        await store.Settings.Put(key, json);
        signals.SettingsChanged();
    }

    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel) =>
        _library.Threads(workspace, filter, cursor, limit);

    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) =>
        _library.Chains(workspace, chains);

    public ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel) =>
        _library.Feed(workspace, after, limit);

    public ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel) =>
        _library.Outbox(workspace, after, limit);

    public ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel) => _library.OutboxOf(workspace, reply);

    public ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel) =>
        _library.OutboxDue(workspace, now, limit);

    public bool Delivers(string workspace) => projections.Has(workspace);

    public ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel) =>
        _library.OutboxAttempted(workspace, reply, attempts, next, delivered);

    public ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(
        string workspace, CancellationToken cancel) => _library.Quarantine(workspace);

    public ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel) => _library.Counts(workspace);
}

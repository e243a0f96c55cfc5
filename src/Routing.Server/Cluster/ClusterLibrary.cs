using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Edge.Ports;
using Routing.Redis;
using StackExchange.Redis;

namespace Routing.Server.Cluster;

/// <summary>The edge's reading room, in the cluster's store.</summary>
internal sealed class ClusterLibrary(RedisStore store, RedisProjections projections, ClusterSignals signals) : ILibrary
{
    private readonly RedisLibrary _library = store.Library;

    /// <summary>How much room the store has is not looked at: a full one refuses to append, and that is what a client is told.</summary>
    public long RoomForMessages => long.MaxValue;

    public async ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        await Reached(store.Bodies.Read(workspace, keys));

    public async ValueTask<string?> Setting(string key, CancellationToken cancel) => await Reached(store.Settings.Read(key));

    public async ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel) =>
        await Reached(store.Settings.With(prefix));

    public async ValueTask PutSetting(string key, string json, CancellationToken cancel)
    {
        await Reached(Put());
        signals.SettingsChanged();

        async ValueTask<bool> Put()
        {
            await store.Settings.Put(key, json);
            return true;
        }
    }

    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel) =>
        Reached(_library.Threads(workspace, filter, cursor, limit));

    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) =>
        Reached(_library.Chains(workspace, chains));

    public ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel) =>
        Reached(_library.Feed(workspace, after, limit));

    public ValueTask<IReadOnlyList<AuditEntry>> Audit(string workspace, AuditFilter filter, long after, int limit, CancellationToken cancel) =>
        Reached(_library.Audit(workspace, filter, after, limit));

    public ValueTask<IReadOnlyDictionary<string, WorkFigures>> Figures(string workspace, FigureBy by, FigureRange range, CancellationToken cancel) =>
        Reached(_library.Figures(workspace, by, range));

    public ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel) =>
        Reached(_library.Outbox(workspace, after, limit));

    public ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel) =>
        Reached(_library.OutboxOf(workspace, reply));

    public ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel) =>
        Reached(_library.OutboxDue(workspace, now, limit));

    public bool Delivers(string workspace) => projections.Has(workspace);

    public ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel) =>
        _library.OutboxAttempted(workspace, reply, attempts, next, delivered);

    public ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(
        string workspace, CancellationToken cancel) =>
        Reached(_library.Quarantine(workspace));

    public ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel) =>
        Reached(_library.Counts(workspace));

    /// <summary>A store that cannot be asked now is a refusal like any other: the client may come again.</summary>
    private static async ValueTask<T> Reached<T>(ValueTask<T> read)
    {
        try
        {
            return await read;
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new RefusedException(Refusal.Unknown, "the store cannot be reached; ask again");
        }
    }
}

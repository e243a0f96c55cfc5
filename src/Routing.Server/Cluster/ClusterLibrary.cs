using Routing.Core;
using Routing.Core.Projections;
using Routing.Edge.Ports;
using Routing.Redis;

namespace Routing.Server.Cluster;

/// <summary>The edge's reading room in a cluster: texts and settings. Lists, search, chains, feed and outbox are projections, and the cluster
/// has none yet: whoever asks for them is refused by number.</summary>
internal sealed class ClusterLibrary(RedisStore store, ClusterSignals signals) : ILibrary
{
    /// <summary>Webhooks deliver from the outbox.</summary>
    private const string Webhooks = "webhook/";

    /// <summary>How much room the store has is not looked at: a full one refuses to append, and that is what a client is told.</summary>
    public long RoomForMessages => long.MaxValue;

    public bool HasChains => false;

    public async ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        await store.Bodies.Read(workspace, keys);

    public async ValueTask<string?> Setting(string key, CancellationToken cancel) => await store.Settings.Read(key);

    public async ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel) => await store.Settings.With(prefix);

    public async ValueTask PutSetting(string key, string json, CancellationToken cancel)
    {
        if (key.StartsWith(Webhooks, StringComparison.Ordinal)) throw Missing("webhooks");
        await store.Settings.Put(key, json);
        signals.SettingsChanged();
    }

    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel) =>
        throw Missing("lists and search of threads");

    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) =>
        throw Missing("the messages around a thread");

    public ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel) => throw Missing("the event feed");

    public ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel) => throw Missing("the outbox");

    public ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel) => throw Missing("the outbox");

    public ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel) => throw Missing("the outbox");

    public ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel) =>
        throw Missing("the outbox");

    public ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(
        string workspace, CancellationToken cancel) => throw Missing("the list of what lies in quarantine");

    public ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel) => throw Missing("counts");

    private static RefusedException Missing(string what) => new(Refusal.NotInCluster, $"Not there in a cluster yet: {what}. The embedded mode has it.");
}

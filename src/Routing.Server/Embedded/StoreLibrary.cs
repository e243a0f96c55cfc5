using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Edge.Ports;
using Routing.Sqlite;

namespace Routing.Server.Embedded;

/// <summary>The edge's reading room, in the embedded store.</summary>
internal sealed class StoreLibrary(SqliteStore store) : ILibrary
{
    private readonly SqliteLibrary library = store.Library;

    public long RoomForMessages => library.RoomForMessages;

    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel) =>
        library.Threads(workspace, filter, cursor, limit, cancel);

    public ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        library.Bodies(workspace, keys, cancel);

    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) =>
        library.Chains(workspace, chains, cancel);

    public ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel) =>
        library.Feed(workspace, after, limit, cancel);

    public ValueTask<IReadOnlyList<AuditEntry>> Audit(string workspace, AuditFilter filter, long after, int limit, CancellationToken cancel) =>
        library.Audit(workspace, filter, after, limit, cancel);

    public ValueTask<IReadOnlyDictionary<string, WorkFigures>> Figures(string workspace, FigureBy by, FigureRange range, CancellationToken cancel) =>
        library.Figures(workspace, by, range, cancel);

    public ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel) =>
        library.Outbox(workspace, after, limit, cancel);

    public ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel) =>
        library.OutboxOf(workspace, reply, cancel);

    public ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel) =>
        library.OutboxDue(workspace, now, limit, cancel);

    public ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel) =>
        library.OutboxAttempted(workspace, reply, attempts, next, delivered, cancel);

    public ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(
        string workspace, CancellationToken cancel) => library.Quarantine(workspace, cancel);

    public ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel) => library.Counts(workspace, cancel);

    public ValueTask<string?> Setting(string key, CancellationToken cancel) => library.Setting(key, cancel);

    public ValueTask PutSetting(string key, string json, CancellationToken cancel) => library.PutSetting(key, json, cancel);

    public ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel) =>
        library.Settings(prefix, cancel);
}

using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;

namespace Routing.Edge.Ports;

/// <summary>What the edge reads from the store: projections and texts. Never decided on.</summary>
public interface ILibrary
{
    ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel);

    /// <summary>Bodies by key; those that do not exist (erased, say) are missing from the answer.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>All messages of these chains, oldest first, at most 500.</summary>
    ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel);

    /// <summary>Entries after a cursor; null if the cursor is older than what is kept.</summary>
    ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel);

    /// <summary>Entries of the audit after a cursor (0: from the beginning), in their order; what is older than what is kept is left out.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> Audit(string workspace, AuditFilter filter, long after, int limit, CancellationToken cancel);

    /// <summary>Figures over some time, by queue, topic, agent or shift.</summary>
    ValueTask<IReadOnlyDictionary<string, WorkFigures>> Figures(string workspace, FigureBy by, FigureRange range, CancellationToken cancel);

    ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel);

    /// <summary>The item of this reply, if it exists.</summary>
    ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel);

    /// <summary>Items whose webhook is due, oldest first.</summary>
    ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel);

    /// <summary>Whether this process delivers the workspace's webhooks: of several that share a store one does.</summary>
    bool Delivers(string workspace) => true;

    /// <summary>Notes a delivery attempt of the webhook.</summary>
    ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel);

    ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(string workspace, CancellationToken cancel);

    ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel);

    /// <summary>Bytes left on the disk above the reserve; new messages are refused at or below zero.</summary>
    long RoomForMessages { get; }

    /// <summary>Settings that outlive the process: workspaces, keys, webhooks; small JSON texts by key.</summary>
    ValueTask<string?> Setting(string key, CancellationToken cancel);

    ValueTask PutSetting(string key, string json, CancellationToken cancel);

    ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel);
}

using System.Text.Json.Serialization;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;

namespace Routing.Hosting;

/// <summary>One thing that a store keeps, as every store understands it. What a store only counts for itself (row numbers, words, wake-up
/// shards) is made anew where it goes to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ArchivedSetting), "setting")]
[JsonDerivedType(typeof(ArchivedActor), "actor")]
[JsonDerivedType(typeof(ArchivedText), "text")]
[JsonDerivedType(typeof(ArchivedThread), "thread")]
[JsonDerivedType(typeof(ArchivedMessage), "message")]
[JsonDerivedType(typeof(ArchivedFeed), "feed")]
[JsonDerivedType(typeof(ArchivedAudit), "audit")]
[JsonDerivedType(typeof(ArchivedFigures), "figures")]
[JsonDerivedType(typeof(ArchivedShift), "shift")]
[JsonDerivedType(typeof(ArchivedReply), "reply")]
[JsonDerivedType(typeof(ArchivedCursor), "cursor")]
[JsonDerivedType(typeof(ArchivedQuarantine), "quarantine")]
public abstract record ArchiveItem;

public sealed record ArchivedSetting(string Key, string Json) : ArchiveItem;

/// <summary>An actor whole: its snapshot and the records after it, byte for byte as they are stored.</summary>
/// <param name="Due">When it is to be woken; null for not at all, or at once because of what it has to send.</param>
/// <param name="Unsent">It may have envelopes that nobody has taken.</param>
public sealed record ArchivedActor(ActorId Actor, long Version, long SnapshotVersion, Instant? Due, bool Unsent) : ArchiveItem
{
    [JsonIgnore]
    public byte[]? Snapshot { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ReadOnlyMemory<byte>> Records { get; init; } = [];

    public static ArchivedActor Of(ActorId actor, StoredActor stored, Instant due, bool unsent) =>
        new(actor, stored.Version, stored.SnapshotVersion, unsent || due == Instant.Never ? null : due, unsent)
        {
            Snapshot = stored.Snapshot, Records = stored.Records,
        };
}

public sealed record ArchivedText(string Workspace, string Key, string Json) : ArchiveItem;

/// <summary>A thread's row. They come in the order in which threads came up: the newest is first in lists.</summary>
public sealed record ArchivedThread(string Workspace, ThreadStanding Row) : ArchiveItem;

public sealed record ArchivedMessage(
    string Workspace, MessageKey Message, MessageKey? Parent, MessageKey Chain, ThreadId? Thread, CustomerKey Author, bool Own, bool Repost,
    bool Deleted, Visibility Visibility, Instant CreatedAt, Instant ReceivedAt, string? Reply) : ArchiveItem;

public sealed record ArchivedFeed(FeedEntry Entry) : ArchiveItem;

public sealed record ArchivedAudit(string Workspace, long Cursor, string Who, string What, ThreadId? Thread, Instant At, string Json, AgentId? Agent = null) : ArchiveItem;

/// <param name="Json">See <see cref="StoredFigures"/>.</param>
public sealed record ArchivedFigures(string Workspace, FigureRow Row, string Json) : ArchiveItem;

/// <summary>The shift that an agent is in.</summary>
public sealed record ArchivedShift(string Workspace, AgentId Agent, string Shift) : ArchiveItem;

public sealed record ArchivedReply(OutboxItem Item) : ArchiveItem;

/// <summary>The last number that a list gave, even where its entries are gone: none is ever given twice.</summary>
public sealed record ArchivedCursor(string Name, string Workspace, long Value) : ArchiveItem
{
    public const string Feed = "feed";
    public const string Outbox = "outbox";
}

public sealed record ArchivedQuarantine(QuarantinedInput Input) : ArchiveItem;

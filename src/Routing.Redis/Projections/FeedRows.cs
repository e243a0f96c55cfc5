using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The ordered feed of a workspace, and the audit: what people did, kept longer.</summary>
internal sealed class FeedRows(string workspace, Numbers numbers, DateTimeOffset now) : IProjection
{
    private readonly RedisKey _feed = ProjectionKeys.Feed(workspace);
    private readonly RedisKey _audit = ProjectionKeys.Audit(workspace);
    private readonly List<(long Cursor, Instant At, FeedItem Item)> _new = [];
    private readonly List<(RedisKey List, RedisValue From)> _trimmed = [];

    /// <summary>Lists of the audit, and up to which cursor they go with its front.</summary>
    private readonly Dictionary<RedisKey, long> _unlisted = [];

    public void Note(PendingTurn turn)
    {
        // What it writes does not depend on what is there.
    }

    public async Task Load(IDatabase database)
    {
        await Old(database, _feed, now.AddDays(-RedisLimits.FeedDays));
        var over = await database.StreamLengthAsync(_audit) - RedisLimits.FeedEntries;
        foreach (var entry in await Old(database, _audit, now.AddDays(-RedisLimits.AuditDays), over))
            foreach (var list in StoredAudit.Lists(StoredAudit.Read(workspace, entry))) _unlisted[list] = StoredFeed.Cursor(entry);
    }

    public void Apply(PendingTurn turn)
    {
        foreach (var happened in turn.Record.Events)
            if (FeedMap.Of(turn.Record.Actor, happened) is { } item) _new.Add((++numbers.Feed, turn.Record.At, item));
    }

    public void Write(Change change)
    {
        foreach (var (cursor, at, item) in _new)
        {
            change.Add(StoredFeed.Add(change.To, new FeedEntry(cursor, workspace, item.Type, item.Thread, item.Agent, at, item.Json)));
            if (item.By is not { } who) continue;
            var entry = new AuditEntry(cursor, workspace, AuditEntry.PersonOf(who), item.Type, item.Thread, item.Agent, at, item.Json);
            foreach (var command in StoredAudit.Add(change.To, entry)) change.Add(command);
        }

        foreach (var (list, from) in _trimmed) change.Add(change.To.StreamTrimByMinIdAsync(list, from));
        foreach (var (list, upTo) in _unlisted) change.Add(change.To.SortedSetRemoveRangeByScoreAsync(list, double.NegativeInfinity, upTo));
    }

    /// <summary>Notes a front of the list that is too old, or too much: always a whole front, so what is left has no gap.</summary>
    /// <param name="over">So many entries are too much.</param>
    /// <returns>What goes.</returns>
    private async Task<StreamEntry[]> Old(IDatabase database, RedisKey list, DateTimeOffset keep, long over = 0)
    {
        var before = keep.ToUnixTimeMilliseconds();
        var oldest = await database.StreamRangeAsync(list, count: 1);
        if (oldest.Length == 0 || ((long)oldest[0]["at"] >= before && over <= 0)) return [];
        // More than are added, so that trimming keeps up.
        var front = await database.StreamRangeAsync(list, count: RedisLimits.SliceTurns * 8);
        var kept = Array.FindIndex(front, entry => (long)entry["at"] >= before);
        kept = (int)Math.Min(front.Length - 1, Math.Max(kept < 0 ? front.Length : kept, over));
        _trimmed.Add((list, front[kept].Id));
        return front[..kept];
    }
}

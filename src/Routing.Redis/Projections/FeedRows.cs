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

    public void Note(PendingTurn turn)
    {
        // What it writes does not depend on what is there.
    }

    public async Task Load(IDatabase database)
    {
        await Old(database, _feed, now.AddDays(-RedisLimits.FeedDays));
        await Old(database, _audit, now.AddDays(-RedisLimits.AuditDays));
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
            if (item.By is { } who) change.Add(StoredFeed.AddAudit(change.To, workspace, cursor, who, item.Type, item.Thread, at, item.Json));
        }

        foreach (var (list, from) in _trimmed) change.Add(change.To.StreamTrimByMinIdAsync(list, from));
    }

    /// <summary>Notes a front of the list that is too old: always a whole front, so what is left has no gap.</summary>
    private async Task Old(IDatabase database, RedisKey list, DateTimeOffset keep)
    {
        var before = keep.ToUnixTimeMilliseconds();
        var oldest = await database.StreamRangeAsync(list, count: 1);
        if (oldest.Length == 0 || (long)oldest[0]["at"] >= before) return;
        // More than are added, so that trimming keeps up.
        var front = await database.StreamRangeAsync(list, count: RedisLimits.SliceTurns * 8);
        var kept = Array.FindIndex(front, entry => (long)entry["at"] >= before);
        _trimmed.Add((list, front[kept < 0 ? ^1 : kept].Id));
    }
}

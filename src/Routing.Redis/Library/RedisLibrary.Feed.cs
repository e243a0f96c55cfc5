using Routing.Core.Projections;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>Entries after a cursor (0: from the beginning).</summary>
    /// <returns>Null if the cursor is none of those kept: older, or never given.</returns>
    public async ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit)
    {
        var feed = ProjectionKeys.Feed(workspace);
        // In this order: what is added or trimmed between the answers never makes a cursor look good that is not.
        var entries = await _store.Database.StreamRangeAsync(feed, Numbers.Id(after + 1), "+", limit);
        var first = await _store.Database.StreamRangeAsync(feed, count: 1);
        var last = (await Numbers.Read(_store.Database, workspace)).Feed;
        var oldest = first.Length == 0 ? last + 1 : StoredFeed.Cursor(first[0]);
        if (after + 1 < oldest || after > last) return null;
        return [.. entries.Select(entry => StoredFeed.Read(workspace, entry))];
    }
}

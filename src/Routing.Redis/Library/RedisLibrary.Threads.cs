using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>A page of threads: waiting ones in the order of their rank, all others the newest first. Where a filter leaves out nearly all,
    /// a page may be short or empty and yet name a next one.</summary>
    /// <param name="cursor">Of the page before; a row that moved meanwhile is neither skipped nor shown twice, except that waiting ones
    /// whose rank changed go where it puts them.</param>
    /// <exception cref="BadCursorException">This list gave out no such cursor.</exception>
    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit)
    {
        var after = cursor is null ? null : ThreadCursor.Parse(cursor, byRank: filter.State == "waiting");
        return new ValueTask<Page<ThreadRow>>(new ThreadPage(_store.Database, workspace, filter, after, limit).Read());
    }
}

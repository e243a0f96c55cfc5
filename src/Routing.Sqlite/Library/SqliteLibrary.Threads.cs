using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>A page of threads: waiting ones in the order of their rank, all others the newest first.</summary>
    /// <param name="cursor">Of the page before; a row that moved meanwhile is neither skipped nor shown twice, except that waiting ones
    /// whose rank changed go where it puts them.</param>
    /// <exception cref="BadCursorException">This list gave out no such cursor.</exception>
    public ValueTask<Page<ThreadRow>> Threads(string workspace, ThreadFilter filter, string? cursor, int limit, CancellationToken cancel)
    {
        var query = new ThreadQuery(workspace, filter, cursor, limit);
        return _readers.Read(query.Run, cancel);
    }
}

using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>Entries after a cursor (0: from the beginning).</summary>
    /// <returns>Null if the cursor is none of those kept: older, or never given.</returns>
    public ValueTask<IReadOnlyList<FeedEntry>?> Feed(string workspace, long after, int limit, CancellationToken cancel) =>
        _readers.Read<IReadOnlyList<FeedEntry>?>(
            database =>
            {
                var last = database.Prepare("SELECT value FROM cursor WHERE name = 'feed' AND workspace = ?").Set(1, workspace).Number() ?? 0;
                var oldest = database.Prepare("SELECT min(cursor) FROM feed WHERE workspace = ?").Set(1, workspace).Number() ?? last + 1;
                if (after + 1 < oldest || after > last) return null;

                var query = database.Prepare(
                    "SELECT cursor, type, thread, agent, at, json FROM feed WHERE workspace = ? AND cursor > ? ORDER BY cursor LIMIT ?");
                return Rows(
                    query.Set(1, workspace).Set(2, after).Set(3, limit),
                    row => new FeedEntry(
                        row.Int64(0), workspace, row.Text(1), row.TextOrNull(2), row.TextOrNull(3), new Instant(row.Int64(4)), row.Text(5)));
            },
            cancel);
}

using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

/// <summary>A page of the audit. Times become cursors first, so that what came long before is not looked at.</summary>
internal sealed class AuditQuery(Database database, string workspace, AuditFilter filter)
{
    private const string Columns = "SELECT cursor, who, what, thread, agent, at, json FROM audit";
    private const string Where = "WHERE workspace = ?1 AND cursor > ?2 AND cursor < ?3 AND at >= ?4 AND at < ?5";

    public List<AuditEntry> Run(long after, int limit)
    {
        var from = filter.From is { } begin ? Math.Max(after, First(begin + -AuditEntry.DisorderMs) - 1) : after;
        var to = filter.To is { } end ? First(end + AuditEntry.DisorderMs) : long.MaxValue;
        var query = database.Prepare($"{Sql()} ORDER BY cursor LIMIT ?6").Set(1, workspace).Set(2, from).Set(3, to)
            .Set(4, filter.From?.Ms ?? long.MinValue).Set(5, filter.To?.Ms ?? long.MaxValue).Set(6, limit);
        if (filter.Thread is { } thread) query.Set(7, thread);
        if (filter.Person is { } person) query.Set(8, person);
        var entries = new List<AuditEntry>(limit);
        while (query.Next())
        {
            entries.Add(new AuditEntry(
                query.Int64(0), workspace, query.Text(1), query.Text(2), query.TextOrNull(3), query.TextOrNull(4), new Instant(query.Int64(5)), query.Text(6)));
        }

        return entries;
    }

    /// <summary>Each way to be found has an index of its own. It must be named: since the cursor is bounded from both sides, SQLite would rather read
    /// the whole workspace in order.</summary>
    private string Sql() => filter switch
    {
        { Thread: null, Person: null } => $"{Columns} {Where}",
        { Thread: null } =>
            $"{Columns} INDEXED BY audit_who {Where} AND who = ?8 "
            + $"UNION ALL {Columns} INDEXED BY audit_agent {Where} AND thread IS NULL AND agent = ?8 AND who <> ?8",
        { Person: null } => $"{Columns} INDEXED BY audit_thread {Where} AND thread = ?7",
        _ => $"{Columns} INDEXED BY audit_thread {Where} AND thread = ?7 AND who = ?8",
    };

    /// <summary>The first cursor that is not before this time, looked for by halves: cursors rise as times do.</summary>
    private long First(Instant at)
    {
        var (low, high) = (0L, (database.Prepare("SELECT max(cursor) FROM audit WHERE workspace = ?").Set(1, workspace).Number() ?? 0) + 1);
        var next = database.Prepare("SELECT cursor, at FROM audit WHERE workspace = ? AND cursor >= ? ORDER BY cursor LIMIT 1");
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (!next.Set(1, workspace).Set(2, middle).Next()) return middle;
            var (cursor, found) = (next.Int64(0), next.Int64(1));
            next.Reset();
            if (found < at.Ms) low = cursor + 1;
            else high = middle;
        }

        return low;
    }
}

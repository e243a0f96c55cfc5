using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

/// <summary>The ordered feed of each workspace, and the audit: what people did, kept longer.</summary>
internal sealed class FeedTable(Database database, Cursors cursors, SqliteOptions options)
{
    private const long DayMs = 24 * 60 * 60 * 1000L;

    /// <summary>Entries trimmed at a time: as many as the largest transaction adds and several times what a usual one does, so that trimming
    /// keeps up.</summary>
    private readonly int _slice = options.SettledTurns;

    private readonly Dictionary<string, Instant> _touched = [];

    private readonly Statement _add = database.Prepare(
        "INSERT INTO feed(workspace, cursor, type, thread, agent, at, json) VALUES(?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement _audit = database.Prepare(
        "INSERT INTO audit(workspace, cursor, who, what, thread, at, json, agent) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");

    public void Add(string workspace, Instant at, FeedItem item)
    {
        var cursor = cursors.Next("feed", workspace);
        _add.Set(1, workspace).Set(2, cursor).Set(3, item.Type).Set(4, item.Thread).Set(5, item.Agent).Set(6, at.Ms).Set(7, item.Json).Run();
        if (item.By is { } who)
        {
            _audit.Set(1, workspace).Set(2, cursor).Set(3, AuditEntry.PersonOf(who)).Set(4, item.Type).Set(5, item.Thread).Set(6, at.Ms)
                .Set(7, item.Json).Set(8, item.Agent).Run();
        }

        _touched[workspace] = at;
    }

    /// <summary>Drops what is too old from the front of the lists just added to: always a whole front, so what is left has no gap.</summary>
    public void Trim()
    {
        foreach (var (workspace, now) in _touched)
        {
            Trim("feed", workspace, now.Ms - (options.FeedDays * DayMs));
            Trim("audit", workspace, now.Ms - (options.AuditDays * DayMs));
        }

        _touched.Clear();
    }

    public void Forget() => _touched.Clear();

    private void Trim(string table, string workspace, long before)
    {
        var oldest = database.Prepare($"SELECT at FROM {table} WHERE workspace = ? ORDER BY cursor LIMIT 1").Set(1, workspace).Number();
        if (oldest is null || oldest >= before) return;

        var front = $"SELECT cursor, at FROM {table} WHERE workspace = ?1 ORDER BY cursor LIMIT ?2";
        var kept = database.Prepare($"SELECT min(cursor) FROM ({front}) WHERE at >= ?3").Set(1, workspace).Set(2, _slice).Set(3, before).Number();
        kept ??= database.Prepare($"SELECT max(cursor) + 1 FROM ({front})").Set(1, workspace).Set(2, _slice).Number();
        database.Prepare($"DELETE FROM {table} WHERE workspace = ? AND cursor < ?").Set(1, workspace).Set(2, kept ?? 0).Run();
    }
}

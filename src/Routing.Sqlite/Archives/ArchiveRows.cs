using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Everything in the tables, row by row.</summary>
internal static class ArchiveRows
{
    public static IEnumerable<ArchiveItem> All(Database database) =>
        Read(database, "SELECT key, json FROM setting", row => new ArchivedSetting(row.Text(0), row.Text(1)))
            .Concat(Read(
                database,
                """
                SELECT no, id, due, unsent, version, state FROM actor LEFT JOIN snapshot ON actor_no = no ORDER BY no
                """,
                row => Actor(database, row)))
            .Concat(Read(database, "SELECT key, json FROM body ORDER BY no", Text))
            .Concat(Read(database, $"SELECT workspace, {ThreadTable.Columns}, thread FROM thread_row ORDER BY no", Thread))
            .Concat(Read(
                database,
                """
                SELECT workspace, message, parent, chain, thread, author, own, repost, deleted, visibility, created, received, reply FROM message
                """,
                Message))
            .Concat(Read(
                database, "SELECT workspace, cursor, type, thread, agent, at, json FROM feed ORDER BY workspace, cursor",
                row => new ArchivedFeed(new FeedEntry(
                    row.Int64(1), row.Text(0), row.Text(2), row.TextOrNull(3), row.TextOrNull(4), new Instant(row.Int64(5)), row.Text(6)))))
            .Concat(Read(
                database, "SELECT workspace, cursor, who, what, thread, at, json, agent FROM audit ORDER BY workspace, cursor",
                row => new ArchivedAudit(
                    row.Text(0), row.Int64(1), row.Text(2), row.Text(3), row.TextOrNull(4), new Instant(row.Int64(5)), row.Text(6), row.TextOrNull(7))))
            .Concat(Read(
                database, "SELECT workspace, span, kind, since, key, json FROM figure",
                row => new ArchivedFigures(row.Text(0), FigureTable.RowOf(row, first: 1), row.Text(5))))
            .Concat(Read(
                database, "SELECT workspace, agent, shift FROM running_shift",
                row => new ArchivedShift(row.Text(0), row.Text(1), row.Text(2))))
            .Concat(Read(
                database,
                """
                SELECT workspace, cursor, reply, thread, agent, answers, visibility, at, status, sent_as, reason, attempts, next_attempt
                FROM outbox ORDER BY workspace, cursor
                """,
                Reply))
            .Concat(Read(database, "SELECT name, workspace, value FROM cursor", row => new ArchivedCursor(row.Text(0), row.Text(1), row.Int64(2))))
            .Concat(Read(
                database, "SELECT id, actor, at, input, error FROM quarantine",
                row => new ArchivedQuarantine(new QuarantinedInput(
                    row.Text(0), ActorId.Parse(row.Text(1)), new Instant(row.Int64(2)), row.Text(3), row.Text(4)))))
            .OfType<ArchiveItem>();

    private static IEnumerable<ArchiveItem?> Read(Database database, string sql, Func<Statement, ArchiveItem?> item)
    {
        var rows = database.Prepare(sql);
        try
        {
            while (rows.Next()) yield return item(rows);
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>Null where nothing was ever stored of it.</summary>
    private static ArchivedActor? Actor(Database database, Statement row)
    {
        var actor = ActorId.Parse(row.Text(1));
        var (saved, snapshot) = row.IsNull(4) ? (0L, null) : (row.Int64(4), row.Bytes(5));
        var records = LogTable.After(database, actor, row.Int64(0), saved);
        if (saved + records.Count == 0) return null;
        var due = row.Int64OrNull(2) is { } at ? new Instant(at) : Instant.Never;
        return ArchivedActor.Of(actor, new StoredActor(saved + records.Count, saved, snapshot, records), due, row.Flag(3));
    }

    private static ArchivedText Text(Statement row)
    {
        var key = row.Text(0);
        var workspace = BodyText.Workspace(key);
        return new ArchivedText(workspace, key[(workspace.Length + 1)..], row.Text(1));
    }

    private static ArchivedThread Thread(Statement row) => new(row.Text(0), ThreadTable.Standing(row, row.Text(23), first: 1));

    private static ArchivedMessage Message(Statement row) => new(
        row.Text(0), new MessageKey(row.Text(1)), Key(row.TextOrNull(2)), new MessageKey(row.Text(3)), row.TextOrNull(4), new CustomerKey(row.Text(5)),
        row.Flag(6), row.Flag(7), row.Flag(8), (Visibility)row.Int64(9), new Instant(row.Int64(10)), new Instant(row.Int64(11)), row.TextOrNull(12));

    private static ArchivedReply Reply(Statement row) => new(new OutboxItem(
        row.Int64(1), row.Text(0), row.Text(2), row.Text(3), row.Text(4), new MessageKey(row.Text(5)), (Visibility)row.Int64(6),
        new Instant(row.Int64(7)), (ReplyStatus)row.Int64(8), Key(row.TextOrNull(9)), row.TextOrNull(10), (int)row.Int64(11),
        row.Int64OrNull(12) is { } next ? new Instant(next) : Instant.Never));

    private static MessageKey? Key(string? text) => text is null ? null : new MessageKey(text);
}

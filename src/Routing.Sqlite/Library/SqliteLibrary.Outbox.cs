using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    private const string OutboxRows =
        "SELECT cursor, reply, thread, agent, answers, visibility, at, status, sent_as, reason, attempts, next_attempt FROM outbox "
        + "WHERE workspace = ?1";

    /// <summary>Items after a cursor, in the order in which the replies left.</summary>
    public ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit, CancellationToken cancel) => Items(
        workspace,
        database => database.Prepare($"{OutboxRows} AND cursor > ?2 ORDER BY cursor LIMIT ?3").Set(2, after).Set(3, limit),
        cancel);

    /// <summary>The item of this reply, if it exists.</summary>
    public async ValueTask<OutboxItem?> OutboxOf(string workspace, string reply, CancellationToken cancel)
    {
        var items = await Items(workspace, database => database.Prepare($"{OutboxRows} AND reply = ?2").Set(2, reply), cancel);
        return items.Count == 0 ? null : items[0];
    }

    /// <summary>Items whose webhook is due, oldest first.</summary>
    public ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit, CancellationToken cancel) => Items(
        workspace,
        database => database.Prepare($"{OutboxRows} AND next_attempt <= ?2 ORDER BY next_attempt, cursor LIMIT ?3").Set(2, now.Ms).Set(3, limit),
        cancel);

    /// <summary>Notes a delivery attempt of the webhook; a delivered item is not due again.</summary>
    public ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered, CancellationToken cancel) => Write(
        database => database.Prepare(
                "UPDATE outbox SET attempts = ?3, next_attempt = CASE WHEN status = 0 THEN ?4 END WHERE workspace = ?1 AND reply = ?2")
            .Set(1, workspace).Set(2, reply).Set(3, attempts).SetOrNull(4, delivered ? null : next.Ms)
            .Run(),
        cancel);

    private ValueTask<IReadOnlyList<OutboxItem>> Items(string workspace, Func<Database, Statement> query, CancellationToken cancel) => List(
        database => query(database).Set(1, workspace),
        row => new OutboxItem(
            row.Int64(0), workspace, row.Text(1), row.Text(2), row.Text(3), new MessageKey(row.Text(4)), (Visibility)row.Int64(5),
            new Instant(row.Int64(6)), (ReplyStatus)row.Int64(7), row.TextOrNull(8) is { } sentAs ? new MessageKey(sentAs) : null,
            row.TextOrNull(9), (int)row.Int64(10),
            row.Int64OrNull(11) is { } next ? new Instant(next) : Instant.Never),
        cancel);
}

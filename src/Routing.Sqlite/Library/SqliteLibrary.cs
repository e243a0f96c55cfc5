using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

/// <summary>What the edge reads: projections, texts, settings. Projections follow the journal by a quarter of a second; texts and settings
/// are there at once.</summary>
public sealed partial class SqliteLibrary
{
    /// <summary>Rows of the answer to <see cref="Quarantine"/>, the oldest first: more are a matter for tools.</summary>
    private const int MostQuarantined = 1_000;

    private readonly CommitQueue _queue;
    private readonly Readers _readers;
    private readonly FreeSpace _space;

    private readonly RecentBodies _recent;

    internal SqliteLibrary(CommitQueue queue, Readers readers, FreeSpace space, RecentBodies recent) =>
        (_queue, _readers, _space, _recent) = (queue, readers, space, recent);

    /// <summary>Bytes left on the disk above the reserve; new messages are refused at or below zero.</summary>
    public long RoomForMessages => _space.Room;

    public ValueTask<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantine(
        string workspace, CancellationToken cancel) =>
        List(
            database => database.Prepare("SELECT id, actor, at, input, error FROM quarantine WHERE workspace = ? ORDER BY at, id LIMIT ?")
                .Set(1, workspace).Set(2, MostQuarantined),
            row => (row.Text(0), ActorId.Parse(row.Text(1)), new Instant(row.Int64(2)), row.Text(3), row.Text(4)), cancel);

    /// <summary>Each figure by a read of its own: of a million messages all of them together take longer than one read may.</summary>
    public async ValueTask<StoreCounts> Counts(string workspace, CancellationToken cancel)
    {
        var joined = await Count("SELECT count(*) FROM thread_row WHERE workspace = ? AND state = 'joined'");
        return new StoreCounts(
            await Count("SELECT count(*) FROM message WHERE workspace = ?"),
            await Count("SELECT count(DISTINCT chain) FROM message WHERE workspace = ?"),
            await Count("SELECT count(*) FROM thread_row WHERE workspace = ?") - joined,
            joined,
            await Count("SELECT count(*) FROM quarantine WHERE workspace = ?"),
            await Count("SELECT value FROM cursor WHERE name = 'feed' AND workspace = ?"));

        ValueTask<long> Count(string sql) => _readers.Read(database => database.Prepare(sql).Set(1, workspace).Number() ?? 0, cancel);
    }

    private ValueTask<IReadOnlyList<T>> List<T>(Func<Database, Statement> query, Func<Statement, T> map, CancellationToken cancel) =>
        _readers.Read<IReadOnlyList<T>>(database => Rows(query(database), map), cancel);

    private static List<T> Rows<T>(Statement query, Func<Statement, T> map)
    {
        var rows = new List<T>();
        while (query.Next()) rows.Add(map(query));
        return rows;
    }

    /// <summary>Writes in the next settling transaction, which comes at once; completes once it is durable.</summary>
    private async ValueTask Write(Action<Database> write, CancellationToken cancel)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(write, 0, stored.SetResult);
        await stored.Task.WaitAsync(cancel);
    }
}

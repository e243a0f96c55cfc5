using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The journal of all actors as one causal log: the order of the calls is the order of what was decided.</summary>
public sealed class SqliteJournal : IJournal
{
    private readonly CommitQueue _queue;
    private readonly Readers _readers;
    private readonly Unsettled _unsettled;
    private readonly KnownActors _known;

    internal SqliteJournal(CommitQueue queue, Readers readers, Unsettled unsettled, KnownActors known) =>
        (_queue, _readers, _unsettled, _known) = (queue, readers, unsettled, known);

    public bool IsCausal => true;

    /// <summary>What waits to be stored: when full, new messages are to be refused with <see cref="Refusal.Overloaded"/>.</summary>
    public Backlog Backlog
    {
        get
        {
            var backlog = _queue.Backlog;
            return _unsettled.IsFull ? backlog with { IsFull = true } : backlog;
        }
    }

    /// <inheritdoc/>
    public void Append(Turn turn, Action stored, Action<Exception>? lost = null)
    {
        if (turn.Version == 1) _known.Add(turn.Actor);
        _queue.Add(turn, stored);
    }

    /// <inheritdoc/>
    public bool MayHave(ActorId actor) => _known.MayHave(actor);

    /// <inheritdoc/>
    public void Snapshot(ActorId actor, long version, byte[] snapshot, Instant due, bool unsent) =>
        _queue.Add(new SnapshotTaken(actor, version, snapshot, due, unsent), snapshot.Length, null);

    /// <inheritdoc/>
    public void Mark(ActorId actor, Instant due, bool unsent) => _queue.Add(new Mark(actor, due, unsent), 0, null);

    /// <exception cref="InvalidDataException">The records of the actor have a gap: the file was damaged.</exception>
    public ValueTask<StoredActor> Read(ActorId actor, CancellationToken cancel)
    {
        // Taken before the tables are read: what moves from here to there meanwhile is seen here.
        var (tail, mark) = _unsettled.Of(actor);
        return _readers.Read(database => Read(database, actor, tail, mark), cancel);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ActorId>> ToWake(Instant by, int most, CancellationToken cancel)
    {
        // Taken before the rows are read, as in Read.
        var marks = _unsettled.Marks();
        return _readers.Read<IReadOnlyList<ActorId>>(database => ToWake(database, marks, by, most), cancel);
    }

    private static StoredActor Read(
        Database database, ActorId actor, IReadOnlyList<(long Version, ReadOnlyMemory<byte> Record)> tail, Mark? mark)
    {
        var (no, unsent) = (0L, false);
        var row = database.Prepare("SELECT no, unsent FROM actor WHERE id = ?").Set(1, actor.ToString());
        if (row.Next())
        {
            (no, unsent) = (row.Int64(0), row.Flag(1));
            row.Reset();
        }
        else if (tail.Count == 0)
        {
            return StoredActor.Empty;
        }

        byte[]? state = null;
        long version = 0;
        var snapshot = database.Prepare("SELECT version, state FROM snapshot WHERE actor_no = ?").Set(1, no);
        if (snapshot.Next())
        {
            (version, state) = (snapshot.Int64(0), snapshot.Bytes(1));
            snapshot.Reset();
        }

        var snapshotVersion = version;
        var records = LogTable.After(database, actor, no, version);
        version += records.Count;
        foreach (var (number, record) in tail)
        {
            if (number <= version) continue;
            if (number != ++version) throw LogTable.Missing(actor, version, number);
            records.Add(record);
        }

        return new StoredActor(version, snapshotVersion, state, records, Settled: !(mark?.Unsent ?? unsent));
    }

    private static List<ActorId> ToWake(Database database, Dictionary<ActorId, Mark> marks, Instant by, int most)
    {
        var found = new List<ActorId>();
        foreach (var mark in marks.Values)
        {
            if (found.Count == most) return found;
            if (mark.Due <= by || mark.Unsent) found.Add(mark.Actor);
        }

        var rows = database.Prepare(
            """
            SELECT id FROM (SELECT id, due FROM actor WHERE due <= ?1 ORDER BY due)
            UNION ALL SELECT id FROM actor WHERE unsent = 1 AND (due IS NULL OR due > ?1)
            """);
        rows.Set(1, by.Ms);
        while (found.Count < most && rows.Next())
        {
            var actor = ActorId.Parse(rows.Text(0));
            if (!marks.ContainsKey(actor)) found.Add(actor);
        }

        rows.Reset();
        return found;
    }
}

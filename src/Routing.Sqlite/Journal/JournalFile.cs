namespace Routing.Sqlite;

/// <summary>The journal's own file: what was committed and is not yet settled in the store's, a row for each commit.</summary>
/// <remarks>Apart, so that a commit writes a few pages at one end and never waits for the store's tables.</remarks>
internal sealed class JournalFile(Database database)
{
    private readonly Statement _add = database.Prepare("INSERT INTO batch(last, turns) VALUES(?, ?)");
    private readonly Statement _drop = database.Prepare("DELETE FROM batch WHERE last <= ?");
    private readonly Statement _first = database.Prepare("SELECT min(last) FROM batch");
    private long? _oldest = database.Prepare("SELECT min(last) FROM batch").Number();

    public static long? Last(Database database) => database.Prepare("SELECT max(last) FROM batch").Number();

    /// <summary>Turns after a number, in order.</summary>
    public static IEnumerable<Entry> After(Database database, long sequence)
    {
        var rows = database.Prepare("SELECT last, turns FROM batch WHERE last > ? ORDER BY last").Set(1, sequence);
        while (rows.Next())
        {
            foreach (var entry in BatchFormat.Read(rows.Int64(0), rows.Bytes(1)))
            {
                if (entry.Sequence > sequence) yield return entry;
            }
        }
    }

    /// <summary>Whether a row is held that is no longer needed.</summary>
    public bool HasSettled(long settled) => _oldest <= settled;

    public void Begin() => database.Begin();

    public void Add(long last, ReadOnlySpan<byte> turns)
    {
        _add.Set(1, last).Set(2, turns).Run();
        _oldest ??= last;
    }

    public void Drop(long settled)
    {
        if (!HasSettled(settled)) return;
        _drop.Set(1, settled).Run();
        _oldest = _first.Number();
    }

    public void Commit() => database.Commit();

    public void Undo()
    {
        database.Rollback();
        _oldest = _first.Number();
    }

    /// <summary>Writes the file anew and empties its write-ahead log, so that nothing of what was dropped is left in either.</summary>
    /// <returns>False if a checkpoint was under way: to be tried again.</returns>
    public bool Wipe()
    {
        database.Prepare("VACUUM").Run();
        return database.Prepare("PRAGMA wal_checkpoint(TRUNCATE)").Number() == 0;
    }
}

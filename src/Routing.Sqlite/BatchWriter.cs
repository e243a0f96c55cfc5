using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Writes one batch as one transaction, with the housekeeping that is due: marks, text index, trimming.</summary>
internal sealed class BatchWriter
{
    private readonly Database _database;
    private readonly LogTable _log;
    private readonly BodyTable _bodies;
    private readonly SnapshotTable _snapshots;
    private readonly WakeMarks _marks;
    private readonly LogTrimmer _trimmer;
    private readonly ITransactionPart[] _parts;

    public BatchWriter(
        Database database, ActorNumbers actors, WakeMarks marks, BodyTable bodies, LogTrimmer trimmer, params ITransactionPart[] others)
    {
        (_database, _marks, _bodies, _trimmer) = (database, marks, bodies, trimmer);
        _log = new LogTable(database, actors);
        _snapshots = new SnapshotTable(database, actors);
        _parts = [actors, marks, bodies, .. others];
    }

    /// <summary>Whether housekeeping is left over. It is done in small slices, so that no commit waits long for it; the pauses between
    /// commits take the rest.</summary>
    public bool HasMore => _marks.IsDue || _bodies.IsFarBehind || _trimmer.IsBehind;

    public void Write(List<Entry> batch, bool beat)
    {
        if (beat) _marks.Beat();
        if (!IsNeeded(batch, beat)) return;

        _database.Begin();
        foreach (var entry in batch) Write(entry);
        _marks.Write(_log.LastSequence);
        _bodies.Index(beat);
        _trimmer.Trim();
        _database.Commit();
        foreach (var part in _parts) part.Committed();
    }

    /// <summary>Takes back what a failed <see cref="Write(List{Entry}, bool)"/> has begun.</summary>
    public void Undo()
    {
        _database.Rollback();
        foreach (var part in _parts) part.RolledBack();
    }

    private bool IsNeeded(List<Entry> batch, bool beat)
    {
        foreach (var entry in batch)
        {
            if (entry.What is not (Mark or Standstill or Turn { Record.IsEmpty: true, Bodies.Count: 0, Erase.Count: 0 })) return true;
        }

        foreach (var entry in batch)
        {
            if (entry.What is Mark mark) _marks.Put(mark);
        }

        return HasMore || (beat && (_bodies.IsBehind || _trimmer.HasWork));
    }

    private void Write(Entry entry)
    {
        switch (entry.What)
        {
            case Turn turn: Write(turn, entry.Sequence); break;
            case Mark mark: _marks.Put(mark); break;
            case Standstill: break;
            case SnapshotTaken snapshot:
                _snapshots.Write(snapshot, _log.LastSequence);
                _marks.Put(new Mark(snapshot.Actor, snapshot.Due, snapshot.Unsent));
                break;
            case Action<Database> write: write(_database); break;
            default: throw new InvalidOperationException($"the writer does not know {entry.What.GetType()}");
        }
    }

    private void Write(Turn turn, long sequence)
    {
        if (sequence > 0)
        {
            _log.Write(turn, sequence);
            _marks.Put(new Mark(turn.Actor, turn.Due, turn.Unsent));
        }

        // Erasing comes last: what is both stored and erased in one turn is gone.
        foreach (var body in turn.Bodies) _bodies.Put(turn.Actor.Workspace, body);
        foreach (var key in turn.Erase) _bodies.Erase(turn.Actor.Workspace, key);
        if (turn.Quarantined is { } quarantined) Quarantine(quarantined);
    }

    private void Quarantine(QuarantinedInput input) =>
        _database.Prepare("INSERT OR IGNORE INTO quarantine(id, workspace, actor, at, input, error) VALUES(?, ?, ?, ?, ?, ?)")
            .Set(1, input.Id).Set(2, input.Actor.Workspace).Set(3, input.Actor.ToString()).Set(4, input.At.Ms).Set(5, input.Input).Set(6, input.Error)
            .Run();
}

using Routing.Core;

namespace Routing.Sqlite;

/// <summary>When each actor must be brought up again: the newest marks in memory, the rest in the actors' rows.</summary>
/// <remarks>Written without hurry, in slices. The log has what a turn says of its actor, so after a crash the records behind the last
/// full writing put the rows right; a mark without a turn may be lost, which wakes an actor too early or for nothing.</remarks>
internal sealed class WakeMarks : ITransactionPart
{
    /// <summary>Marks kept before they are written without waiting for their time: about 1 MB.</summary>
    private const int Most = 10_000;

    /// <summary>Marks written in one transaction: about 1 ms.</summary>
    private const int Slice = 200;

    /// <summary>Beats between two writings.</summary>
    private const int Beats = 4;

    private readonly Lock _gate = new();
    private readonly ActorNumbers _actors;
    private readonly Statement _write;
    private readonly Progress _progress;
    private Dictionary<ActorId, Mark> _fresh = [];
    private List<Mark> _leaving = [];
    private Dictionary<ActorId, Mark> _leavingByActor = [];
    private long _leavingUpTo;
    private int _written;
    private int _committed;
    private int _beats;

    public WakeMarks(Database database, ActorNumbers actors)
    {
        _actors = actors;
        _write = database.Prepare("UPDATE actor SET due = ?, unsent = ? WHERE no = ?");
        _progress = new Progress(database, "marked");
        CatchUp(database);
    }

    public bool IsDue => _leaving.Count > 0 || _fresh.Count >= Most || (_beats >= Beats && _fresh.Count > 0);

    public void Beat() => _beats++;

    public void Put(Mark mark)
    {
        lock (_gate) _fresh[mark.Actor] = mark;
    }

    /// <param name="lastSequence">The last record of this transaction: its mark, and those of all before it, have been put.</param>
    public void Write(long lastSequence)
    {
        if (_leaving.Count == 0 && IsDue)
        {
            lock (_gate)
            {
                _leaving = [.. _fresh.Values];
                _leavingByActor = _fresh;
                _fresh = [];
            }

            (_leavingUpTo, _beats) = (lastSequence, 0);
        }

        if (_leaving.Count == 0) return;
        for (var most = Math.Min(_written + Slice, _leaving.Count); _written < most; _written++) Write(_leaving[_written]);
        if (_written == _leaving.Count) _progress.Write(_leavingUpTo);
    }

    public void Committed()
    {
        _committed = _written;
        if (_leaving.Count == 0 || _committed < _leaving.Count) return;
        lock (_gate) (_leaving, _leavingByActor) = ([], []);
        (_written, _committed) = (0, 0);
    }

    public void RolledBack() => _written = _committed;

    /// <summary>Marks that the rows may not have yet, by actor. On any thread.</summary>
    public Dictionary<ActorId, Mark> Newest()
    {
        lock (_gate)
        {
            var newest = new Dictionary<ActorId, Mark>(_leaving.Count + _fresh.Count);
            foreach (var mark in _leaving) newest[mark.Actor] = mark;
            foreach (var mark in _fresh.Values) newest[mark.Actor] = mark;
            return newest;
        }
    }

    /// <summary>The newest mark of an actor that its row may not have yet. On any thread.</summary>
    public Mark? Newest(ActorId actor)
    {
        lock (_gate) return _fresh.GetValueOrDefault(actor) ?? _leavingByActor.GetValueOrDefault(actor);
    }

    private void Write(Mark mark)
    {
        var entry = _actors.Of(mark.Actor, mark.Due, mark.Unsent);
        long? due = mark.Due == Instant.Never ? null : mark.Due.Ms;
        if (entry.Due == due && entry.Unsent == mark.Unsent) return;
        _write.SetOrNull(1, due).Set(2, mark.Unsent).Set(3, entry.No).Run();
        (entry.Due, entry.Unsent) = (due, mark.Unsent);
    }

    private void CatchUp(Database database)
    {
        var behind = database.Prepare(
            "SELECT actor.id, log.due, log.unsent FROM log JOIN actor ON actor.no = log.actor_no WHERE seq > ? ORDER BY seq");
        behind.Set(1, _progress.Read());
        while (behind.Next())
        {
            var actor = ActorId.Parse(behind.Text(0));
            _fresh[actor] = new Mark(actor, behind.Int64OrNull(1) is { } due ? new Instant(due) : Instant.Never, behind.Flag(2));
        }
    }
}

using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Settles a slice of the journal as one transaction: records and marks of each actor, texts and their words, snapshots, the read
/// tables. All of it, or nothing; <c>settled</c> says up to where.</summary>
internal sealed class SettlingWriter
{
    private const string Name = "settled";

    private readonly Database _database;
    private readonly ActorTable _actors;
    private readonly LogTable _log;
    private readonly BodyTable _bodies;
    private readonly SnapshotTable _snapshots;
    private readonly ProjectionWriter _projections;
    private readonly LogTrimmer _trimmer;
    private readonly Progress _progress;
    private readonly ITransactionPart[] _parts;
    private readonly Dictionary<ActorId, Touched> _touched = [];

    public SettlingWriter(Database database, SqliteOptions options)
    {
        _database = database;
        _actors = new ActorTable(database, options.ActorsRemembered);
        _log = new LogTable(database);
        _bodies = new BodyTable(database);
        _snapshots = new SnapshotTable(database);
        _projections = new ProjectionWriter(database, options);
        _trimmer = new LogTrimmer(database);
        _progress = new Progress(database, Name);
        _parts = [_actors, _bodies, _projections];
    }

    public static long Settled(Database database) => new Progress(database, Name).Read();

    public void Write(List<Entry> slice)
    {
        long last = 0;
        _database.Begin();
        foreach (var entry in slice)
        {
            last = Math.Max(last, entry.Sequence);
            if (Unsettled.MarkOf(entry.What) is { } mark) TouchedOf(mark.Actor).Mark = mark;
            Write(entry.What);
        }

        foreach (var touched in _touched.Values) Write(touched);
        _touched.Clear();
        _projections.Write();
        _trimmer.Trim();
        if (last > 0) _progress.Write(last);
        _database.Commit();
        foreach (var part in _parts) part.Committed();
    }

    /// <summary>Takes back what a failed <see cref="Write(List{Entry})"/> has begun.</summary>
    public void Undo()
    {
        _database.Rollback();
        _touched.Clear();
        foreach (var part in _parts) part.RolledBack();
    }

    private void Write(object what)
    {
        switch (what)
        {
            case Turn turn: Write(turn); break;
            case Mark: break;
            case SnapshotTaken snapshot: TouchedOf(snapshot.Actor).Snapshot = snapshot; break;
            case Action<Database> write:
                _projections.Write();
                write(_database);
                break;
            default: throw new InvalidOperationException($"nobody knows how to settle {what.GetType()}");
        }
    }

    private void Write(Turn turn)
    {
        if (!turn.Record.IsEmpty) TouchedOf(turn.Actor).Turns.Add(turn);

        // Erasing comes last: what is both stored and erased in one turn is gone.
        foreach (var body in turn.Bodies) _bodies.Put(turn.Actor.Workspace, body);
        foreach (var key in turn.Erase) _bodies.Erase(turn.Actor.Workspace, key);
        if (turn.Quarantined is { } quarantined) Quarantine(quarantined);
        _projections.Apply(turn);
    }

    private void Write(Touched touched)
    {
        var no = _actors.Put(touched.Mark);
        if (touched.Turns.Count > 0) _log.Write(no, touched.Turns);
        if (touched.Snapshot is { } snapshot) _snapshots.Write(no, snapshot);
    }

    private Touched TouchedOf(ActorId actor)
    {
        if (!_touched.TryGetValue(actor, out var touched)) _touched.Add(actor, touched = new Touched());
        return touched;
    }

    private void Quarantine(QuarantinedInput input) =>
        _database.Prepare("INSERT OR IGNORE INTO quarantine(id, workspace, actor, at, input, error) VALUES(?, ?, ?, ?, ?, ?)")
            .Set(1, input.Id).Set(2, input.Actor.Workspace).Set(3, input.Actor.ToString()).Set(4, input.At.Ms).Set(5, input.Input).Set(6, input.Error)
            .Run();

    /// <summary>What came of one actor in this slice.</summary>
    private sealed class Touched
    {
        public Mark Mark { get; set; }

        public SnapshotTaken? Snapshot { get; set; }

        public List<Turn> Turns { get; } = new(2);
    }
}

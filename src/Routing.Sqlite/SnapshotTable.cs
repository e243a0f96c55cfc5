namespace Routing.Sqlite;

/// <summary>The newest snapshot of each actor, one row each.</summary>
internal sealed class SnapshotTable(Database database, ActorNumbers actors)
{
    private readonly Statement _put = database.Prepare(
        """
        INSERT INTO snapshot(actor_no, version, state) VALUES(?, ?, ?)
        ON CONFLICT(actor_no) DO UPDATE SET version = excluded.version, state = excluded.state WHERE excluded.version > version
        """);

    private readonly Statement _untrimmed = database.Prepare("UPDATE actor SET untrimmed = ? WHERE no = ?");

    /// <param name="lastSequence">All records that the snapshot stands for are at or below it: once that much is projected they may go.</param>
    public void Write(SnapshotTaken snapshot, long lastSequence)
    {
        var no = actors.Of(snapshot.Actor, snapshot.Due, snapshot.Unsent).No;
        _put.Set(1, no).Set(2, snapshot.Version).Set(3, snapshot.State).Run();
        _untrimmed.Set(1, lastSequence).Set(2, no).Run();
    }
}

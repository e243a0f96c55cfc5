namespace Routing.Sqlite;

/// <summary>The newest snapshot of each actor, one row each.</summary>
internal sealed class SnapshotTable(Database database)
{
    private readonly Statement _put = database.Prepare(
        """
        INSERT INTO snapshot(actor_no, version, state) VALUES(?, ?, ?)
        ON CONFLICT(actor_no) DO UPDATE SET version = excluded.version, state = excluded.state WHERE excluded.version > version
        """);

    private readonly Statement _untrimmed = database.Prepare("UPDATE actor SET untrimmed = 1 WHERE no = ?");

    /// <summary>Once it is there, the records that it stands for may go.</summary>
    public void Write(long actorNo, SnapshotTaken snapshot)
    {
        _put.Set(1, actorNo).Set(2, snapshot.Version).Set(3, snapshot.State).Run();
        _untrimmed.Set(1, actorNo).Run();
    }
}

namespace Routing.Sqlite;

/// <summary>Deletes rows of the log that a snapshot stands for, a slice in each transaction.</summary>
/// <remarks>What is to be trimmed stands in the actors' rows, so nothing is forgotten by a crash and nothing piles up in memory.</remarks>
internal sealed class LogTrimmer(Database database)
{
    /// <summary>Rows deleted in one transaction: a few milliseconds.</summary>
    private const int Slice = 1_000;

    /// <summary>Actors looked at in one transaction.</summary>
    private const int Actors = 64;

    private readonly List<(long No, long Version)> _due = new(Actors);

    private readonly Statement _next = database.Prepare(
        """
        SELECT actor.no, snapshot.version FROM actor JOIN snapshot ON snapshot.actor_no = actor.no WHERE actor.untrimmed IS NOT NULL LIMIT ?
        """);

    private readonly Statement _delete = database.Prepare(
        "DELETE FROM log WHERE no IN (SELECT no FROM log WHERE actor_no = ? AND last <= ? ORDER BY last LIMIT ?)");

    private readonly Statement _done = database.Prepare("UPDATE actor SET untrimmed = NULL WHERE no = ?");

    public void Trim()
    {
        _due.Clear();
        _next.Set(1, Actors);
        while (_next.Next()) _due.Add((_next.Int64(0), _next.Int64(1)));

        var left = Slice;
        foreach (var (no, version) in _due)
        {
            left -= _delete.Set(1, no).Set(2, version).Set(3, left).Run();
            if (left == 0) return;
            _done.Set(1, no).Run();
        }
    }
}

namespace Routing.Sqlite;

/// <summary>Deletes records that a snapshot stands for and that the projections have seen, a slice in each transaction.</summary>
/// <remarks>What is to be trimmed stands in the actors' rows, so nothing is forgotten by a crash and nothing piles up in memory.</remarks>
internal sealed class LogTrimmer(Database database, Func<long> projected)
{
    /// <summary>Records deleted in one transaction: about 1 ms.</summary>
    private const int Slice = 200;

    /// <summary>Actors looked at in one transaction.</summary>
    private const int Actors = 64;

    private readonly List<(long No, long Version)> _due = new(Actors);

    private readonly Statement _next = database.Prepare(
        """
        SELECT actor.no, snapshot.version FROM actor JOIN snapshot ON snapshot.actor_no = actor.no
        WHERE actor.untrimmed <= ? ORDER BY actor.untrimmed LIMIT ?
        """);

    private readonly Statement _delete = database.Prepare(
        "DELETE FROM log WHERE seq IN (SELECT seq FROM log WHERE actor_no = ? AND version <= ? ORDER BY version LIMIT ?)");

    private readonly Statement _done = database.Prepare("UPDATE actor SET untrimmed = NULL WHERE no = ?");

    /// <summary>The last slice was not enough.</summary>
    public bool IsBehind { get; private set; }

    public bool HasWork => database.Prepare("SELECT 1 FROM actor WHERE untrimmed <= ? LIMIT 1").Set(1, projected()).Number() is not null;

    public void Trim()
    {
        _due.Clear();
        _next.Set(1, projected()).Set(2, Actors);
        while (_next.Next()) _due.Add((_next.Int64(0), _next.Int64(1)));

        var left = Slice;
        foreach (var (no, version) in _due)
        {
            left -= _delete.Set(1, no).Set(2, version).Set(3, left).Run();
            if (left == 0) break;
            _done.Set(1, no).Run();
        }

        IsBehind = left == 0 || _due.Count == Actors;
    }
}

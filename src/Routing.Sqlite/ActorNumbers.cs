using Routing.Core;

namespace Routing.Sqlite;

/// <summary>The row of an actor, as it stands in the open transaction.</summary>
internal sealed class ActorEntry(long no, long? due, bool unsent)
{
    public long No { get; } = no;

    public long? Due { get; set; } = due;

    public bool Unsent { get; set; } = unsent;
}

/// <summary>Finds or makes an actor's row, and remembers the rows used lately: two generations, the older of which is dropped when
/// the younger is full.</summary>
internal sealed class ActorNumbers(Database database, int most) : ITransactionPart
{
    private readonly Statement _find = database.Prepare("SELECT no, due, unsent FROM actor WHERE id = ?");
    private readonly Statement _make = database.Prepare("INSERT INTO actor(id, due, unsent) VALUES(?, ?, ?)");
    private Dictionary<ActorId, ActorEntry> _young = [];
    private Dictionary<ActorId, ActorEntry> _old = [];

    /// <summary>Names read in one go: a few milliseconds.</summary>
    private const int Page = 10_000;

    public static long Last(Database database) => database.Prepare("SELECT max(no) FROM actor").Number() ?? 0;

    /// <summary>Names after a number, a page of them.</summary>
    public static List<(long No, ActorId Name)> Names(Database database, long after)
    {
        var names = new List<(long No, ActorId Name)>();
        var rows = database.Prepare("SELECT no, id FROM actor WHERE no > ? ORDER BY no LIMIT ?").Set(1, after).Set(2, Page);
        while (rows.Next()) names.Add((rows.Int64(0), ActorId.Parse(rows.Text(1))));
        return names;
    }

    /// <param name="due">For a new row.</param>
    public ActorEntry Of(ActorId actor, Instant due, bool unsent)
    {
        if (_young.TryGetValue(actor, out var entry)) return entry;
        if (!_old.TryGetValue(actor, out entry)) entry = Find(actor) ?? Make(actor, due, unsent);
        if (_young.Count >= most / 2) (_old, _young) = (_young, []);
        _young[actor] = entry;
        return entry;
    }

    public void Committed()
    {
    }

    /// <summary>Rows made in that transaction do not exist.</summary>
    public void RolledBack()
    {
        _young.Clear();
        _old.Clear();
    }

    private ActorEntry? Find(ActorId actor)
    {
        if (!_find.Set(1, actor.ToString()).Next()) return null;
        var entry = new ActorEntry(_find.Int64(0), _find.Int64OrNull(1), _find.Flag(2));
        _find.Reset();
        return entry;
    }

    private ActorEntry Make(ActorId actor, Instant due, bool unsent)
    {
        long? dueMs = due == Instant.Never ? null : due.Ms;
        _make.Set(1, actor.ToString()).SetOrNull(2, dueMs).Set(3, unsent).Run();
        return new ActorEntry(database.LastRow, dueMs, unsent);
    }
}

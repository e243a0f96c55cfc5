using Routing.Core;

namespace Routing.Sqlite;

/// <summary>The row of an actor, as it stands in the open transaction.</summary>
internal sealed class ActorEntry(long no, long? due, bool unsent)
{
    public long No { get; } = no;

    public long? Due { get; set; } = due;

    public bool Unsent { get; set; } = unsent;
}

/// <summary>Actors' numbers, and when each must be brought up again. Remembers the rows used lately: two generations, the older of which
/// is dropped when the younger is full.</summary>
internal sealed class ActorTable(Database database, int most) : ITransactionPart
{
    /// <summary>Names read in one go: a few milliseconds.</summary>
    private const int Page = 10_000;

    private readonly Statement _find = database.Prepare("SELECT no, due, unsent FROM actor WHERE id = ?");
    private readonly Statement _make = database.Prepare("INSERT INTO actor(id, due, unsent) VALUES(?, ?, ?)");
    private readonly Statement _mark = database.Prepare("UPDATE actor SET due = ?, unsent = ? WHERE no = ?");
    private Dictionary<ActorId, ActorEntry> _young = [];
    private Dictionary<ActorId, ActorEntry> _old = [];

    public static long Last(Database database) => database.Prepare("SELECT max(no) FROM actor").Number() ?? 0;

    /// <summary>Names after a number, a page of them.</summary>
    public static List<(long No, ActorId Name)> Names(Database database, long after)
    {
        var names = new List<(long No, ActorId Name)>();
        var rows = database.Prepare("SELECT no, id FROM actor WHERE no > ? ORDER BY no LIMIT ?").Set(1, after).Set(2, Page);
        while (rows.Next()) names.Add((rows.Int64(0), ActorId.Parse(rows.Text(1))));
        return names;
    }

    /// <summary>Notes when the actor must be brought up again, making its row if it has none.</summary>
    /// <returns>Its number.</returns>
    public long Put(Mark mark)
    {
        long? due = mark.Due == Instant.Never ? null : mark.Due.Ms;
        var entry = Of(mark.Actor, due, mark.Unsent);
        if (entry.Due == due && entry.Unsent == mark.Unsent) return entry.No;
        _mark.SetOrNull(1, due).Set(2, mark.Unsent).Set(3, entry.No).Run();
        (entry.Due, entry.Unsent) = (due, mark.Unsent);
        return entry.No;
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

    private ActorEntry Of(ActorId actor, long? due, bool unsent)
    {
        if (_young.TryGetValue(actor, out var entry)) return entry;
        if (!_old.TryGetValue(actor, out entry)) entry = Find(actor) ?? Make(actor, due, unsent);
        if (_young.Count >= most / 2) (_old, _young) = (_young, []);
        _young[actor] = entry;
        return entry;
    }

    private ActorEntry? Find(ActorId actor)
    {
        if (!_find.Set(1, actor.ToString()).Next()) return null;
        var entry = new ActorEntry(_find.Int64(0), _find.Int64OrNull(1), _find.Flag(2));
        _find.Reset();
        return entry;
    }

    private ActorEntry Make(ActorId actor, long? due, bool unsent)
    {
        _make.Set(1, actor.ToString()).SetOrNull(2, due).Set(3, unsent).Run();
        return new ActorEntry(database.LastRow, due, unsent);
    }
}

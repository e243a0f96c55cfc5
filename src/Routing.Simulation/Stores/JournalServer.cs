using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Stores;

/// <summary>The cluster's store: a journal per actor, owned by whoever read it last. What an earlier owner still sends is refused.</summary>
/// <remarks>Owned by an activation, not by a silo: an actor may come back to a silo while appends of its earlier activation are on their
/// way.</remarks>
/// <param name="durable">Told of each turn at the moment from which no crash can take it back.</param>
internal sealed class JournalServer(Action<Turn> durable)
{
    private readonly Dictionary<ActorId, StoredRows> _disk = [];
    private readonly Dictionary<ActorId, long> _owners = [];
    private readonly List<(ActorId Actor, long Version)> _appends = [];
    private long _tokens;

    /// <summary>Changes when the server was replaced by a copy of itself that may lag behind.</summary>
    public int Incarnation { get; private set; }

    /// <summary>Appends that this server knows of.</summary>
    public long Position => _appends.Count;

    /// <summary>Position of the copy when it took over: who was told of a higher one knows that writes were lost.</summary>
    public long TookOverAt { get; private set; }

    public IReadOnlyCollection<ActorId> Actors => _disk.Keys;

    public bool Owes(ActorId actor, Instant now) => Rows(actor).Unsent || Rows(actor).Due < now;

    public StoredActor Own(ActorId actor, out long token)
    {
        token = _owners[actor] = ++_tokens;
        return Rows(actor).Read();
    }

    public StoredActor Read(ActorId actor) => Rows(actor).Read();

    /// <summary>False if this token does not own the actor any more, or the version does not follow.</summary>
    public bool Append(long token, Turn turn)
    {
        if (_owners.GetValueOrDefault(turn.Actor) != token) return false;
        if (turn.Record.IsEmpty) return true;
        if (turn.Version != Rows(turn.Actor).Version + 1) return false;
        Rows(turn.Actor).Add(turn);
        _appends.Add((turn.Actor, turn.Version));
        durable(turn);
        return true;
    }

    public void Snapshot(long token, ActorId actor, long version, byte[] snapshot, Instant due, bool unsent)
    {
        if (_owners.GetValueOrDefault(actor) != token || Rows(actor).Version < version) return;
        Rows(actor).Replace(version, snapshot);
        if (Rows(actor).Version == version) Rows(actor).Note(due, unsent);
    }

    public void Mark(long token, ActorId actor, long version, Instant due, bool unsent)
    {
        if (_owners.GetValueOrDefault(actor) == token && Rows(actor).Version == version) Rows(actor).Note(due, unsent);
    }

    public IReadOnlyList<ActorId> ToWake(Instant by, int most) =>
        StoredRows.ToWake(_disk, by, most);

    /// <summary>A copy takes over that lacks the last appends.</summary>
    public void FailOver(int lost)
    {
        Incarnation++;
        var kept = Math.Max(0, _appends.Count - lost);
        foreach (var group in _appends.Skip(kept).GroupBy(append => append.Actor))
            Rows(group.Key).Rewind(group.Min(append => append.Version) - 1);
        _appends.RemoveRange(kept, _appends.Count - kept);
        TookOverAt = kept;
    }

    private StoredRows Rows(ActorId actor)
    {
        if (!_disk.TryGetValue(actor, out var rows)) _disk[actor] = rows = new StoredRows();
        return rows;
    }
}

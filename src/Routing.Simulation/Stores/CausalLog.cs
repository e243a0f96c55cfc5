using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Stores;

/// <summary>The embedded store: one log for all actors in causal order, committed in groups. A crash leaves a prefix of it.</summary>
/// <param name="durable">Told of each turn at the moment from which no crash can take it back.</param>
internal sealed class CausalLog(Schedule schedule, Func<long> delay, Dice dice, Action<Turn> durable) : IJournal
{
    private readonly Dictionary<ActorId, StoredRows> _disk = [];
    private List<Entry> _waiting = [];
    private List<Entry> _committing = [];
    private long _run;

    public bool IsCausal => true;

    public void Append(Turn turn, Action stored, Action<Exception>? lost = null) => Add(new Entry(
        turn.Record.IsEmpty ? null : () => { Rows(turn.Actor).Add(turn); durable(turn); },
        stored));

    public ValueTask<StoredActor> Read(ActorId actor, CancellationToken cancel) =>
        ValueTask.FromResult(_disk.TryGetValue(actor, out var rows) ? rows.Read() : StoredActor.Empty);

    public void Snapshot(ActorId actor, long version, byte[] snapshot, Instant due, bool unsent) =>
        Add(new Entry(() => { Rows(actor).Replace(version, snapshot); Rows(actor).Note(due, unsent); }, null));

    /// <summary>In the log's order: what receivers took is stored before it is said that nothing is left to send.</summary>
    public void Mark(ActorId actor, Instant due, bool unsent) => Add(new Entry(() => Rows(actor).Note(due, unsent), null));

    public ValueTask<IReadOnlyList<ActorId>> ToWake(Instant by, int most, CancellationToken cancel) =>
        ValueTask.FromResult(StoredRows.ToWake(_disk, by, most));

    public IReadOnlyCollection<ActorId> Actors => _disk.Keys;

    public bool Owes(ActorId actor, Instant now) => Rows(actor).Unsent || Rows(actor).Due < now;

    /// <summary>The process died: of the group that was being written any prefix is there, of later ones nothing.</summary>
    public void Crash()
    {
        foreach (var entry in _committing.Take(dice.Below(_committing.Count + 1))) entry.Write?.Invoke();
        _committing = [];
        _waiting = [];
        _run++;
    }

    private StoredRows Rows(ActorId actor)
    {
        if (!_disk.TryGetValue(actor, out var rows)) _disk[actor] = rows = new StoredRows();
        return rows;
    }

    private void Add(Entry entry)
    {
        _waiting.Add(entry);
        if (_committing.Count == 0) Begin();
    }

    private void Begin()
    {
        (_committing, _waiting) = (_waiting, []);
        var run = _run;
        schedule.After(delay(), () => { if (run == _run) Commit(); });
    }

    private void Commit()
    {
        var group = _committing;
        foreach (var entry in group) entry.Write?.Invoke();
        _committing = [];
        if (_waiting.Count > 0) Begin();
        foreach (var entry in group) entry.Stored?.Invoke();
    }

    private sealed record Entry(Action? Write, Action? Stored);
}

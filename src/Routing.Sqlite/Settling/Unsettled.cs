using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>What is committed and not yet in the store's tables: in order for the settler, and findable for whoever reads meanwhile.</summary>
/// <remarks>Bounded by what the edge lets in (<see cref="IsFull"/>), not by blocking: a commit never waits here. Thread-safe.</remarks>
internal sealed class Unsettled(SqliteOptions options, long settled) : IDisposable
{
    /// <summary>Entries let go of under one lock: some 50 µs.</summary>
    private const int Few = 256;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _waiting = new();
    private readonly Dictionary<ActorId, ActorTail> _actors = [];
    private readonly List<(long Sequence, TaskCompletionSource Reached)> _awaited = [];
    private readonly AutoResetEvent _something = new(initialState: false);
    private int _turns;
    private int _writes;
    private long _bytes;
    private long _committed = settled;
    private long _settled = settled;
    private bool _hurry;
    private bool _closed;

    /// <summary>The last turn that is in the tables.</summary>
    public long Settled => Volatile.Read(ref _settled);

    public bool IsFull
    {
        get
        {
            lock (_gate) return _turns >= options.UnsettledTurns || _bytes >= options.UnsettledBytes;
        }
    }

    /// <summary>Takes over a batch that was just committed, on the writer's thread and before anyone is told.</summary>
    public void Add(IReadOnlyList<Entry> batch)
    {
        bool wake;
        lock (_gate)
        {
            foreach (var entry in batch)
            {
                if (entry.What is Standstill || (entry.What is Turn && entry.Sequence == 0)) continue;
                _waiting.Enqueue(entry.Settling);
                _bytes += entry.Bytes;
                Note(entry);
            }

            wake = IsUrgent;
        }

        if (wake) _something.Set();
    }

    /// <summary>It is time to settle whatever there is.</summary>
    public void Beat()
    {
        lock (_gate) _hurry = true;
        _something.Set();
    }

    /// <summary>Nothing more comes; what is there is still taken.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
        _something.Set();
    }

    /// <summary>Completes once all that is committed now is settled.</summary>
    public Task CaughtUp()
    {
        lock (_gate)
        {
            if (_settled >= _committed && _waiting.Count == 0) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((_committed, reached));
            _something.Set();
            return reached.Task;
        }
    }

    /// <summary>Waits for something to do and takes a slice of it, in order. It stays here until it is <see cref="Done"/>.</summary>
    /// <returns>False once it is closed and empty.</returns>
    public bool Take(List<Entry> slice)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count > 0 && IsUrgent)
                {
                    _hurry = false;
                    long bytes = 0;
                    foreach (var entry in _waiting)
                    {
                        slice.Add(entry);
                        bytes += entry.Bytes;
                        if (slice.Count == options.SettledTurns || bytes >= options.SettledBytes) break;
                    }

                    return true;
                }

                if (_closed && _waiting.Count == 0) return false;
            }

            _something.WaitOne();
        }
    }

    /// <summary>The slice is in the tables.</summary>
    public void Done(List<Entry> slice)
    {
        // A few at a time: the next commit wants the lock as well.
        foreach (var some in slice.Chunk(Few))
        {
            lock (_gate)
            {
                foreach (var entry in some) Leave(entry);
            }
        }

        lock (_gate) _awaited.RemoveAll(item => item.Sequence <= _settled && item.Reached.TrySetResult());
    }

    /// <summary>Records of an actor that the tables may not have yet, and its newest mark. To be asked before the tables are read.</summary>
    public (IReadOnlyList<(long Version, ReadOnlyMemory<byte> Record)> Records, Mark? Mark) Of(ActorId actor)
    {
        lock (_gate) return _actors.TryGetValue(actor, out var tail) ? ([.. tail.Records], tail.Mark) : ([], null);
    }

    /// <summary>Marks that the tables may not have yet, by actor.</summary>
    public Dictionary<ActorId, Mark> Marks()
    {
        lock (_gate)
        {
            var marks = new Dictionary<ActorId, Mark>(_actors.Count);
            foreach (var (actor, tail) in _actors)
            {
                if (tail.Mark is { } mark) marks.Add(actor, mark);
            }

            return marks;
        }
    }

    /// <summary>When this says that its actor must be woken; null if it says nothing of one.</summary>
    public static Mark? MarkOf(object what) => what switch
    {
        Turn { Record.IsEmpty: false } turn => new Mark(turn.Actor, turn.Due, turn.Unsent),
        SnapshotTaken snapshot => new Mark(snapshot.Actor, snapshot.Due, snapshot.Unsent),
        Mark mark => mark,
        _ => null,
    };

    public void Dispose() => _something.Dispose();

    /// <summary>Whether it is worth a transaction now, or somebody waits for one. Under the lock.</summary>
    private bool IsUrgent => _hurry || _closed || _writes > 0 || _awaited.Count > 0 || _turns >= options.SettledAtOnce;

    private void Note(Entry entry)
    {
        if (entry.What is Action<Database>) _writes++;
        if (entry.What is Turn) (_turns, _committed) = (_turns + 1, entry.Sequence);
        if (MarkOf(entry.What) is not { } mark) return;

        if (!_actors.TryGetValue(mark.Actor, out var tail)) _actors.Add(mark.Actor, tail = new ActorTail());
        tail.Mark = mark;
        tail.Marks++;
        if (entry.What is Turn turn) tail.Records.Enqueue((turn.Version, turn.Record));
    }

    private void Leave(Entry entry)
    {
        _waiting.Dequeue();
        _bytes -= entry.Bytes;
        if (entry.Sequence > 0) Volatile.Write(ref _settled, entry.Sequence);
        if (entry.What is Action<Database>) _writes--;
        if (entry.What is Turn) _turns--;
        if (ActorOf(entry.What) is not { } actor) return;

        var tail = _actors[actor];
        if (entry.What is Turn) tail.Records.Dequeue();
        if (--tail.Marks == 0) _actors.Remove(actor);
    }

    /// <summary>Whose <see cref="MarkOf"/> it is.</summary>
    private static ActorId? ActorOf(object what) => what switch
    {
        Turn { Record.IsEmpty: false } turn => turn.Actor,
        SnapshotTaken snapshot => snapshot.Actor,
        Mark mark => mark.Actor,
        _ => null,
    };

    private sealed class ActorTail
    {
        public Queue<(long Version, ReadOnlyMemory<byte> Record)> Records { get; } = new(1);

        /// <summary>Entries of the queue that have a mark of it.</summary>
        public int Marks { get; set; }

        public Mark? Mark { get; set; }
    }
}

using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The order of things: whoever appends gets the next number, whoever commits takes all that is there, up to a batch.</summary>
/// <remarks>Bounded by what the edge lets in (<see cref="Backlog"/>), not by blocking: an actor never waits here.</remarks>
internal sealed class CommitQueue(SqliteOptions options, long lastSequence) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _waiting = new();
    private readonly AutoResetEvent _something = new(initialState: false);
    private readonly AutoResetEvent _enough = new(initialState: false);
    private bool _asleep;
    private bool _gathering;
    private long _sequence = lastSequence;
    private int _turns;
    private long _bytes;
    private bool _beat;
    private bool _closed;

    public Backlog Backlog
    {
        get
        {
            lock (_gate) return new Backlog(_turns, _bytes, _turns >= options.BacklogTurns || _bytes >= options.BacklogBytes);
        }
    }

    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Add(Turn turn, Action stored)
    {
        var bytes = Entry.Size(turn);
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Enqueue(new Entry(turn, Entry.Holds(turn) ? ++_sequence : 0, bytes, stored));
            _turns++;
            _bytes += bytes;
            wake = Wakes();
        }

        if (wake) _something.Set();
    }

    /// <summary>Adds what is no turn.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Add(object what, int bytes, Action? then)
    {
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Enqueue(new Entry(what, 0, bytes, then));
            _bytes += bytes;
            wake = Wakes();
        }

        if (wake) _something.Set();
    }

    /// <summary>It is time for what is done now and then.</summary>
    public void Beat()
    {
        lock (_gate) (_beat, _asleep) = (true, false);
        _something.Set();
    }

    /// <summary>Nothing more comes; what is there is still taken.</summary>
    public void Close()
    {
        lock (_gate) (_closed, _asleep) = (true, false);
        _something.Set();
        _enough.Set();
    }

    /// <summary>Waits for something to do and takes a batch of it, in order.</summary>
    /// <param name="beat">Whether the beat has come since the last call.</param>
    /// <returns>False once the queue is closed and empty.</returns>
    public bool Take(List<Entry> batch, out bool beat)
    {
        while (true)
        {
            lock (_gate)
            {
                beat = _beat;
                _beat = false;
                long bytes = 0;
                while (batch.Count < options.BatchTurns && bytes < options.BatchBytes && _waiting.TryDequeue(out var entry))
                {
                    batch.Add(entry);
                    bytes += entry.Bytes;
                }

                if (batch.Count > 0 || beat) return true;
                if (_closed) return false;
                _asleep = true;
            }

            _something.WaitOne();
        }
    }

    /// <summary>Lets a little more come together before the next commit: a commit costs much the same for ten turns as for a hundred.</summary>
    public void Gather()
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= options.GatheredTurns) return;
            _gathering = true;
        }

        _enough.WaitOne(options.Gather);
        lock (_gate) _gathering = false;
    }

    public void Dispose()
    {
        _something.Dispose();
        _enough.Dispose();
    }

    /// <summary>These are durable: they no longer count as waiting.</summary>
    public void Stored(List<Entry> batch)
    {
        var turns = 0;
        long bytes = 0;
        foreach (var entry in batch)
        {
            if (entry.What is Turn) turns++;
            bytes += entry.Bytes;
        }

        lock (_gate)
        {
            _turns -= turns;
            _bytes -= bytes;
        }
    }

    /// <summary>Whether the writer is to be woken for what was just added: waking is a call of the system, so only where it sleeps. Under
    /// the lock.</summary>
    private bool Wakes()
    {
        if (_gathering && _waiting.Count >= options.GatheredTurns)
        {
            _gathering = false;
            _enough.Set();
        }

        var asleep = _asleep;
        _asleep = false;
        return asleep;
    }
}

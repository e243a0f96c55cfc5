using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The order of things: whoever appends gets the next number, whoever commits takes all that is there, up to a batch.</summary>
/// <remarks>Bounded by what the edge lets in (<see cref="Backlog"/>), not by blocking: an actor never waits here.</remarks>
internal sealed class CommitQueue(SqliteOptions options, long lastSequence) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _waiting = new();
    private readonly AutoResetEvent _something = new(initialState: false);
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
        var bytes = turn.Record.Length;
        foreach (var body in turn.Bodies) bytes += body.Json.Length;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Enqueue(new Entry(turn, turn.Record.IsEmpty ? 0 : ++_sequence, bytes, stored));
            _turns++;
            _bytes += bytes;
        }

        _something.Set();
    }

    /// <summary>Adds what is no turn.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Add(object what, int bytes, Action? then)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStore));
            _waiting.Enqueue(new Entry(what, 0, bytes, then));
            _bytes += bytes;
        }

        _something.Set();
    }

    /// <summary>It is time for what is done now and then.</summary>
    public void Beat()
    {
        lock (_gate) _beat = true;
        _something.Set();
    }

    /// <summary>Nothing more comes; what is there is still taken.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
        _something.Set();
    }

    /// <summary>Waits for something to do and takes a batch of it, in order.</summary>
    /// <param name="more">There is housekeeping left: the call does not wait.</param>
    /// <param name="beat">Whether the beat has come since the last call.</param>
    /// <returns>False once the queue is closed and empty.</returns>
    public bool Take(List<Entry> batch, bool more, out bool beat)
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
                if (more) return true;
            }

            _something.WaitOne();
        }
    }

    /// <summary>Waits for the next beat, leaving what is queued where it is.</summary>
    public void AwaitBeat()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_beat)
                {
                    _beat = false;
                    return;
                }
            }

            _something.WaitOne();
        }
    }

    public void Dispose() => _something.Dispose();

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
}

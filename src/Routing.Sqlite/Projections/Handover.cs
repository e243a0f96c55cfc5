using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Stored turns on their way from the writer to the projector, in log order. Bounded: what does not fit is read again from
/// the log.</summary>
internal sealed class Handover(SqliteOptions options, long lastStored)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Sequence, Turn Turn)> _turns = new();
    private long _bytes;
    private long _lastStored = lastStored;

    public long LastStored
    {
        get
        {
            lock (_gate) return _lastStored;
        }
    }

    /// <returns>Whether there is enough for a full write.</returns>
    public bool Add(long sequence, Turn turn)
    {
        lock (_gate)
        {
            if (_turns.Count >= options.ProjectorTurns || _bytes >= options.ProjectorBytes)
            {
                _turns.Clear();
                _bytes = 0;
            }

            _turns.Enqueue((sequence, turn));
            _bytes += turn.Record.Length;
            _lastStored = sequence;
            return _turns.Count >= options.ProjectedEvents;
        }
    }

    /// <summary>Takes the turns that follow a position, up to a number of events.</summary>
    /// <returns>False if the next one is not here, though it is stored: it must be read from the log.</returns>
    public bool Take(long position, int most, List<(long Sequence, Turn Turn)> taken)
    {
        lock (_gate)
        {
            while (_turns.TryPeek(out var next) && most > 0)
            {
                if (next.Sequence > position + 1) return taken.Count > 0;
                _turns.Dequeue();
                _bytes -= next.Turn.Record.Length;
                if (next.Sequence <= position) continue;
                taken.Add(next);
                position = next.Sequence;
                most -= Math.Max(1, next.Turn.Events.Count);
            }

            return taken.Count > 0 || position >= _lastStored;
        }
    }
}

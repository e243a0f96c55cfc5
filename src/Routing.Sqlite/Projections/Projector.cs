using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Follows the log and keeps the read tables up to date, on its own thread; the writing itself is part of the writer's next
/// transaction, one slice at a time. Starts where it stopped.</summary>
internal sealed class Projector : IDisposable
{
    private readonly CommitQueue _queue;
    private readonly ProjectionWriter _writer;
    private readonly SqliteOptions _options;
    private readonly Database _database;
    private readonly Handover _handover;
    private readonly Statement _read;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(initialState: true);
    private readonly AutoResetEvent _written = new(initialState: false);
    private readonly ManualResetEvent _stopped = new(initialState: false);
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<(long Sequence, TaskCompletionSource Reached)> _awaited = [];
    private long _position;
    private bool _closing;

    /// <param name="database">A reading connection of its own.</param>
    public Projector(CommitQueue queue, ProjectionWriter writer, SqliteOptions options, Database database, Handover handover)
    {
        (_queue, _writer, _options, _database, _handover) = (queue, writer, options, database, handover);
        _read = database.Prepare("SELECT seq, record FROM log WHERE seq > ? ORDER BY seq");
        _position = writer.Position;
        _thread = new Thread(Run) { Name = "store projector", IsBackground = true };
    }

    /// <summary>Completes with the reason when the projections can be kept no longer.</summary>
    public Task<Exception> Failed => _failed.Task;

    public void Start() => _thread.Start();

    public void Beat() => _wake.Set();

    /// <summary>On the writer's thread, after each commit.</summary>
    public void Stored(long sequence, Turn turn)
    {
        if (_handover.Add(sequence, turn)) _wake.Set();
    }

    /// <summary>Completes once all that is stored now is in the read tables.</summary>
    public Task CaughtUp()
    {
        var stored = _handover.LastStored;
        lock (_gate)
        {
            if (_position >= stored) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((stored, reached));
            _wake.Set();
            return reached.Task;
        }
    }

    /// <summary>Projects what is stored, then ends.</summary>
    public void Finish()
    {
        Volatile.Write(ref _closing, true);
        _wake.Set();
        _thread.Join();
    }

    /// <summary>Ends where it is: nothing can be written any more.</summary>
    public void Stop()
    {
        _stopped.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        _database.Dispose();
        _wake.Dispose();
        _written.Dispose();
        _stopped.Dispose();
    }

    private void Run()
    {
        try
        {
            while (WaitHandle.WaitAny([_stopped, _wake]) != 0)
            {
                var closing = Volatile.Read(ref _closing);
                while (Next() is { Count: > 0 } turns && Write(turns))
                {
                }

                if (closing) return;
            }
        }
        catch (Exception error)
        {
            _failed.SetResult(error);
        }
    }

    private List<ProjectedTurn> Next()
    {
        var taken = new List<(long Sequence, Turn Turn)>();
        if (!_handover.Take(_position, _options.ProjectedEvents, taken)) return ReadLog();
        return taken.ConvertAll(item => ProjectedTurn.Of(item.Sequence, item.Turn));
    }

    private List<ProjectedTurn> ReadLog()
    {
        var turns = new List<ProjectedTurn>();
        _read.Set(1, _position);
        for (var left = _options.ProjectedEvents; left > 0 && _read.Next();)
        {
            var turn = ProjectedTurn.Of(_read.Int64(0), Wire.ReadRecord(_read.Bytes(1)));
            turns.Add(turn);
            left -= Math.Max(1, turn.Events.Count);
        }

        _read.Reset();
        if (turns.Count == 0) throw new InvalidDataException($"record {_position + 1} of the log is missing");
        return turns;
    }

    /// <returns>Whether it was stored; if not, the store is at its end.</returns>
    private bool Write(List<ProjectedTurn> turns)
    {
        _queue.Add((Action<Database>)(_ => _writer.Write(turns)), 0, () => _written.Set());
        if (WaitHandle.WaitAny([_stopped, _written]) == 0) return false;

        lock (_gate)
        {
            _position = turns[^1].Sequence;
            foreach (var (sequence, reached) in _awaited)
            {
                if (sequence <= _position) reached.SetResult();
            }

            _awaited.RemoveAll(item => item.Sequence <= _position);
        }

        return true;
    }
}

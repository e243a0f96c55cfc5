using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The one thread that commits: takes all that is queued, makes it one row of the journal, and only once that is on the disk says
/// so to each, in order.</summary>
/// <remarks>A full disk is waited out for a while with nothing released; any other failure ends the writing for good, since nobody
/// knows what is on the disk after it: <see cref="Failed"/> tells the host to end the process.</remarks>
internal sealed class CommitThread
{
    private readonly CommitQueue _queue;
    private readonly JournalWriter _writer;
    private readonly Unsettled _unsettled;
    private readonly DiskPatience _patience;
    private readonly FreeSpace _space;
    private readonly SqliteOptions _options;
    private readonly Action<long, Turn> _stored;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="stored">Told of each record in log order, before whoever appended it.</param>
    public CommitThread(
        CommitQueue queue, JournalWriter writer, Unsettled unsettled, DiskPatience patience, FreeSpace space, SqliteOptions options,
        Action<long, Turn> stored)
    {
        (_queue, _writer, _unsettled, _patience, _space, _options, _stored) = (queue, writer, unsettled, patience, space, options, stored);
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
    }

    /// <summary>Completes with the reason when writing has failed for good.</summary>
    public Task<Exception> Failed => _failed.Task;

    public void Start() => _thread.Start();

    /// <summary>Waits until all that was queued is stored, or writing has failed.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        var batch = new List<Entry>(_options.BatchTurns);
        try
        {
            while (_queue.Take(batch, out var beat))
            {
                if (beat) _space.Look();
                _patience.Write(() => _writer.Write(batch, beat), _writer.Undo);
                Release(batch);
                var busy = batch.Count >= _options.BusyTurns;
                batch.Clear();
                if (busy) _queue.Gather();
            }
        }
        catch (Exception error)
        {
            _failed.SetResult(error);
        }
    }

    private void Release(List<Entry> batch)
    {
        _queue.Stored(batch);
        _unsettled.Add(batch);
        foreach (var entry in batch)
        {
            if (entry.Sequence > 0) _stored(entry.Sequence, (Turn)entry.What);

            // The settler tells those that write to the tables.
            if (entry.What is not Action<Database>) entry.Then?.Invoke();
            if (entry.What is Turn turn) turn.LetGo();
        }
    }
}

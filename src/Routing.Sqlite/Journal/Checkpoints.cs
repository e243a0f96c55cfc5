using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>Copies the write-ahead log into the database, on its own thread and connection, beside the writer.</summary>
/// <remarks>A writer that never rests would let the log grow for ever, since it only starts over once all of it is copied: beyond a
/// size the writer stands still for the last few pages.</remarks>
internal sealed class Checkpoints : IDisposable
{
    private const int PageBytes = 4_096;

    private readonly FileInfo _log;
    private readonly Database _database;
    private readonly CommitQueue _queue;
    private readonly SqliteOptions _options;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly AutoResetEvent _done = new(initialState: false);
    private readonly ManualResetEvent _stopped = new(initialState: false);
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Checkpoints(string file, CommitQueue queue, SqliteOptions options)
    {
        (_log, _queue, _options) = (new FileInfo($"{file}-wal"), queue, options);
        _database = Database.ForCheckpoints(file);
        _thread = new Thread(Run) { Name = "store checkpoints", IsBackground = true };
    }

    /// <summary>Completes with the reason when copying has failed: the log would grow without bound.</summary>
    public Task<Exception> Failed => _failed.Task;

    public void Start() => _thread.Start();

    public void Beat() => _wake.Set();

    public void Stop()
    {
        _stopped.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        _database.Dispose();
        _wake.Dispose();
        _done.Dispose();
        _stopped.Dispose();
    }

    private void Run()
    {
        try
        {
            while (WaitHandle.WaitAny([_stopped, _wake]) != 0)
            {
                _log.Refresh();
                if (!_log.Exists || _log.Length < _options.CheckpointBytes) continue;
                if (Copy() * PageBytes < _options.RestartBytes) continue;

                _queue.Add(Standstill.Here, 0, () =>
                {
                    Copy();
                    _done.Set();
                });
                if (WaitHandle.WaitAny([_stopped, _done]) == 0) return;
            }
        }
        catch (Exception error)
        {
            _failed.SetResult(error);
        }
    }

    /// <summary>Copies what no reader still needs.</summary>
    /// <returns>Pages in the log.</returns>
    private long Copy()
    {
        try
        {
            var copied = _database.Prepare("PRAGMA wal_checkpoint(PASSIVE)");
            copied.Next();
            var pages = copied.Int64(1);
            copied.Reset();
            return pages;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL)
        {
            // Nothing is lost: it all still is in the log. The next beat tries again.
            return 0;
        }
    }
}

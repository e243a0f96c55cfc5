using Microsoft.Data.Sqlite;
using Routing.Hosting;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>The one thread that writes: takes all that is queued, makes it one transaction, and only once that is on the disk says so
/// to each, in order.</summary>
/// <remarks>A full disk is waited out for a while with nothing released; any other failure ends the writing for good, since nobody
/// knows what is on the disk after it: <see cref="Failed"/> tells the host to end the process.</remarks>
internal sealed class CommitThread
{
    private readonly CommitQueue _queue;
    private readonly BatchWriter _writer;
    private readonly FreeSpace _space;
    private readonly SqliteOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<long, Turn> _stored;
    private readonly string _folder;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="stored">Told of each record in log order, before whoever appended it.</param>
    public CommitThread(
        CommitQueue queue, BatchWriter writer, FreeSpace space, SqliteOptions options, TimeProvider time, string folder, Action<long, Turn> stored)
    {
        (_queue, _writer, _space, _options, _time, _folder, _stored) = (queue, writer, space, options, time, folder, stored);
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
            while (_queue.Take(batch, _writer.HasMore, out var beat))
            {
                if (beat) _space.Look();
                Commit(batch, beat);
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

    private void Commit(List<Entry> batch, bool beat)
    {
        long since = 0;
        while (true)
        {
            try
            {
                _writer.Write(batch, beat);
                return;
            }
            catch (SqliteException error) when (IsFull(error))
            {
                _writer.Undo();
                _space.Full();
                if (since == 0) since = _time.GetTimestamp();
                else if (_time.GetElapsedTime(since) >= _options.FullPatience) throw new DiskFullException(_folder, _options.FullPatience, error);
            }

            _queue.AwaitBeat();
        }
    }

    private void Release(List<Entry> batch)
    {
        _queue.Stored(batch);
        foreach (var entry in batch)
        {
            if (entry.Sequence > 0) _stored(entry.Sequence, (Turn)entry.What);
            entry.Then?.Invoke();
        }
    }

    /// <summary>No room for the file, or none for the shared-memory index of the write-ahead log.</summary>
    private static bool IsFull(SqliteException error) =>
        error.SqliteErrorCode == raw.SQLITE_FULL || error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;
}

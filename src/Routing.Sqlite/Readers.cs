using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>A bounded number of reading connections, lent one read at a time. A read that takes too long is cut off, since an open
/// reader keeps the write-ahead log from starting over.</summary>
internal sealed class Readers(string file, SqliteOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Steps of SQLite's machine between two looks at the clock: about a tenth of a millisecond.</summary>
    private const int StepsPerLook = 10_000;

    private readonly SemaphoreSlim _free = new(options.Readers);
    private readonly ConcurrentBag<Reader> _idle = [];

    /// <summary>Reads in one transaction.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async ValueTask<T> Read<T>(Func<Database, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : new Reader(Database.ForReading(file), options.ReadPatience, time);
            try
            {
                return reader.Read(read);
            }
            finally
            {
                _idle.Add(reader);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _free.Dispose();
    }

    private sealed class Reader : IDisposable
    {
        private readonly Database _database;
        private readonly TimeSpan _patience;
        private readonly TimeProvider _time;
        private readonly delegate_progress _look;
        private long _since;

        public Reader(Database database, TimeSpan patience, TimeProvider time)
        {
            (_database, _patience, _time) = (database, patience, time);
            _look = _ => _time.GetElapsedTime(_since) > _patience ? 1 : 0;
            raw.sqlite3_progress_handler(database.Handle, StepsPerLook, _look, null);
        }

        public T Read<T>(Func<Database, T> read)
        {
            _since = _time.GetTimestamp();
            _database.Prepare("BEGIN").Run();
            try
            {
                return read(_database);
            }
            catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
            {
                throw new TimeoutException($"reading took longer than {_patience.TotalSeconds:0.#} s", error);
            }
            finally
            {
                _since = _time.GetTimestamp();
                _database.ResetAll();
                _database.Rollback();
            }
        }

        public void Dispose() => _database.Dispose();
    }
}

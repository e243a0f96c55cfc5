using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>Waits out a full disk for a while, with nothing released; any other failure, and a disk that stays full, is thrown.</summary>
internal sealed class DiskPatience(FreeSpace space, SqliteOptions options, TimeProvider time, string folder) : IDisposable
{
    private readonly ManualResetEventSlim _beat = new();

    /// <summary>It is time to try again.</summary>
    public void Beat() => _beat.Set();

    /// <param name="undo">Takes back what a write has begun that did not fit.</param>
    /// <exception cref="DiskFullException">There was no room for <see cref="SqliteOptions.FullPatience"/>.</exception>
    public void Write(Action write, Action undo)
    {
        long since = 0;
        while (true)
        {
            try
            {
                write();
                return;
            }
            catch (SqliteException error) when (IsFull(error))
            {
                undo();
                space.Full();
                if (since == 0) since = time.GetTimestamp();
                else if (time.GetElapsedTime(since) >= options.FullPatience) throw new DiskFullException(folder, options.FullPatience, error);
            }

            _beat.Reset();
            _beat.Wait();
        }
    }

    public void Dispose() => _beat.Dispose();

    /// <summary>No room for the file, or none for the shared-memory index of the write-ahead log.</summary>
    private static bool IsFull(SqliteException error) =>
        error.SqliteErrorCode == raw.SQLITE_FULL || error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>The one thread that writes the store's tables: follows the journal in large transactions, so that a page that many turns touch
/// is written once. Starts where it stopped.</summary>
/// <remarks>It also copies its write-ahead log into the file, between two transactions, since nobody waits for it.</remarks>
internal sealed class Settler
{
    private readonly Unsettled _unsettled;
    private readonly SettlingWriter _writer;
    private readonly Database _database;
    private readonly DiskPatience _patience;
    private readonly FileInfo _log;
    private readonly SqliteOptions _options;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Settler(Unsettled unsettled, SettlingWriter writer, Database database, DiskPatience patience, string file, SqliteOptions options)
    {
        (_unsettled, _writer, _database, _patience, _options) = (unsettled, writer, database, patience, options);
        _log = new FileInfo($"{file}-wal");
        _thread = new Thread(Run) { Name = "store settler", IsBackground = true };
    }

    /// <summary>Completes with the reason when settling has failed for good.</summary>
    public Task<Exception> Failed => _failed.Task;

    public void Start() => _thread.Start();

    /// <summary>Waits until all that was committed is settled, or settling has failed. <see cref="Unsettled.Close"/> comes first.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        var slice = new List<Entry>(_options.SettledTurns);
        try
        {
            while (_unsettled.Take(slice))
            {
                _patience.Write(() => _writer.Write(slice), _writer.Undo);
                _unsettled.Done(slice);
                foreach (var entry in slice)
                {
                    if (entry.What is Action<Database>) entry.Then?.Invoke();
                }

                slice.Clear();
                CopyLog();
            }
        }
        catch (Exception error)
        {
            _failed.SetResult(error);
        }
    }

    private void CopyLog()
    {
        _log.Refresh();
        if (!_log.Exists || _log.Length < _options.CheckpointBytes) return;
        try
        {
            _database.Prepare("PRAGMA wal_checkpoint(PASSIVE)").Run();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL)
        {
            // Nothing is lost: it all still is in the log. The next transaction tries again.
        }
    }
}

using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The embedded store: one data folder, one process. What is decided is committed to the journal's file, a row for many turns at
/// once, and from there settled in the store's file, where everything is found again.</summary>
/// <remarks>Two files, so that a commit waits for nothing but itself, and the tables are written in large transactions. Three threads: the
/// writer commits in groups, the settler follows it, checkpoints copy the journal's write-ahead log beside it. Readers have connections of
/// their own.</remarks>
public sealed class SqliteStore : IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly Database _tables;
    private readonly Database _log;
    private readonly CommitQueue _queue;
    private readonly JournalWriter _commits;
    private readonly CommitThread _writer;
    private readonly Unsettled _unsettled;
    private readonly Settler _settler;
    private readonly DiskPatience _writerPatience;
    private readonly DiskPatience _settlerPatience;
    private readonly Checkpoints _checkpoints;
    private readonly Readers _readers;
    private readonly ITimer _beat;
    private readonly KnownActors _known;
    private readonly RecentBodies _recent;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _learning;
    private bool _disposed;

    private SqliteStore(string folder, DataFolderLock folderLock, Database tables, Database log, SqliteOptions options, TimeProvider time)
    {
        (_lock, _tables, _log) = (folderLock, tables, log);
        var settled = SettlingWriter.Settled(tables);
        var space = new FreeSpace(folder, options.ReserveBytes);
        space.Look();

        _unsettled = new Unsettled(options, settled);
        _recent = new RecentBodies(_unsettled);
        _known = new KnownActors(ActorTable.Last(tables));
        foreach (var entry in JournalFile.After(log, settled)) Found(entry);

        _readers = new Readers(TablesIn(folder), options, time);
        _queue = new CommitQueue(options, Math.Max(settled, JournalFile.Last(log) ?? 0));
        (_writerPatience, _settlerPatience) = (new DiskPatience(space, options, time, folder), new DiskPatience(space, options, time, folder));
        _commits = new JournalWriter(new JournalFile(log), _unsettled);
        _writer = new CommitThread(_queue, _commits, _unsettled, _writerPatience, space, options, OnStored);
        _settler = new Settler(_unsettled, new SettlingWriter(tables, options), tables, _settlerPatience, TablesIn(folder), options);
        _checkpoints = new Checkpoints(JournalIn(folder), _queue, options);
        Journal = new SqliteJournal(_queue, _readers, _unsettled, _known);
        Library = new SqliteLibrary(_queue, _readers, space, _recent);
        Failed = AnyFailure();

        _writer.Start();
        _settler.Start();
        _checkpoints.Start();
        _learning = Task.Run(LearnActors, CancellationToken.None);
        _beat = time.CreateTimer(_ => OnBeat(), null, options.Beat, options.Beat);
    }

    public SqliteJournal Journal { get; }

    public SqliteLibrary Library { get; }

    /// <summary>Completes with the reason when the store can go on no longer: nothing more is acknowledged, the host ends the process.</summary>
    public Task<Exception> Failed { get; }

    /// <summary>Each turn with a record, in log order, once it is durable and before whoever appended it is told. Called on the
    /// writer's thread: must return at once. To be set before the first append.</summary>
    public Action<Turn>? Stored { get; set; }

    /// <summary>Opens the store of a data folder, making both where there are none.</summary>
    /// <exception cref="FolderInUseException">Another process has the folder.</exception>
    /// <exception cref="UnknownStoreException">Another version of the program wrote the store.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    public static SqliteStore Open(string folder, SqliteOptions options, TimeProvider time)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var folderLock = DataFolderLock.Take(folder);
        Database? tables = null, log = null;
        try
        {
            tables = Opened(TablesIn(folder), Schema.Store);
            log = Opened(JournalIn(folder), Schema.Journal);
            return new SqliteStore(folder, folderLock, tables, log, options, time);
        }
        catch
        {
            log?.Dispose();
            tables?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Completes once all that is stored now can be read from the library.</summary>
    /// <exception cref="IOException">The store has failed.</exception>
    public async Task CaughtUp()
    {
        if (await Task.WhenAny(_unsettled.CaughtUp(), Failed) == Failed) throw new IOException("the store has failed", await Failed);
    }

    /// <summary>Commits and settles all that was appended, then closes the files. After a failure it only closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _closing.CancelAsync();
        await _learning;
        await Task.Run(Drain, CancellationToken.None);
        await _beat.DisposeAsync();
        _checkpoints.Dispose();
        _readers.Dispose();
        _closing.Dispose();
        _queue.Dispose();
        _unsettled.Dispose();
        _writerPatience.Dispose();
        _settlerPatience.Dispose();
        _commits.Dispose();
        _log.Dispose();
        _tables.Dispose();
        _lock.Dispose();
    }

    internal static string TablesIn(string folder) => Path.Combine(folder, "routing.db");

    private static string JournalIn(string folder) => Path.Combine(folder, "journal.db");

    private static Database Opened(string file, Schema schema)
    {
        var database = Database.ForWriting(file);
        try
        {
            schema.Ensure(database, file);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Drain()
    {
        if (!Failed.IsCompleted) Flush();
        _unsettled.Close();
        _settler.Join();
        _checkpoints.Stop();

        // The last beat drops from the journal what is settled by now: all of it.
        _queue.Beat();
        _queue.Close();
        _writer.Join();
    }

    private void Flush()
    {
        using var flushed = new ManualResetEventSlim();
        _queue.Add(Standstill.Here, 0, flushed.Set);
        WaitHandle.WaitAny([flushed.WaitHandle, ((IAsyncResult)Failed).AsyncWaitHandle]);
    }

    /// <summary>A turn of an earlier run that was committed and not settled.</summary>
    private void Found(Entry entry)
    {
        var turn = (Turn)entry.What;
        _known.Add(turn.Actor);
        _unsettled.Add([entry]);
        _recent.Stored(entry.Sequence, turn);
    }

    private void OnStored(long sequence, Turn turn)
    {
        _recent.Stored(sequence, turn);
        if (!turn.Record.IsEmpty) Stored?.Invoke(turn);
    }

    /// <summary>Reads all actors' names, beside everything else, a slice at a time.</summary>
    private async Task LearnActors()
    {
        try
        {
            for (long after = 0; ;)
            {
                var names = await _readers.Read(database => ActorTable.Names(database, after), _closing.Token);
                foreach (var (_, name) in names) _known.Add(name);
                if (names.Count == 0) break;
                after = names[^1].No;
            }

            _known.Complete();
        }
        catch (Exception ended) when (ended is OperationCanceledException or TimeoutException)
        {
            // Closing, or a disk too slow for it: without the filter every actor is looked up, which is right as well.
        }
    }

    private void OnBeat()
    {
        _writerPatience.Beat();
        _settlerPatience.Beat();
        _queue.Beat();
        _unsettled.Beat();
        _checkpoints.Beat();
    }

    private async Task<Exception> AnyFailure() => await await Task.WhenAny(_writer.Failed, _settler.Failed, _checkpoints.Failed);
}

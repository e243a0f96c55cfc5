using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The embedded store: one data folder, one file, one process, one writer.</summary>
/// <remarks>Three threads: the writer commits in groups; the projector keeps the read tables up to date through it; checkpoints copy the
/// write-ahead log beside it. Readers have connections of their own.</remarks>
public sealed class SqliteStore : IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly Database _database;
    private readonly CommitQueue _queue;
    private readonly CommitThread _writer;
    private readonly Projector _projector;
    private readonly Checkpoints _checkpoints;
    private readonly Readers _readers;
    private readonly ITimer _beat;
    private readonly KnownActors _known;
    private readonly RecentBodies _recent = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _learning;
    private bool _disposed;

    private SqliteStore(string folder, DataFolderLock folderLock, Database database, SqliteOptions options, TimeProvider time)
    {
        var file = FileIn(folder);
        var lastSequence = LogTable.Last(database);
        var actors = new ActorNumbers(database, options.ActorsRemembered);
        var marks = new WakeMarks(database, actors);
        var projections = new ProjectionWriter(database, options);
        var batches = new BatchWriter(
            database, actors, marks, new BodyTable(database), new LogTrimmer(database, () => projections.Position), projections);
        var space = new FreeSpace(folder, options.ReserveBytes);
        space.Look();

        (_lock, _database) = (folderLock, database);
        _readers = new Readers(file, options, time);
        _queue = new CommitQueue(options, lastSequence);
        _projector = new Projector(_queue, projections, options, Database.ForReading(file), new Handover(options, lastSequence));
        _writer = new CommitThread(_queue, batches, space, options, time, folder, OnStored);
        _checkpoints = new Checkpoints(file, _queue, options);
        _known = new KnownActors(ActorNumbers.Last(database));
        Journal = new SqliteJournal(_queue, _readers, marks, _known);
        Library = new SqliteLibrary(_queue, _readers, space, _recent);
        Failed = AnyFailure();

        _writer.Start();
        _projector.Start();
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
    /// <exception cref="UnknownStoreException">A newer program wrote the store.</exception>
    public static SqliteStore Open(string folder, SqliteOptions options, TimeProvider time)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var folderLock = DataFolderLock.Take(folder);
        Database? database = null;
        try
        {
            database = Database.ForWriting(FileIn(folder));
            Schema.Ensure(database, FileIn(folder));
            return new SqliteStore(folder, folderLock, database, options, time);
        }
        catch
        {
            database?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Completes once all that is stored now can be read from the library.</summary>
    /// <exception cref="IOException">The store has failed.</exception>
    public async Task CaughtUp()
    {
        if (await Task.WhenAny(_projector.CaughtUp(), Failed) == Failed) throw new IOException("the store has failed", await Failed);
    }

    /// <summary>Stores and projects all that was appended, then closes the file. After a failure it only closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _closing.CancelAsync();
        await _learning;
        await Task.Run(Drain, CancellationToken.None);
        await _beat.DisposeAsync();
        _checkpoints.Dispose();
        _projector.Dispose();
        _readers.Dispose();
        _closing.Dispose();
        _queue.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    private static string FileIn(string folder) => Path.Combine(folder, "routing.db");

    private void Drain()
    {
        if (!Failed.IsCompleted) Flush();
        _checkpoints.Stop();
        _projector.Stop();
        _queue.Close();
        _writer.Join();
    }

    private void Flush()
    {
        using var flushed = new ManualResetEventSlim();
        _queue.Add(Standstill.Here, 0, flushed.Set);
        WaitHandle.WaitAny([flushed.WaitHandle, ((IAsyncResult)Failed).AsyncWaitHandle]);
        if (!Failed.IsCompleted) Task.WaitAny([_projector.CaughtUp(), Failed], CancellationToken.None);
    }

    private void OnStored(long sequence, Turn turn)
    {
        _recent.Stored(turn);
        Stored?.Invoke(turn);
        _projector.Stored(sequence, turn);
    }

    /// <summary>Reads all actors' names, beside everything else, a slice at a time.</summary>
    private async Task LearnActors()
    {
        try
        {
            for (long after = 0; ;)
            {
                var names = await _readers.Read(database => ActorNumbers.Names(database, after), _closing.Token);
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
        _queue.Beat();
        _projector.Beat();
        _checkpoints.Beat();
    }

    private async Task<Exception> AnyFailure() => await await Task.WhenAny(_writer.Failed, _projector.Failed, _checkpoints.Failed);
}

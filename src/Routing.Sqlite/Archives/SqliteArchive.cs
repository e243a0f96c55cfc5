using System.Runtime.CompilerServices;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>A data folder that no server runs on, as an archive's source or target.</summary>
public sealed class SqliteArchive : IArchivedStore
{
    /// <summary>Items written in one transaction: some ten megabytes.</summary>
    private const int PerTransaction = 20_000;

    private readonly DataFolderLock _lock;
    private readonly string _folder;

    private SqliteArchive(string folder, DataFolderLock held) => (_folder, _lock) = (folder, held);

    /// <summary>Takes the folder, settling first what its journal still holds.</summary>
    /// <exception cref="FolderInUseException">A server has it.</exception>
    /// <exception cref="UnknownStoreException">Another version of the program wrote the store.</exception>
    public static async Task<SqliteArchive> Open(string folder)
    {
        folder = Path.GetFullPath(folder);
        await using (var store = SqliteStore.Open(folder, new SqliteOptions(), TimeProvider.System)) await store.CaughtUp();
        return new SqliteArchive(folder, DataFolderLock.Take(folder));
    }

    public async IAsyncEnumerable<ArchiveItem> Items([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        using var database = Database.ForReading(SqliteStore.TablesIn(_folder));
        foreach (var item in ArchiveRows.All(database))
        {
            cancel.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public async Task Put(IAsyncEnumerable<ArchiveItem> items, CancellationToken cancel)
    {
        using var database = Database.ForWriting(SqliteStore.TablesIn(_folder));
        if (ArchiveRows.All(database).Any()) throw new NotEmptyException(_folder);
        var writer = new ArchiveWriter(database);
        var open = 0;
        database.Begin();
        await foreach (var item in items.WithCancellation(cancel))
        {
            writer.Write(item);
            if (++open < PerTransaction) continue;
            database.Commit();
            database.Begin();
            open = 0;
        }

        database.Commit();
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public ValueTask DisposeAsync()
    {
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }
}

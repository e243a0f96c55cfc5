using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Hosting;
using Routing.Redis;
using Routing.Sqlite;
using StackExchange.Redis;

namespace Routing.Server.Moving;

/// <summary>One export or import: says how far it is, what it came to, and what was wrong.</summary>
internal static class MovingRun
{
    /// <summary>Items between two signs of life on the screen.</summary>
    private const int Shown = 250_000;

    public static Task<int> Export(Place from, FileInfo file, CancellationToken cancel) => Said(async () =>
    {
        await using var store = await Open(from);
        var part = new FileInfo(file.FullName + ".part");
        ArchiveDigest digest;
        await using (var stream = part.Create())
        {
            digest = await Archive.Write(stream, Counted("read", store.Items(cancel), cancel), cancel);
            stream.Flush(flushToDisk: true);
        }

        // It has its name only once it is whole.
        part.MoveTo(file.FullName);
        Show(digest.Kinds);
        return 0;
    });

    public static Task<int> Import(Place to, FileInfo file, CancellationToken cancel) => Said(async () =>
    {
        await using var store = await Open(to);
        var archived = new ArchiveDigest();
        await using (var stream = file.OpenRead()) await store.Put(Counted("written", Archive.Read(stream, archived, cancel), cancel), cancel);
        var found = await Archive.Weigh(Counted("read back", store.Items(cancel), cancel), cancel);
        Show(found.Kinds);
        var differ = ArchiveDigest.Differences(archived.Kinds, found.Kinds);
        if (differ.Count == 0)
        {
            Console.WriteLine("What is there now is what the archive holds.");
            return 0;
        }

        await Console.Error.WriteLineAsync($"What is there now differs from the archive in: {string.Join(", ", differ)}. Throw it away.");
        return 1;
    });

    private static async Task<IArchivedStore> Open(Place place) => place switch
    {
        { Cluster: { } store } => await RedisArchive.Open(
            new RedisOptions { Configuration = store, AllowedAppendFsync = place.AllowedAppendFsync }, NullLogger.Instance),
        _ => await SqliteArchive.Open(place.Data!.FullName),
    };

    private static async IAsyncEnumerable<ArchiveItem> Counted(
        string what, IAsyncEnumerable<ArchiveItem> items, [EnumeratorCancellation] CancellationToken cancel)
    {
        var began = Stopwatch.StartNew();
        var count = 0L;
        await foreach (var item in items.WithCancellation(cancel))
        {
            yield return item;
            if (++count % Shown == 0) Say();
        }

        Say();

        void Say() => Console.Error.WriteLine($"{count:N0} items {what}, {began.Elapsed.TotalSeconds:0} s, {Environment.WorkingSet >> 20:N0} MB");
    }

    private static void Show(IEnumerable<ArchivedKind> kinds)
    {
        foreach (var kind in kinds) Console.WriteLine($"{kind.Kind,-10} {kind.Count,12:N0}  {kind.Hash}");
    }

    private static async Task<int> Said(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (refused is IOException or InvalidDataException or RedisException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}

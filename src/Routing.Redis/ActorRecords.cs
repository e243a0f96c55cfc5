using System.Globalization;
using Routing.Core;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Reads an actor back, from the fields of its key and, if it has one, its stream.</summary>
internal static class ActorRecords
{
    /// <param name="fields">Names and values in turn, as the script found them.</param>
    /// <exception cref="InvalidDataException">A record or a piece is missing: the store was damaged, or another activation has taken over.</exception>
    public static async ValueTask<StoredActor> Read(IDatabase database, ActorId actor, long version, RedisResult[] fields, CancellationToken cancel)
    {
        var inKey = new Dictionary<long, ReadOnlyMemory<byte>>();
        var (snapshotVersion, pieces, unsent) = (0L, 0, true);
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            var name = (string)fields[i]!;
            switch (name)
            {
                case "s": snapshotVersion = (long)fields[i + 1]; break;
                case "n": pieces = (int)fields[i + 1]; break;
                case "u": unsent = (int)fields[i + 1] != 0; break;
                case "t" or "v": break;
                default: inKey[long.Parse(name, CultureInfo.InvariantCulture)] = (byte[])fields[i + 1]!; break;
            }
        }

        if (version == 0) return StoredActor.Empty;
        if (version < snapshotVersion) throw Missing(actor, $"version {snapshotVersion}, at which it was saved: it stands at {version}");
        var saved = pieces == 0 ? Task.FromResult<byte[]?>(null) : Snapshot(database, actor, snapshotVersion, pieces);
        var records = Keys.IsStream(actor)
            ? FromStream(database, actor, snapshotVersion, version, cancel)
            : Task.FromResult(FromKey(actor, inKey, snapshotVersion, version));
        await Task.WhenAll(saved, records);
        return new StoredActor(version, snapshotVersion, await saved, await records, Settled: !unsent);
    }

    private static async Task<byte[]?> Snapshot(IDatabase database, ActorId actor, long version, int pieces)
    {
        // Several at once are on their way: one after the other, each would wait for the store and back.
        var snapshot = new MemoryStream(pieces * RedisLimits.ChunkBytes);
        for (var first = 0; first < pieces; first += RedisLimits.PiecesAtOnce)
        {
            var asked = new Task<RedisValue>[Math.Min(RedisLimits.PiecesAtOnce, pieces - first)];
            for (var i = 0; i < asked.Length; i++) asked[i] = database.ListGetByIndexAsync(Keys.Snapshot(actor, version), first + i);
            for (var i = 0; i < asked.Length; i++)
            {
                var piece = (byte[]?)await asked[i] ?? throw Missing(actor, $"piece {first + i + 1} of {pieces} of its snapshot at {version}");
                snapshot.Write(piece);
            }
        }

        return snapshot.ToArray();
    }

    private static List<ReadOnlyMemory<byte>> FromKey(ActorId actor, Dictionary<long, ReadOnlyMemory<byte>> fields, long after, long version)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        for (var number = after + 1; number <= version; number++)
        {
            if (!fields.TryGetValue(number, out var record)) throw Missing(actor, $"record {number} of {version}");
            records.Add(record);
        }

        return records;
    }

    private static async Task<List<ReadOnlyMemory<byte>>> FromStream(IDatabase database, ActorId actor, long after, long version, CancellationToken cancel)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var pages = new Queue<Task<StreamEntry[]>>();
        var (last, asked) = (after, after);
        while (last < version)
        {
            cancel.ThrowIfCancellationRequested();
            for (; asked < version && pages.Count < RedisLimits.PagesAtOnce; asked += RedisLimits.PageRecords)
                pages.Enqueue(database.StreamRangeAsync(Keys.Stream(actor), $"{asked + 1}-0", $"{Math.Min(version, asked + RedisLimits.PageRecords)}-0"));
            var page = await pages.Dequeue();
            if (page.Length == 0) throw Missing(actor, $"record {last + 1} of {version}");
            foreach (var entry in page)
            {
                if (entry.Id != $"{++last}-0") throw Missing(actor, $"record {last} of {version}");
                records.Add((byte[])entry.Values[0].Value!);
            }
        }

        return records;
    }

    private static InvalidDataException Missing(ActorId actor, string what) => new($"{actor}: the store lacks {what}");
}

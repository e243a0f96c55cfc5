using Microsoft.Extensions.Logging.Abstractions;
using Routing.Core;
using Routing.Hosting;
using Routing.Redis.Tests.Projections;
using Routing.Redis.Tests.Servers;
using Routing.Sqlite;

namespace Routing.Redis.Tests.Archives;

/// <summary>What was kept in one store is kept in the other, all of it, and back.</summary>
public sealed class MovingTests : OneServer
{
    private const int Turns = 600;
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("routing-moving-").FullName;

    [Fact]
    public async Task From_a_data_folder_into_a_cluster_and_back_every_item_is_the_same()
    {
        var actors = await Fill(Path.Combine(_folder, "from"));

        var file = new MemoryStream();
        ArchiveDigest left;
        await using (var from = await SqliteArchive.Open(Path.Combine(_folder, "from"))) left = await Archive.Write(file, from.Items(default), default);
        await using (var cluster = await Cluster())
        {
            Assert.Equal(left.Kinds, (await Put(cluster, file)).Kinds);
            Assert.Equal(left.Kinds, (await Archive.Weigh(cluster.Items(default), default)).Kinds);
            file.SetLength(0);
            await Archive.Write(file, cluster.Items(default), default);
        }

        await using (var back = await SqliteArchive.Open(Path.Combine(_folder, "back")))
        {
            await Put(back, file);
            Assert.Equal(left.Kinds, (await Archive.Weigh(back.Items(default), default)).Kinds);
        }

        await AssertSameActors(actors);
        Assert.True(left.Kinds.Count >= 7, string.Join(", ", left.Kinds));
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_cluster_goes_on_from_where_the_folder_stopped()
    {
        var actors = await Fill(Path.Combine(_folder, "from"));
        var file = new MemoryStream();
        await using (var from = await SqliteArchive.Open(Path.Combine(_folder, "from"))) await Archive.Write(file, from.Items(default), default);
        await using (var cluster = await Cluster()) await Put(cluster, file);

        var store = await Store();
        foreach (var actor in actors)
        {
            var stored = await store.Journal.Read(actor);
            await store.Journal.Stores(Given.Turn(actor, stored.Version + 1));
            Assert.Equal(stored.Version + 1, (await store.Journal.Read(actor)).Version);
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_is_put_where_there_is_something()
    {
        await Fill(Path.Combine(_folder, "from"));
        var store = await Store();
        await store.Journal.Read(Given.Small);
        await store.Journal.Stores(Given.Turn(Given.Small, 1));

        await using var from = await SqliteArchive.Open(Path.Combine(_folder, "from"));
        await Assert.ThrowsAsync<NotEmptyException>(() => from.Put(from.Items(default), default));
        await using var cluster = await Cluster();
        await Assert.ThrowsAsync<NotEmptyException>(() => cluster.Put(from.Items(default), default));
    }

    [Fact]
    public async Task A_store_that_silos_use_is_not_archived()
    {
        var store = await Store();
        await new SiloRuns(store, 7).Beat();

        await Assert.ThrowsAsync<SilosRunException>(Cluster);
    }

    private async Task<HashSet<ActorId>> Fill(string folder)
    {
        await using var store = SqliteStore.Open(folder, new SqliteOptions { ReserveBytes = 0 }, TimeProvider.System);
        var (story, known) = (new Story(1), new HashSet<ActorId>());
        for (var turn = 1; turn <= Turns; turn++)
        {
            var next = story.Next();
            known.Add(next.Actor);
            var stored = new TaskCompletionSource();
            store.Journal.Append(next, stored.SetResult);
            await stored.Task;
            if (turn % 50 == 0) store.Journal.Snapshot(next.Actor, next.Version, new byte[600_000], next.Due, next.Unsent);
        }

        await store.Library.PutSetting("workspaces", """{"acme":1}""", default);
        await store.CaughtUp();
        return known;
    }

    private async Task AssertSameActors(HashSet<ActorId> actors)
    {
        await using var before = SqliteStore.Open(Path.Combine(_folder, "from"), new SqliteOptions(), TimeProvider.System);
        await using var after = SqliteStore.Open(Path.Combine(_folder, "back"), new SqliteOptions(), TimeProvider.System);
        foreach (var actor in actors)
        {
            var (a, b) = (await before.Journal.Read(actor, default), await after.Journal.Read(actor, default));
            Assert.Equal((a.Version, a.SnapshotVersion, a.Settled), (b.Version, b.SnapshotVersion, b.Settled));
            Assert.Equal(a.Snapshot, b.Snapshot);
            Assert.Equal(a.Records.Select(record => record.ToArray()), b.Records.Select(record => record.ToArray()));
        }
    }

    private Task<RedisArchive> Cluster() => RedisArchive.Open(new RedisOptions { Configuration = Server.Address }, NullLogger.Instance);

    private static async Task<ArchiveDigest> Put(IArchivedStore to, MemoryStream file)
    {
        file.Position = 0;
        var digest = new ArchiveDigest();
        await to.Put(Archive.Read(file, digest, default), default);
        return digest;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Routing.Core;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

/// <summary>The store itself fails: it is killed, comes back whole, comes back older, or never was durable.</summary>
public sealed class StoreTests : OneServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_store_that_comes_back_whole_is_gone_on_with()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        await journal.Stores(Given.Turn(Given.Small, 1));

        Server.Kill();
        Assert.IsType<UnknownOutcomeException>(await journal.Append(Given.Turn(Given.Small, 2)));
        await Server.Run();

        Assert.Equal(1, (await Reading(journal, Given.Small)).Version);
        await journal.Stores(Given.Turn(Given.Small, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Of_a_store_that_is_killed_under_load_everything_confirmed_is_there(int seed)
    {
        var journal = (await Store()).Journal;
        ActorId[] actors = [Given.Small, Given.Large, ActorId.Agent("acme", "ann")];
        var confirmed = new Dictionary<ActorId, Task<long>>();
        foreach (var actor in actors) await journal.Read(actor);

        var killed = new TaskCompletionSource();
        var killAt = 300 * seed;
        foreach (var actor in actors)
        {
            confirmed[actor] = Task.Run(async () =>
            {
                for (var version = 1L; ; version++)
                {
                    if (await journal.Append(Given.Turn(actor, version)) is not null) return version - 1;
                    if (version == killAt) killed.TrySetResult();
                }
            });
        }

        await killed.Task.WaitAsync(Patience);
        Server.Kill();
        await Task.WhenAll(confirmed.Values).WaitAsync(Patience);
        await Server.Run();

        foreach (var actor in actors)
        {
            var stored = await Reading(journal, actor);
            // The one on its way may be there or not; nobody was told.
            Assert.InRange(stored.Version, await confirmed[actor], await confirmed[actor] + 1);
        }
    }

    [Fact]
    public async Task An_older_store_is_noticed_by_whoever_saw_the_newer_one_and_nothing_goes_on()
    {
        var journal = (await Store()).Journal;
        await Rewind(journal);

        Assert.NotNull(await Eventually(async () => await journal.Append(Given.Turn(Given.Small, 4)) is { } lost ? lost : null));
        await Assert.ThrowsAsync<StoreRewoundException>(() => Reading(journal, Given.Small));
        await Assert.ThrowsAsync<StoreRewoundException>(() => Reading(journal, Given.Large));
    }

    [Fact]
    public async Task An_older_store_is_noticed_though_others_who_know_less_have_written_to_it()
    {
        var knows = (await Store()).Journal;
        await Rewind(knows);
        var ignorant = (await Store()).Journal;
        await ignorant.Read(Given.Large);
        Assert.All(await ignorant.AppendAll(Given.Large, 0, 50), Assert.Null);

        await Assert.ThrowsAsync<StoreRewoundException>(() => Reading(knows, Given.Small));
    }

    [Fact]
    public async Task An_older_store_is_noticed_after_a_restart_of_the_silo_by_its_witness_until_the_loss_is_accepted_by_name()
    {
        var witness = Path.GetTempFileName();
        File.Delete(witness);
        var store = await Store(witness);
        await Rewind(store.Journal);
        await store.DisposeAsync();

        var refused = await Assert.ThrowsAsync<StoreRewoundException>(async () => await (await Store(witness)).Journal.Read(Given.Small));
        Assert.Equal("acme@1", refused.Loss);
        await Assert.ThrowsAsync<StoreRewoundException>(async () => await (await Store(witness, "acme@2")).Journal.Read(Given.Small));

        var accepting = (await Store(witness, refused.Loss)).Journal;
        Assert.Equal(1, (await accepting.Read(Given.Small)).Version);
        await accepting.Stores(Given.Turn(Given.Small, 2));
        File.Delete(witness);
    }

    [Fact]
    public async Task A_silo_that_restarts_while_the_store_runs_on_goes_on_too()
    {
        var witness = Path.GetTempFileName();
        File.Delete(witness);
        for (var version = 1; version <= 3; version++)
        {
            var store = await Store(witness);
            await store.Journal.Read(Given.Small);
            await store.Journal.Stores(Given.Turn(Given.Small, version));
            await store.DisposeAsync();
        }

        File.Delete(witness);
    }

    [Fact]
    public async Task A_store_that_was_emptied_while_it_ran_is_noticed()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        await journal.Stores(Given.Turn(Given.Small, 1));
        await using (var connection = await Server.Connect()) await connection.GetServers()[0].FlushAllDatabasesAsync();

        Assert.IsType<StoreRewoundException>(await journal.Append(Given.Turn(Given.Small, 2)));
        await Assert.ThrowsAsync<StoreRewoundException>(() => journal.Read(Given.Small));
    }

    [Theory]
    [InlineData("--appendfsync", "everysec", "everysec")]
    [InlineData("--appendonly", "no", "off")]
    public async Task A_store_that_is_not_durable_must_be_allowed_by_name(string setting, string value, string name)
    {
        await using var server = await RedisServer.Start(setting, value);

        await Assert.ThrowsAsync<StoreNotDurableException>(() => Open(server, null));

        await (await Open(server, name)).DisposeAsync();
    }

    private static Task<RedisStore> Open(RedisServer server, string? allowed) => RedisStore.Open(
        new RedisOptions { Configuration = server.Address, AllowedAppendFsync = allowed }, TimeProvider.System, NullLogger.Instance);

    /// <summary>Three turns are confirmed, the store is killed and comes back with the first alone.</summary>
    private async Task Rewind(RedisJournal journal)
    {
        await journal.Read(Given.Small);
        await journal.Stores(Given.Turn(Given.Small, 1));
        var backup = Server.Backup();
        await journal.Stores(Given.Turn(Given.Small, 2));
        await journal.Stores(Given.Turn(Given.Small, 3));
        Server.Kill();
        Server.PutBack(backup);
        await Server.Run();
    }

    /// <summary>Reads once the connection is there again.</summary>
    private static async Task<Hosting.StoredActor> Reading(RedisJournal journal, ActorId actor) => (await Eventually(async () =>
    {
        try
        {
            return await journal.Read(actor);
        }
        catch (Exception error) when (error is StoreUnreachableException or StoreRestartedException)
        {
            return null;
        }
    }))!;

    private static async Task<T?> Eventually<T>(Func<Task<T?>> look)
        where T : class
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await look() is { } found) return found;
            await pause.WaitForNextTickAsync(timeout.Token);
        }
    }
}

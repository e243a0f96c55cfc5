using Routing.Core;
using Routing.Hosting;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

public sealed class JournalTests : OneServer
{
    public static TheoryData<ActorKind> Kinds => new(ActorKind.Thread, ActorKind.Desk);

    [Fact]
    public async Task An_actor_of_which_nothing_is_stored_is_empty() =>
        Assert.Equal(0, (await (await Store()).Journal.Read(Given.Small)).Version);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_appended_is_read_back_in_order(ActorKind kind)
    {
        var journal = (await Store()).Journal;
        var actor = Actor(kind);
        await journal.Read(actor);

        Assert.All(await journal.AppendAll(actor, 0, 1_000), Assert.Null);

        var read = await (await Store()).Journal.Read(actor);
        Assert.Equal(1_000, read.Version);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(version => $"record {version}"), read.Texts());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_snapshot_longer_than_a_piece_replaces_what_came_before_it(ActorKind kind)
    {
        var journal = (await Store()).Journal;
        var actor = Actor(kind);
        var snapshot = new byte[(2 * RedisLimits.ChunkBytes) + 1];
        new Random(1).NextBytes(snapshot);
        await journal.Read(actor);
        await journal.AppendAll(actor, 0, 10);

        journal.Snapshot(actor, 10, snapshot[..10], Instant.Never, unsent: false);
        await journal.Stores(Given.Turn(actor, 11));
        journal.Snapshot(actor, 11, snapshot, Instant.Never, unsent: false);
        await journal.Stores(Given.Turn(actor, 12));

        var read = await journal.Read(actor);
        Assert.Equal((12, 11), (read.Version, read.SnapshotVersion));
        Assert.Equal(snapshot, read.Snapshot);
        Assert.Equal(["record 12"], read.Texts());
        await using var connection = await Server.Connect();
        Assert.False(await connection.GetDatabase().KeyExistsAsync(Keys.Snapshot(actor, 10)));
        Assert.Null(await connection.GetDatabase().KeyTimeToLiveAsync(Keys.Snapshot(actor, 11)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_record_is_named_with_its_place(ActorKind kind)
    {
        var journal = (await Store()).Journal;
        var actor = Actor(kind);
        await journal.Read(actor);
        await journal.AppendAll(actor, 0, 3);
        await using var connection = await Server.Connect();
        await connection.GetDatabase().HashDeleteAsync(Keys.Actor(actor), "2");
        await connection.GetDatabase().StreamDeleteAsync(Keys.Stream(actor), ["2-0"]);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => journal.Read(actor));

        Assert.Contains($"{actor}: the store lacks record 2 of 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_stored_with_their_turn_and_erased_with_another()
    {
        var store = await Store();
        await store.Journal.Read(Given.Small);

        await store.Journal.Stores(With(Given.Turn(Given.Small, 1), [new Body("n/1", "one"), new Body("n/2", "two")], []));
        var before = await store.Bodies.Read("acme", ["n/1", "n/2", "n/3"]);
        await store.Journal.Stores(With(Given.Turn(Given.Small, 2), [], ["n/1"]));
        var after = await store.Bodies.Read("acme", ["n/1", "n/2"]);

        Assert.Equal(["one", "two"], before.Values.Order());
        Assert.Equal("two", Assert.Single(after).Value);
    }

    [Fact]
    public async Task Turns_that_come_while_a_batch_is_on_its_way_go_in_the_next_one()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Large);
        await using var connection = await Server.Connect();
        var before = await Scripts(connection);

        Assert.All(await journal.AppendAll(Given.Large, 0, 5_000), Assert.Null);

        Assert.InRange(await Scripts(connection) - before, 5_000 / RedisLimits.BatchTurns, 500);
    }

    [Fact]
    public async Task Turns_are_confirmed_in_order()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        var confirmed = new List<long>();
        var appended = Enumerable.Range(1, 500).Select(version =>
        {
            var done = new TaskCompletionSource();
            journal.Append(Given.Turn(Given.Small, version), () =>
            {
                confirmed.Add(version);
                done.SetResult();
            });
            return done.Task;
        });

        await Task.WhenAll([.. appended]).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(Enumerable.Range(1, 500).Select(version => (long)version), confirmed);
    }

    [Fact]
    public async Task Asking_for_what_does_not_exist_leaves_nothing_for_ever()
    {
        var journal = (await Store()).Journal;
        await using var connection = await Server.Connect();

        await journal.Read(Given.Small);
        Assert.NotNull(await connection.GetDatabase().KeyTimeToLiveAsync(Keys.Actor(Given.Small)));

        await journal.Stores(Given.Turn(Given.Small, 1));
        Assert.Null(await connection.GetDatabase().KeyTimeToLiveAsync(Keys.Actor(Given.Small)));
    }

    private static ActorId Actor(ActorKind kind) => kind == ActorKind.Desk ? Given.Large : Given.Small;

    private static Turn With(Turn turn, Body[] bodies, string[] erase) => new()
    {
        Actor = turn.Actor, Version = turn.Version, At = turn.At, Record = turn.Record, Events = [], Bodies = bodies, Erase = erase,
    };

    private static async Task<long> Scripts(StackExchange.Redis.ConnectionMultiplexer connection)
    {
        var stats = await connection.GetServers()[0].InfoAsync("commandstats");
        var evaluated = stats.SelectMany(group => group).FirstOrDefault(pair => pair.Key == "cmdstat_evalsha").Value ?? "calls=0,";
        return long.Parse(evaluated[6..evaluated.IndexOf(',', StringComparison.Ordinal)], null);
    }
}

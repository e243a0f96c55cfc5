using FsCheck;
using FsCheck.Fluent;
using Routing.Core;
using Routing.Hosting;
using Routing.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Routing.Redis.Tests;

/// <summary>Of several activations of one actor only the newest can store, and only on what it was built on.</summary>
public sealed class FenceTests : OneServer
{
    public static TheoryData<ActorId> Actors => new(Given.Small, Given.Large);

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task What_a_second_writer_pipelined_behind_its_back_is_refused_whole(ActorId actor)
    {
        var (stale, owner) = ((await Store()).Journal, (await Store()).Journal);
        await stale.Read(actor);
        Assert.All(await stale.AppendAll(actor, 0, 100), Assert.Null);

        await owner.Read(actor);
        var late = stale.AppendAll(actor, 100, 2_000);
        Assert.All(await owner.AppendAll(actor, 100, 5), Assert.Null);

        Assert.All(await late, lost => Assert.IsAssignableFrom<SurelyNotStoredException>(lost));
        Assert.Equal(105, (await owner.Read(actor)).Version);
    }

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task Even_the_owner_adds_only_to_exactly_the_newest_version(ActorId actor)
    {
        var store = await Store();
        await store.Journal.Read(actor);
        await store.Journal.AppendAll(actor, 0, 100);
        await using var connection = await Server.Connect();
        var token = await connection.GetDatabase().HashGetAsync(Keys.Actor(actor), "t");

        // Built on older versions (the last straddles the newest), and on one that does not exist.
        foreach (var builtOn in new[] { 90, 95, 98, 101 }) Assert.Equal(2, await Append(store, actor, token, builtOn, 5));
        Assert.Equal(1, await Append(store, actor, "another", 100, 5));

        Assert.Equal(100, (await store.Journal.Read(actor)).Version);
    }

    [Fact]
    public async Task A_turn_without_a_record_passes_the_fence_too()
    {
        var (stale, owner) = ((await Store()).Journal, (await Store()).Journal);
        await stale.Read(Given.Small);
        await stale.Stores(Given.Turn(Given.Small, 1));
        Assert.Null(await stale.Append(Turn.Nothing(Given.Small, 1, new Instant(1))));

        await owner.Read(Given.Small);

        Assert.IsType<FencedException>(await stale.Append(Turn.Nothing(Given.Small, 1, new Instant(1))));
    }

    [Fact]
    public async Task An_activation_that_was_refused_once_stores_nothing_any_more_though_the_version_would_fit()
    {
        var (first, second) = ((await Store()).Journal, (await Store()).Journal);
        await first.Read(Given.Small);
        await second.Read(Given.Small);
        Assert.NotNull(await first.Append(Given.Turn(Given.Small, 1)));

        Assert.NotNull(await first.Append(Given.Turn(Given.Small, 1)));

        await first.Read(Given.Small);
        await first.Stores(Given.Turn(Given.Small, 1));
    }

    [Fact]
    public async Task Turns_of_an_activation_that_was_read_anew_in_the_same_silo_are_lost()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        await journal.Stores(Given.Turn(Given.Small, 1));
        await journal.Read(Given.Small);

        Assert.IsAssignableFrom<SurelyNotStoredException>(await journal.Append(Given.Turn(Given.Small, 3)));

        Assert.Equal(1, (await journal.Read(Given.Small)).Version);
    }

    [Fact]
    public async Task The_snapshot_of_an_overtaken_activation_is_not_used_and_leaves_nothing()
    {
        var (stale, owner) = ((await Store()).Journal, (await Store()).Journal);
        await stale.Read(Given.Small);
        await stale.Stores(Given.Turn(Given.Small, 1));
        await owner.Read(Given.Small);

        stale.Snapshot(Given.Small, 1, [1, 2, 3], Instant.Never, unsent: false);
        Assert.NotNull(await stale.Append(Given.Turn(Given.Small, 2)));

        Assert.Null((await owner.Read(Given.Small)).Snapshot);
        await using var connection = await Server.Connect();
        Assert.False(await connection.GetDatabase().KeyExistsAsync(Keys.Snapshot(Given.Small, 1)));
    }

    /// <summary>Whatever three silos do to one actor in whatever order: what was confirmed is there, in order, once.</summary>
    [Fact]
    public async Task Any_mixture_of_takeovers_and_batches_keeps_exactly_what_was_confirmed()
    {
        RedisStore[] silos = [await Store(), await Store(), await Store()];
        var steps = Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 4)).ListOf(40).ToArbitrary();
        var property = Prop.ForAll(steps, story => Holds(silos, ActorId.Thread(NewWorkspace(), "t"), story).GetAwaiter().GetResult());

        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(50)));
    }

    /// <param name="story">Which silo, and how many turns it appends at once; 0: it brings the actor up.</param>
    private static async Task<bool> Holds(RedisStore[] silos, ActorId actor, IList<(int Silo, int Turns)> story)
    {
        var newest = new long?[silos.Length];
        var confirmed = new List<string>();
        for (var step = 0; step < story.Count; step++)
        {
            var (silo, turns) = story[step];
            if (turns == 0) newest[silo] = (await silos[silo].Journal.Read(actor)).Version;
            if (turns == 0 || newest[silo] is not { } built) continue;
            var name = step;
            var batch = Enumerable.Range(1, turns).Select(i => Given.Turn(actor, built + i, $"{name}.{i}")).ToList();
            var outcomes = await Task.WhenAll(batch.Select(silos[silo].Journal.Append));
            if (outcomes.Any(lost => lost is not null and not SurelyNotStoredException)) return false;
            confirmed.AddRange(batch.Where((_, i) => outcomes[i] is null).Select(turn => System.Text.Encoding.UTF8.GetString(turn.Record.Span)));
            newest[silo] = outcomes.All(lost => lost is null) ? built + turns : null;
        }

        return (await silos[0].Journal.Read(actor)).Texts().SequenceEqual(confirmed);
    }

    /// <summary>What the script answers to a batch, past everything that guards it.</summary>
    internal static async Task<int> Append(RedisStore store, ActorId actor, RedisValue token, long builtOn, int records)
    {
        RedisKey stream = Keys.IsStream(actor) ? Keys.Stream(actor) : "";
        var answer = await store.Evaluate(
            "append",
            actor.Workspace,
            positionAt: 2,
            [Keys.Actor(actor), Keys.Position(actor.Workspace), Keys.Wake(actor.Workspace, 0), stream, ProjectionKeys.Pending(actor.Workspace)],
            [token, builtOn, "", "", actor.ToString(), records, 0, .. Enumerable.Repeat<RedisValue[]>(["x", ""], records).SelectMany(record => record)]);
        return (int)answer[0];
    }
}

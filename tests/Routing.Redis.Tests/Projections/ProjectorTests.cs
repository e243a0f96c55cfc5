using Microsoft.Extensions.Logging.Abstractions;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests.Projections;

/// <summary>Who folds, when, and what becomes of it if he dies.</summary>
public sealed class ProjectorTests : OneServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Any_number_of_silos_that_fold_at_once_fold_each_turn_once()
    {
        RedisStore[] silos = [await Store(), await Store(), await Store()];
        await Append(silos[0], new Story(5), 500);

        await Task.WhenAll(silos.Select(Fold));

        var feed = (await silos[1].Library.Feed(Story.Workspace, 0, 10_000))!;
        Assert.Equal(Enumerable.Range(1, feed.Count).Select(cursor => (long)cursor), feed.Select(entry => entry.Cursor));
        Assert.Equal(Expected(500), feed.Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_turn_that_cannot_be_read_is_put_away_whole_and_what_is_behind_it_goes_on()
    {
        var store = await Store();
        var id = await store.Database.StreamAddAsync(ProjectionKeys.Pending(Story.Workspace), [new("r", "{torn"), new("b", "-")]);
        await Append(store, new Story(6), 20);

        await Fold(store);

        var (name, _, _, input, error) = Assert.Single(
            await store.Library.Quarantine(Story.Workspace), put => put.Id.StartsWith("pending/", StringComparison.Ordinal));
        Assert.Equal(($"pending/{id}", "{torn"), (name, input));
        Assert.NotEmpty(error);
        Assert.Equal(0, await store.Database.StreamLengthAsync(ProjectionKeys.Pending(Story.Workspace)));
        Assert.True((await store.Library.Counts(Story.Workspace)).FeedCursor > 0);
    }

    [Fact]
    public async Task A_store_that_is_killed_in_between_comes_back_with_turns_that_are_folded_or_still_wait()
    {
        var store = await Store();
        await Append(store, new Story(7), 400);
        var folding = Fold(store);
        Server.Kill();
        await Record.ExceptionAsync(() => folding);
        await Server.Run();

        await Fold(await Store());

        Assert.Equal(Expected(400, seed: 7), (await (await Store()).Library.Feed(Story.Workspace, 0, 10_000))!.Select(entry => entry.Type));
    }

    [Fact]
    public async Task One_silo_looks_after_a_workspace_and_another_soon_after_it_fell_silent()
    {
        var (first, second) = (Projections(await Store()), Projections(await Store()));
        using var silence = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var store = await Store();
        await Append(store, new Story(8), 100);
        var running = first.Run(silence.Token);
        await Until(() => Task.FromResult(first.Has(Story.Workspace)));
        var other = second.Run(stop.Token);
        await Until(async () => await store.Database.StreamLengthAsync(ProjectionKeys.Pending(Story.Workspace)) == 0);
        Assert.False(second.Has(Story.Workspace));

        // As if it had died: its lease is not given back, it only ends.
        await store.Database.KeyDeleteAsync(ProjectionKeys.Lease(Story.Workspace));
        await store.Database.StringSetAsync(ProjectionKeys.Lease(Story.Workspace), "a silo that died", TimeSpan.FromMilliseconds(300));
        await silence.CancelAsync();
        await running;
        await Until(() => Task.FromResult(second.Has(Story.Workspace)));

        await stop.CancelAsync();
        await other;
        Assert.False(second.Has(Story.Workspace));
        Assert.False(await store.Database.KeyExistsAsync(ProjectionKeys.Lease(Story.Workspace)));
    }

    [Fact]
    public async Task Feed_entries_that_are_too_old_go_from_the_front_and_their_cursors_are_refused()
    {
        var store = await Store();
        await Append(store, new Story(9), 200);
        await Fold(store);
        var all = (await store.Library.Feed(Story.Workspace, 0, 10_000))!.Count;

        var later = DateTimeOffset.FromUnixTimeMilliseconds(Story.Noon.Ms + 100).AddDays(RedisLimits.FeedDays);
        await Append(store, new Story(9), 1, skip: 200);
        await Fold(store, later);

        Assert.Null(await store.Library.Feed(Story.Workspace, 0, 10));
        var kept = (await store.Library.Feed(Story.Workspace, all - 1, 10_000))!;
        Assert.NotEmpty(kept);
        Assert.All(kept, entry => Assert.True(entry.At.Ms >= Story.Noon.Ms + 100));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "n")]
    [InlineData(null, "n-1")]
    [InlineData(null, "w1.2")]
    [InlineData("waiting", "n1")]
    [InlineData("waiting", "w1")]
    [InlineData("waiting", "w1.")]
    public async Task A_cursor_that_was_never_given_is_refused(string? state, string cursor)
    {
        var store = await Store();

        await Assert.ThrowsAsync<BadCursorException>(
            async () => await store.Library.Threads(Story.Workspace, new ThreadFilter(state, null, null, null, null), cursor, 10));
    }

    private static RedisProjections Projections(RedisStore store) => new(store, TimeProvider.System, NullLogger<RedisProjections>.Instance);

    private static async Task Append(RedisStore store, Story story, int turns, int skip = 0)
    {
        var known = new HashSet<ActorId>();
        for (var i = 0; i < skip; i++) story.Next();
        for (var i = 0; i < turns; i++)
        {
            var turn = story.Next();
            if (known.Add(turn.Actor)) await store.Journal.Read(turn.Actor);
            await store.Journal.Stores(turn);
        }
    }

    private static async Task Fold(RedisStore store, DateTimeOffset? now)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now ?? DateTimeOffset.FromUnixTimeMilliseconds(Story.Noon.Ms));
        var projector = new Projector(store, Story.Workspace, clock);
        while (await store.Database.StreamLengthAsync(ProjectionKeys.Pending(Story.Workspace)) > 0) await projector.Step();
    }

    private static Task Fold(RedisStore store) => Fold(store, null);

    /// <summary>What the feed tells of a story, by the map alone.</summary>
    private static IEnumerable<string> Expected(int turns, int seed = 5)
    {
        var story = new Story(seed);
        for (var i = 0; i < turns; i++)
        {
            var turn = story.Next();
            foreach (var happened in turn.Events)
                if (FeedMap.Of(turn.Actor, happened) is { } item) yield return item.Type;
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds()) await pause.WaitForNextTickAsync(timeout.Token);
    }
}

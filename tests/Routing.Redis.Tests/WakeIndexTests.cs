using Routing.Core;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

/// <summary>Who is to be woken, as the store knows it.</summary>
public sealed class WakeIndexTests : OneServer
{
    private static readonly Instant Due = new(50_000);

    [Fact]
    public async Task An_actor_is_found_at_the_time_that_its_newest_turn_named()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);

        await journal.Stores(Given.Turn(Given.Small, 1, due: new Instant(10_000)));
        await journal.Stores(Given.Turn(Given.Small, 2, due: Due));

        Assert.Empty(await ToWake(journal, Due + -1));
        Assert.Equal([(Given.Small, Due)], await ToWake(journal, Due));
    }

    [Fact]
    public async Task An_actor_with_nothing_to_wake_for_is_not_found()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        await journal.Stores(Given.Turn(Given.Small, 1, due: Due));

        await journal.Stores(Given.Turn(Given.Small, 2));

        Assert.Empty(await ToWake(journal, Due));
    }

    [Fact]
    public async Task An_actor_with_unsent_envelopes_is_found_soon_until_it_says_that_they_were_taken()
    {
        var journal = (await Store()).Journal;
        await journal.Read(Given.Small);
        var turn = Given.Turn(Given.Small, 1, due: Due, unsent: true);
        await journal.Stores(turn);
        Assert.Equal([(Given.Small, turn.At + RedisLimits.ResendMs)], await ToWake(journal, Due));
        Assert.False((await (await Store()).Journal.Read(Given.Small)).Settled);

        await journal.Read(Given.Small);
        journal.Mark(Given.Small, Due, unsent: false);
        Assert.Null(await journal.Append(Hosting.Turn.Nothing(Given.Small, 1, Due)));

        Assert.Equal([(Given.Small, Due)], await ToWake(journal, Due));
        Assert.True((await journal.Read(Given.Small)).Settled);
    }

    [Fact]
    public async Task What_an_overtaken_activation_says_of_waking_counts_for_nothing()
    {
        var (stale, owner) = ((await Store()).Journal, (await Store()).Journal);
        await stale.Read(Given.Small);
        await owner.Read(Given.Small);
        await owner.Stores(Given.Turn(Given.Small, 1, due: Due));

        stale.Mark(Given.Small, Instant.Never, unsent: false);
        Assert.NotNull(await stale.Append(Hosting.Turn.Nothing(Given.Small, 0, Due)));

        Assert.Equal([(Given.Small, Due)], await ToWake(owner, Due));
    }

    private static async Task<IReadOnlyList<(ActorId Actor, Instant At)>> ToWake(RedisJournal journal, Instant by) =>
        await journal.ToWake(Keys.Shard(Given.Small), by, 10, CancellationToken.None);
}

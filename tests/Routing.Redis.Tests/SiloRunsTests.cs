using Routing.Core;
using Routing.Redis.Tests.Servers;

namespace Routing.Redis.Tests;

/// <summary>What a silo that died can no longer say, the others do.</summary>
public sealed class SiloRunsTests : OneServer
{
    private static readonly ActorId Ann = ActorId.Agent("acme", "ann");

    [Fact]
    public async Task A_silent_run_is_taken_over_once_with_the_connections_that_it_held()
    {
        var store = await Store();
        var (dead, living, third) = (new SiloRuns(store, 1), new SiloRuns(store, 2), new SiloRuns(store, 3));
        await dead.Beat();
        await living.Beat();
        await third.Beat();
        await dead.Holds(Ann, "c1");
        await dead.Holds(Ann, "c2");
        await dead.LetsGo(Ann, "c2");
        await living.Holds(Ann, "c3");
        Assert.Null(await living.TakeOver());

        await using (var connection = await Server.Connect()) await connection.GetDatabase().KeyDeleteAsync("routing:alive:1");

        var over = await living.TakeOver();
        Assert.Equal((1, (Ann, "c1")), (over!.Value.Run, Assert.Single(over.Value.Held)));
        Assert.Null(await third.TakeOver());
        await living.Forget(1);
        Assert.Null(await third.TakeOver());
    }
}

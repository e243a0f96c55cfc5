using Routing.Load.Limits;

namespace Routing.Load.Tests.Limits;

/// <summary>The references run as processes of their own, over the same client as the engine's agents.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task Raw_pushes_all_arrive_fast_and_paced()
    {
        await using var push = await PushReference.Start(clients: 5);
        Assert.True((await push.Burst(400)).PerSecond > 0);
        Assert.Equal(50, (await push.Paced(perSecond: 50, seconds: 1)).Count);
    }

    [Fact]
    public async Task Raw_posts_are_all_stored()
    {
        await using var ingest = await IngestReference.Start();
        Assert.True((await ingest.Run(100)).PerSecond > 0);
    }

    [Fact]
    public async Task Raw_grains_answer()
    {
        await using var grains = await OrleansReference.Start();
        Assert.True(await grains.Run(0.1) > 0);
    }

    [Fact]
    public async Task Raw_commits_are_counted_with_their_waits()
    {
        var (perSecond, waits) = await CommitReference.Run(0.1);
        Assert.True(perSecond > 0);
        Assert.True(waits.Count > 0 && waits.Milliseconds(50) > 0);
    }
}

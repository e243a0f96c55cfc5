using Routing.Conformance;

namespace Routing.Redis.Tests.Clusters;

/// <summary>A cluster for all tests of a class, which begins in seconds what a test does in a tenth of one: each test has a workspace of
/// its own.</summary>
public sealed class OneCluster : IAsyncLifetime
{
    private int _workspaces;

    public ClusterHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ClusterHost.Start();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public ValueTask<IConformanceHost> NewWorkspace() => ValueTask.FromResult<IConformanceHost>(new ClusterWorkspace(Host, $"acme{++_workspaces}"));
}

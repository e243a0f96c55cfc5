using Routing.Conformance;

namespace Routing.Redis.Tests.Clusters;

public sealed class ClusterMessageTests(OneCluster cluster) : MessageSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

public sealed class ClusterOfferTests(OneCluster cluster) : OfferSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

public sealed class ClusterOwnershipTests(OneCluster cluster) : OwnershipSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

public sealed class ClusterRestartTests(OneCluster cluster) : RestartSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

public sealed class ClusterShiftTests(OneCluster cluster) : ShiftSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

public sealed class ClusterMoveTests(OneCluster cluster) : MoveSuite, IClassFixture<OneCluster>
{
    protected override ValueTask<IConformanceHost> Start() => cluster.NewWorkspace();
}

using Routing.Conformance;

namespace Routing.Redis.Tests.Clusters;

public sealed class ClusterMessageTests : MessageSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterOfferTests : OfferSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterOwnershipTests : OwnershipSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterRestartTests : RestartSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterShiftTests : ShiftSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterMoveTests : MoveSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

public sealed class ClusterActionTests : ActionSuite
{
    protected override ValueTask<IConformanceHost> Start() => ClusterHost.Start();
}

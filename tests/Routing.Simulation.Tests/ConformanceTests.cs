using Routing.Conformance;

namespace Routing.Simulation.Tests;

public sealed class EmbeddedMessageTests : MessageSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class EmbeddedOfferTests : OfferSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class EmbeddedOwnershipTests : OwnershipSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class EmbeddedRestartTests : RestartSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class ClusterMessageTests : MessageSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class ClusterOfferTests : OfferSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class ClusterOwnershipTests : OwnershipSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class ClusterRestartTests : RestartSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class EmbeddedShiftTests : ShiftSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class EmbeddedMoveTests : MoveSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class ClusterShiftTests : ShiftSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class ClusterMoveTests : MoveSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

public sealed class EmbeddedActionTests : ActionSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Embedded));
}

public sealed class ClusterActionTests : ActionSuite
{
    protected override ValueTask<IConformanceHost> Start() => new(new SimulatedHost(CommitModel.Cluster));
}

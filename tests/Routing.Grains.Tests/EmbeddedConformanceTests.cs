using Routing.Conformance;

namespace Routing.Grains.Tests;

public sealed class EmbeddedMessageTests : MessageSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedOfferTests : OfferSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedOwnershipTests : OwnershipSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedRestartTests : RestartSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedShiftTests : ShiftSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedMoveTests : MoveSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

public sealed class EmbeddedActionTests : ActionSuite
{
    protected override ValueTask<IConformanceHost> Start() => EmbeddedHost.Start();
}

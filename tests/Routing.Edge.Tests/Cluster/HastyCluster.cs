using Routing.Edge.Tests.Presence;

namespace Routing.Edge.Tests.Cluster;

/// <summary>Two silos, with the times of presence shortened.</summary>
public sealed class HastyCluster : ClusterServer
{
    protected override EdgeOptions Edge => Options with { Presence = HastyServer.Times, LookAgainAfter = TimeSpan.FromSeconds(1) };
}

[CollectionDefinition(nameof(HastyCluster))]
public sealed class HastyClusterCollection : ICollectionFixture<HastyCluster>;

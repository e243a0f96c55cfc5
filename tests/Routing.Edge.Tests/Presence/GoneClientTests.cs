using Routing.Edge.Tests.Cluster;

namespace Routing.Edge.Tests.Presence;

[Collection(nameof(HastyServer))]
public sealed class GoneClientTests(HastyServer server) : GoneClientSuite(server);

/// <summary>In a cluster the actor that is told may live in another silo than the connection.</summary>
[Collection(nameof(HastyCluster))]
public sealed class GoneClientInClusterTests(HastyCluster server) : GoneClientSuite(server);

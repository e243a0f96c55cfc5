using Routing.Edge.Tests.Http;
using Routing.Edge.Tests.Hubs;
using Routing.Edge.Tests.Reports;
using Routing.Edge.Tests.Webhooks;

namespace Routing.Edge.Tests.Cluster;

[Collection(nameof(ClusterServer))]
public sealed class ApiInClusterTests(ClusterServer server) : ApiTests(server);

[Collection(nameof(ClusterServer))]
public sealed class ReadingInClusterTests(ClusterServer server) : ReadingTests(server);

[Collection(nameof(ClusterServer))]
public sealed class BoardInClusterTests(ClusterServer server) : BoardTests(server);

[Collection(nameof(ClusterServer))]
public sealed class AgentHubInClusterTests(ClusterServer server) : AgentHubTests(server);

[Collection(nameof(ClusterServer))]
public sealed class SupervisorHubInClusterTests(ClusterServer server) : SupervisorHubTests(server);

[Collection(nameof(ClusterServer))]
public sealed class DeliveryInClusterTests(ClusterServer server) : DeliveryTests(server);

[Collection(nameof(ClusterServer))]
public sealed class ReportsInClusterTests(ClusterServer server) : ReportApiTests(server);

using Routing.Edge.Webhooks;
using Routing.Redis;

namespace Routing.Server.Cluster;

/// <summary>Runs this silo's part in keeping the projections; replies that came into the outbox are delivered at once.</summary>
internal sealed class Projecting(RedisProjections projections, WebhookSender webhooks) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        projections.Replies = webhooks.Wake;
        return projections.Run(stoppingToken);
    }
}

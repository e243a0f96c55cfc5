using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Edge.Webhooks;

/// <summary>The body of the webhook for a reply that leaves.</summary>
/// <param name="Timestamp">When the reply left, not when it is delivered.</param>
public sealed record ReplyWebhook(string Type, Instant Timestamp, ReplyWebhook.Content Data)
{
    public static ReplyWebhook Of(OutboxItem item, string? text) => new("reply.created", item.At, new(
        item.Reply, item.Thread, item.Agent, item.To.Channel, item.To.ExternalId, item.Visibility, text));

    /// <param name="To">External id of the message that is answered.</param>
    public sealed record Content(string Reply, ThreadId Thread, AgentId Agent, string Channel, string To, Visibility Visibility, string? Text);
}

using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Redis;

/// <summary>A message's row as it is stored: in its chain and its thread, whoever wrote it.</summary>
internal sealed record StoredMessage(
    MessageKey Message, MessageKey? Parent, MessageKey Chain, ThreadId? Thread, CustomerKey Author, bool Own, bool Repost, bool Deleted,
    Visibility Visibility, Instant CreatedAt, Instant ReceivedAt, string? Reply)
{
    public ChainMessage WithText(string? json) =>
        new(Message, Parent, Chain, Author, Own, Repost, Deleted, Visibility, CreatedAt, ReceivedAt, Reply, json);
}

using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using StackExchange.Redis;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>Items after a cursor, in the order in which the replies left.</summary>
    public async ValueTask<IReadOnlyList<OutboxItem>> Outbox(string workspace, long after, int limit) => await Items(
        workspace,
        await _store.Database.SortedSetRangeByScoreAsync(ProjectionKeys.Outbox(workspace), after, exclude: Exclude.Start, take: limit));

    /// <summary>The item of this reply, if it exists.</summary>
    public async ValueTask<OutboxItem?> OutboxOf(string workspace, string reply) => await StoredReply.Read(_store.Database, workspace, reply);

    /// <summary>Items whose webhook is due, oldest first.</summary>
    public async ValueTask<IReadOnlyList<OutboxItem>> OutboxDue(string workspace, Instant now, int limit) => await Items(
        workspace,
        await _store.Database.SortedSetRangeByScoreAsync(ProjectionKeys.Due(workspace), double.NegativeInfinity, now.Ms, take: limit));

    /// <summary>Notes a delivery attempt of the webhook; a delivered item is not due again.</summary>
    public async ValueTask OutboxAttempted(string workspace, string reply, int attempts, Instant next, bool delivered) => await _store.Call(
        "attempted",
        [ProjectionKeys.Reply(workspace, reply), ProjectionKeys.Due(workspace)],
        [attempts, delivered || next == Instant.Never ? RedisValue.EmptyString : next.Ms, reply, (int)ReplyStatus.Leaving]);

    private async Task<List<OutboxItem>> Items(string workspace, RedisValue[] replies)
    {
        var items = await Task.WhenAll(replies.Select(reply => StoredReply.Read(_store.Database, workspace, reply.ToString())));
        return [.. items.OfType<OutboxItem>()];
    }
}

using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Redis;

public sealed partial class RedisLibrary
{
    /// <summary>All messages of these chains, oldest first, at most 500. Our own replies bring the reply's text where the network's copy
    /// has none.</summary>
    public async ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains)
    {
        var messages = new List<StoredMessage>();
        foreach (var chain in chains)
        {
            var keys = await _store.Database.SortedSetRangeByRankAsync(ProjectionKeys.Chain(workspace, chain), 0, RedisLimits.MostInChains - 1);
            messages.AddRange(await Rows.Read<StoredMessage>(
                _store.Database, keys.Select(key => ProjectionKeys.Message(workspace, new MessageKey(key.ToString())))));
        }

        // A message whose chain joined another between two answers is in both.
        if (chains.Count > 1)
            messages = [.. messages.DistinctBy(message => message.Message).OrderBy(message => message.CreatedAt).ThenBy(message => message.Message).Take(RedisLimits.MostInChains)];
        string[] texts = [.. messages.Select(message => Body.OfMessage(message.Message)), .. messages.Select(message => message.Reply).OfType<string>().Select(Body.OfReply)];
        var found = await _store.Bodies.Read(workspace, texts);
        return [.. messages.Select(message => message.WithText(
            found.GetValueOrDefault(Body.OfMessage(message.Message)) ?? (message.Reply is { } reply ? found.GetValueOrDefault(Body.OfReply(reply)) : null)))];
    }
}

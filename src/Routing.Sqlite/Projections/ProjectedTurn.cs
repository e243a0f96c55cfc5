using Routing.Core;
using Routing.Core.Projections;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>A stored turn, ready to be written to the projections.</summary>
/// <param name="Items">What the feed says of each event; null where it says nothing.</param>
internal sealed record ProjectedTurn(long Sequence, ActorId Actor, Instant At, IReadOnlyList<Event> Events, FeedItem?[] Items)
{
    public static ProjectedTurn Of(long sequence, Turn turn) => Of(sequence, turn.Actor, turn.At, turn.Events);

    public static ProjectedTurn Of(long sequence, JournalRecord record) => Of(sequence, record.Actor, record.At, record.Events);

    private static ProjectedTurn Of(long sequence, ActorId actor, Instant at, IReadOnlyList<Event> events)
    {
        var items = new FeedItem?[events.Count];
        for (var i = 0; i < items.Length; i++) items[i] = FeedMap.Of(actor, events[i]);
        return new ProjectedTurn(sequence, actor, at, events, items);
    }
}

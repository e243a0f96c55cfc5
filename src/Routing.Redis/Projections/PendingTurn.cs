using Routing.Core;
using Routing.Core.Projections;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>A stored turn on its way to the projections.</summary>
/// <param name="Messages">Those whose texts changed or were erased in it.</param>
internal sealed record PendingTurn(RedisValue Id, JournalRecord Record, IReadOnlyList<string> Messages)
{
    private const string OfMessage = "m/";
    private const char Separator = '\n';

    /// <summary>Of a turn that no projection is interested in.</summary>
    private const string Nothing = "";

    /// <summary>Of one that changed no text.</summary>
    private const string NoTexts = "-";

    /// <summary>What the script is told of a turn: nothing, if no projection is interested in it.</summary>
    /// <remarks>Most of what agents note (pushes taken, signs of life) is told to nobody, and is most of what there is.</remarks>
    public static RedisValue Announce(Turn turn)
    {
        var texts = turn.Bodies.Select(body => body.Key).Concat(turn.Erase).Select(MessageOf).OfType<string>().Distinct();
        var messages = string.Join(Separator, texts);
        if (messages.Length > 0) return messages;
        var concerns = turn.Quarantined is not null
            || (turn.Actor.Kind == ActorKind.Agent ? turn.Events.Any(happened => FeedMap.Of(turn.Actor, happened) is not null) : turn.Events.Count > 0);
        return concerns ? NoTexts : Nothing;
    }

    /// <summary>Which message a body is the text of; null if it is another's.</summary>
    public static string? MessageOf(string body) => body.StartsWith(OfMessage, StringComparison.Ordinal) ? body[OfMessage.Length..] : null;

    /// <summary>One that cannot be read is put away, whole, under its place: a damaged turn must not hold up all behind it. The actor's own journal
    /// has it still.</summary>
    public static PendingTurn Of(string workspace, StreamEntry entry)
    {
        try
        {
            var texts = entry["b"].ToString();
            return new(entry.Id, Wire.ReadRecord((byte[])entry["r"]!), texts == NoTexts ? [] : texts.Split(Separator));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var (desk, at) = (ActorId.Desk(workspace), new Instant(StoredFeed.Number(entry.Id)));
            var input = new QuarantinedInput($"pending/{entry.Id}", desk, at, entry["r"].ToString(), error.Message);
            return new(entry.Id, new JournalRecord(desk, 0, at, null, 0, null, null, null, new Dictionary<ActorId, long>(), input, []), []);
        }
    }
}

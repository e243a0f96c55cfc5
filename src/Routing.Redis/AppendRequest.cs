using Routing.Core;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>One batch as the script takes it.</summary>
internal sealed class AppendRequest
{
    /// <summary>Each record, and what the projections are told of it.</summary>
    private readonly List<RedisValue> _records = [];
    private readonly Dictionary<string, string?> _bodies = new(StringComparer.Ordinal);
    private readonly ActorId _actor;
    private readonly string _name;
    private RedisValue _unsent = RedisValue.EmptyString;

    private AppendRequest(ActorId actor, string name) => (_actor, _name) = (actor, name);

    /// <summary>When the actor is to be woken: milliseconds, <c>-</c> for not at all, empty for as it is.</summary>
    public RedisValue Score { get; private set; } = RedisValue.EmptyString;

    public static AppendRequest Of(List<LogEntry> batch, ActorId actor, string name)
    {
        var request = new AppendRequest(actor, name);
        foreach (var entry in batch) request.Add(entry);
        return request;
    }

    public RedisKey[] Keys(RedisKey actor, RedisKey position, RedisKey wake, RedisKey stream)
    {
        var keys = new List<RedisKey>(5 + _bodies.Count) { actor, position, wake, stream, ProjectionKeys.Pending(_actor.Workspace) };
        keys.AddRange(_bodies.Where(body => body.Value is not null).Select(body => Redis.Keys.Body(_actor.Workspace, body.Key)));
        keys.AddRange(_bodies.Where(body => body.Value is null).Select(body => Redis.Keys.Body(_actor.Workspace, body.Key)));
        return [.. keys];
    }

    public RedisValue[] Values(string token, long version, RedisValue score)
    {
        var texts = _bodies.Values.OfType<string>().ToList();
        var values = new List<RedisValue>(7 + _records.Count + texts.Count) { token, version, score, _unsent, _name, _records.Count / 2, texts.Count };
        values.AddRange(_records);
        foreach (var text in texts) values.Add(text);
        return [.. values];
    }

    private void Add(LogEntry entry)
    {
        if (entry.Turn is { } turn)
        {
            foreach (var body in turn.Bodies) _bodies[body.Key] = body.Json;
            foreach (var key in turn.Erase) _bodies[key] = null;
            if (turn.Record.IsEmpty) return;
            _records.Add(turn.Record);
            _records.Add(PendingTurn.Announce(turn));
            Note(turn.Due, turn.Unsent, turn.At);
        }
        else if (entry.Mark is { } mark)
        {
            Note(mark.Due, mark.Unsent, new Instant(0));
        }
    }

    private void Note(Instant due, bool unsent, Instant at)
    {
        var wake = unsent ? Instant.Earlier(due, at + RedisLimits.ResendMs) : due;
        Score = wake == Instant.Never ? "-" : wake.Ms;
        _unsent = unsent ? "1" : "0";
    }
}

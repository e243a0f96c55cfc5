using System.Collections.Concurrent;
using Routing.Core;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>A journal per actor, owned by whichever activation read it last.</summary>
public sealed class RedisJournal : IJournal
{
    /// <summary>Of the activations in this silo's memory. What is appended by one that is not there was overtaken within the silo.</summary>
    private readonly ConcurrentDictionary<ActorId, ActorLog> _logs = new();
    private readonly Backlogged _backlog = new();
    private readonly RedisStore _store;

    internal RedisJournal(RedisStore store) => _store = store;

    public bool IsCausal => false;

    public int Contract => _store.StandsAt;

    public int WakeShards => RedisLimits.WakeShards;

    /// <summary>Whether so much waits for the store that new messages are to be refused with <see cref="Refusal.Overloaded"/>.</summary>
    public bool IsBehind => _backlog.IsFull;

    public void Append(Turn turn, Action stored, Action<Exception>? lost = null)
    {
        var bytes = turn.Record.Length;
        foreach (var body in turn.Bodies) bytes += body.Json.Length;
        if (_logs.TryGetValue(turn.Actor, out var log)) log.Add(new LogEntry(turn, null, null, bytes, stored, lost));
        else lost?.Invoke(new FencedException(turn.Actor, turn.Version, turn.Version));
    }

    public async ValueTask<StoredActor> Read(ActorId actor, CancellationToken cancel)
    {
        try
        {
            return await OwnInThisRun(actor, cancel);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new StoreUnreachableException(error);
        }
    }

    public void Snapshot(ActorId actor, long version, byte[] snapshot, Instant due, bool unsent)
    {
        var pieces = 0;
        var key = Keys.Snapshot(actor, version);
        for (var at = 0; at < snapshot.Length; at += RedisLimits.ChunkBytes)
        {
            var piece = snapshot.AsMemory(at, Math.Min(RedisLimits.ChunkBytes, snapshot.Length - at));
            _store.Database.ListRightPush(key, piece, flags: CommandFlags.FireAndForget);
            pieces++;
        }

        // Of a silo that dies before the snapshot is in use, the pieces go by themselves.
        _store.Database.KeyExpire(key, TimeSpan.FromSeconds(RedisLimits.UnusedSeconds), CommandFlags.FireAndForget);
        if (_logs.TryGetValue(actor, out var log)) log.Add(new LogEntry(null, null, new LogSnapshot(version, pieces), 0, null, null));
    }

    public void Mark(ActorId actor, Instant due, bool unsent)
    {
        if (_logs.TryGetValue(actor, out var log)) log.Add(new LogEntry(null, (due, unsent), null, 0, null, null));
    }

    public void Left(ActorId actor) => _logs.TryRemove(actor, out _);

    public ValueTask<IReadOnlyList<ActorId>> ToWake(Instant by, int most, CancellationToken cancel) =>
        throw new NotSupportedException("in the cluster each shard is looked at by its wake grain");

    public async ValueTask<IReadOnlyList<(ActorId Actor, Instant At)>> ToWake(int shard, Instant by, int most, CancellationToken cancel)
    {
        var found = new List<(ActorId, Instant)>();
        foreach (var workspace in await _store.Workspaces())
        {
            var entries = await _store.Database.SortedSetRangeByScoreWithScoresAsync(
                Keys.Wake(workspace, shard), double.NegativeInfinity, by.Ms, take: most - found.Count);
            foreach (var entry in entries) found.Add((ActorId.Parse(entry.Element.ToString()), new Instant((long)entry.Score)));
            if (found.Count >= most) break;
        }

        return found;
    }

    private async Task<StoredActor> OwnInThisRun(ActorId actor, CancellationToken cancel)
    {
        try
        {
            return await Own(actor, cancel);
        }
        catch (StoreRestartedException)
        {
            // The new run has been met; if it lost writes, this time that is said.
            return await Own(actor, cancel);
        }
    }

    private async Task<StoredActor> Own(ActorId actor, CancellationToken cancel)
    {
        var token = Guid.NewGuid().ToString("N");
        var stream = Keys.IsStream(actor) ? Keys.Stream(actor) : (RedisKey)"";
        var owned = await _store.Evaluate(
            "own", actor.Workspace, positionAt: 1, [Keys.Actor(actor), Keys.Position(actor.Workspace), stream], [token, RedisLimits.UnusedSeconds]);
        StoredActor read;
        try
        {
            read = await ActorRecords.Read(_store.Database, actor, (long)owned[0], (RedisResult[])owned[2]!, cancel);
        }
        catch (InvalidDataException)
        {
            if (await _store.Database.HashGetAsync(Keys.Actor(actor), "t") == token) throw;
            // No damage: another activation took over meanwhile, and has trimmed what was to be read.
            throw new FencedException(actor, (long)owned[0], (long)owned[0]);
        }

        _logs[actor] = new ActorLog(_store, actor, token, read.Version, read.SnapshotVersion, _backlog);
        return read;
    }
}

/// <summary>Turns of a silo that wait for the store.</summary>
internal sealed class Backlogged
{
    private int _turns;
    private long _bytes;

    public bool IsFull => Volatile.Read(ref _turns) >= RedisLimits.BacklogTurns || Volatile.Read(ref _bytes) >= RedisLimits.BacklogBytes;

    public void Add(int bytes)
    {
        Interlocked.Increment(ref _turns);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Remove(int bytes)
    {
        Interlocked.Decrement(ref _turns);
        Interlocked.Add(ref _bytes, -bytes);
    }
}

using Routing.Core;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>What one activation of one actor has for the store, in order; one batch is on its way at a time, and what gathers meanwhile is
/// the next.</summary>
/// <remarks>
/// Why this is safe: a batch is stored whole or not at all, only while the activation's token is the actor's newest, and only on exactly the
/// version that the batch was built on. So of two activations at most the one that read last can store, and it has read all that the other
/// ever stored. What is released of a turn waits for its batch, and what the next batch was built on is stored by then. Once a batch
/// failed, or its outcome is unknown, nothing of this activation is ever sent again: whatever of it still reaches the store is judged by
/// the token, and the next activation begins with what it finds. Thread-safe.
/// </remarks>
internal sealed class ActorLog(RedisStore store, ActorId actor, string token, long version, long snapshotVersion, Backlogged backlog) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _waiting = new();
    private readonly string _name = actor.ToString();
    private readonly RedisKey _actor = Keys.Actor(actor);
    private readonly RedisKey _position = Keys.Position(actor.Workspace);
    private readonly RedisKey _wake = Keys.Wake(actor.Workspace, Keys.Shard(actor));
    private readonly RedisKey _stream = Keys.IsStream(actor) ? Keys.Stream(actor) : "";
    private bool _busy;
    private Exception? _lost;
    private long _version = version;
    private long _newest = version;
    private long _snapshotVersion = snapshotVersion;
    private RedisValue _score = RedisValue.Null;

    public void Add(LogEntry entry)
    {
        backlog.Add(entry.Bytes);
        lock (_gate)
        {
            // Turns of an activation that others have overtaken in this silo: what they were built on is not what this log goes on from.
            if (entry.Turn is { Record.IsEmpty: false } turn && turn.Version != ++_newest) _lost ??= new FencedException(actor, turn.Version - 1, _newest - 1);
            _waiting.Enqueue(entry);
            if (_busy) return;
            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = Run();

    private async Task Run()
    {
        var batch = new List<LogEntry>();
        while (Take(batch))
        {
            // A store that lost writes is named to all; what else was never sent may be given again.
            var lost = _lost switch
            {
                null => await Write(batch),
                StoreRewoundException rewound => rewound,
                var before => new NeverSentException(actor, before),
            };
            _lost ??= lost;
            foreach (var entry in batch)
            {
                backlog.Remove(entry.Bytes);
                if (lost is null && entry.Turn is { } turn) store.Stored?.Invoke(turn);
                if (lost is null) entry.Stored?.Invoke();
                else entry.Lost?.Invoke(lost);
            }

            batch.Clear();
        }
    }

    private bool Take(List<LogEntry> batch)
    {
        lock (_gate)
        {
            var bytes = 0L;
            while (batch.Count < RedisLimits.BatchTurns && bytes < RedisLimits.BatchBytes && _waiting.TryPeek(out var entry))
            {
                // A snapshot is taken into use by itself, after all before it.
                if (entry.Snapshot is not null && batch.Count > 0) break;
                batch.Add(_waiting.Dequeue());
                bytes += entry.Bytes;
                if (entry.Snapshot is not null) break;
            }

            return _busy = batch.Count > 0;
        }
    }

    /// <summary>Null once it is stored; else why it is not, or why that is not known.</summary>
    private async Task<Exception?> Write(List<LogEntry> batch)
    {
        try
        {
            if (batch[0].Snapshot is { } snapshot) await Use(snapshot);
            else await Append(batch);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was: what is not known to be stored is not released.
            return error is FencedException or StoreRewoundException ? error : new UnknownOutcomeException(actor, error);
        }
    }

    private async Task Append(List<LogEntry> batch)
    {
        var request = AppendRequest.Of(batch, actor, _name);
        var score = request.Score == _score ? RedisValue.EmptyString : request.Score;
        var answer = await store.Evaluate(
            "append", actor.Workspace, positionAt: 2, request.Keys(_actor, _position, _wake, _stream), request.Values(token, _version, score));
        if ((int)answer[0] != 0) throw Refused((long)answer[1]);
        _version = (long)answer[1];
        if (request.Score != RedisValue.EmptyString) _score = request.Score;
    }

    private Exception Refused(long stored) =>
        stored < _version ? store.Rewound(actor, _version, stored) : new FencedException(actor, _version, stored);

    private async Task Use(LogSnapshot snapshot)
    {
        var used = (int)await store.Call(
            "snapshot",
            [_actor, _stream, Keys.Snapshot(actor, snapshot.Version), Keys.Snapshot(actor, _snapshotVersion)],
            [token, snapshot.Version, snapshot.Pieces, _snapshotVersion]);
        if (used == 1) _snapshotVersion = snapshot.Version;
    }
}

/// <summary>One thing for the store.</summary>
/// <param name="Turn">Null for a snapshot or a mark.</param>
/// <param name="Mark">When to wake the actor, and whether it has unsent envelopes, where there is no record that says so.</param>
internal readonly record struct LogEntry(
    Turn? Turn, (Instant Due, bool Unsent)? Mark, LogSnapshot? Snapshot, int Bytes, Action? Stored, Action<Exception>? Lost);

/// <summary>A snapshot whose pieces are on their way to the store.</summary>
internal sealed record LogSnapshot(long Version, int Pieces);

using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Keeps the projections up with what is stored. Every silo runs one; each workspace is looked after by whichever has its
/// <see cref="Lease"/>, and by another three seconds after that one died.</summary>
/// <remarks>Nothing is lost or folded twice by a change of hands: see <see cref="Projector"/>. Thread-safe.</remarks>
public sealed partial class RedisProjections
{
    /// <summary>How often it looks where nobody told it to: what no silo tells of (a message without a customer, say) waits so long.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly RedisStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lease _lease;
    private readonly ConcurrentDictionary<string, Projector> _projectors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public RedisProjections(RedisStore store, TimeProvider time, ILogger<RedisProjections> log)
    {
        (_store, _time, _log) = (store, time, log);
        _lease = new Lease(store, time);
    }

    /// <summary>Replies are in the outbox that were not there before. Must return at once.</summary>
    public Action? Replies { get; set; }

    /// <summary>Whether so much waits to be folded in any workspace that new messages are to be refused.</summary>
    public bool IsBehind => _pending.Values.Any(turns => turns >= RedisLimits.PendingTurns);

    /// <summary>Whether this silo looks after the workspace now: delivers its webhooks, say. At a change of hands two may think so for a moment.</summary>
    public bool Has(string workspace) => _lease.Has(workspace);

    /// <summary>Something was stored in this workspace. Returns at once.</summary>
    public void Stored(string workspace)
    {
        _told[workspace] = true;
        _woken.Writer.TryWrite(true);
    }

    /// <summary>Runs until it is cancelled, then lets another take over at once.</summary>
    public async Task Run(CancellationToken cancel)
    {
        await using var timer = _time.CreateTimer(_ => _woken.Writer.TryWrite(true), null, Look, Look);
        try
        {
            var looked = _time.GetTimestamp();
            while (true)
            {
                await _woken.Reader.ReadAsync(cancel);
                var all = _time.GetElapsedTime(looked) >= Look;
                if (all) looked = _time.GetTimestamp();
                foreach (var workspace in await Wanted(all))
                {
                    cancel.ThrowIfCancellationRequested();
                    _told.TryRemove(workspace, out _);
                    await LookAfter(workspace, all);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await LetGo();
        }
    }

    private async Task<IReadOnlyCollection<string>> Wanted(bool all)
    {
        try
        {
            return all ? await _store.Workspaces() : [.. _told.Keys];
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            LogUnreachable(_log, error);
            return [];
        }
    }

    /// <summary>One slice after the other until there is no more, as long as this silo is the one to do it.</summary>
    private async Task LookAfter(string workspace, bool count)
    {
        try
        {
            if (count) _pending[workspace] = await _store.Database.StreamLengthAsync(ProjectionKeys.Pending(workspace));
            while (await _lease.Keep(workspace))
            {
                var slice = await _projectors.GetOrAdd(workspace, name => new Projector(_store, name, _time)).Step();
                if (slice.Replies) Replies?.Invoke();
                if (slice.Turns < RedisLimits.SliceTurns) break;
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Nothing is skipped: it is tried again, and the other workspaces do not wait for it.
            LogFailed(_log, error, workspace);
        }
    }

    private async Task LetGo()
    {
        try
        {
            await _lease.Release();
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            LogUnreachable(_log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Projections of {Workspace} could not be brought up to date; trying again")]
    private static partial void LogFailed(ILogger log, Exception error, string workspace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store cannot be asked; projections wait")]
    private static partial void LogUnreachable(ILogger log, Exception error);
}

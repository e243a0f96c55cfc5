using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Wakes actors when they are due: those of this silo within a few hundredths of a second, all others (found in the store) within a
/// second; at start also those whose envelopes may not have arrived. Into a store that several silos share the shards' grains look.</summary>
public sealed partial class WakeClock(
    ActorDoor door, IGrainFactory grains, Floor floor, IJournal journal, DueList due, ActorClock clock, ILogger<WakeClock> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>Ticks between looks into the store.</summary>
    private const int TicksPerLook = 20;

    /// <summary>Actors woken per look into the store: bounded work, the rest comes with the next look.</summary>
    private const int MostPerLook = 1_000;

    /// <summary>Milliseconds for which an actor woken from the store is not woken from it again: its mark is written lazily.</summary>
    private const long Patience = 10_000;

    /// <summary>Ticks between looks of the shards' grains: an offer must end within a second of its time although the silo of its desk died.</summary>
    private const int TicksPerShardLook = 10;

    private readonly Dictionary<ActorId, Instant> woken = [];
    private readonly Task[] shards = [.. Enumerable.Repeat(Task.CompletedTask, journal.WakeShards)];
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    private Instant Now => clock.Now;

    /// <summary>Runs while the silo takes calls.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(WakeClock),
        ServiceLifecycleStage.Active,
        _ =>
        {
            running = Task.Run(() => Run(stopping.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await stopping.CancelAsync();
            await running;
        });

    public void Dispose() => stopping.Dispose();

    /// <summary>Wakes whoever is due by now, here or in the store, without waiting for the next tick.</summary>
    public async Task WakeNow()
    {
        await Look(inStore: true, stopping.Token);
        if (shards.Length > 0) await Task.WhenAll(Enumerable.Range(0, shards.Length).Select(LookAt));
    }

    private async Task Run(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock.Time);
        try
        {
            for (var tick = 0; !stoppingToken.IsCancellationRequested; tick++)
            {
                await Look(tick % TicksPerLook == 0, stoppingToken);
                if (tick % TicksPerShardLook == 0) LookAtShards();
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; whoever is due is found at the next start.
        }
    }

    private async Task Look(bool inStore, CancellationToken cancel)
    {
        try
        {
            floor.Tidy();
            await WakeDue();
            if (inStore && shards.Length == 0) await WakeStored(cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(log, error);
        }
    }

    /// <summary>Without waiting: a shard whose silo has just died must not hold up those that are due here.</summary>
    private void LookAtShards()
    {
        for (var shard = 0; shard < shards.Length; shard++)
        {
            if (shards[shard].IsCompleted) shards[shard] = LookAt(shard);
        }
    }

    private async Task LookAt(int shard)
    {
        try
        {
            await grains.GetGrain<IWakeGrain>(shard).Look();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Its silo is gone, or the store does not answer: the next look comes in half a second.
            LogShardFailed(log, error, shard);
        }
    }

    private async ValueTask WakeDue()
    {
        var actors = due.Take(Now);
        if (actors.Count > 0) await WakeAll(actors);
    }

    /// <summary>Brings up whoever the store says is due or may have envelopes to send again.</summary>
    private async ValueTask WakeStored(CancellationToken cancel)
    {
        var now = Now;
        foreach (var (actor, at) in woken)
        {
            if (now - at > Patience) woken.Remove(actor);
        }

        var stored = await journal.ToWake(now, MostPerLook, cancel);
        var fresh = stored.Where(actor => woken.TryAdd(actor, now)).ToList();
        if (fresh.Count > 0) await WakeAll(fresh);
    }

    private async Task WakeAll(List<ActorId> actors)
    {
        foreach (var chunk in actors.Distinct().Chunk(100))
        {
            await Task.WhenAll(chunk.Select(actor => WakeOne(actor)));
        }
    }

    private async Task WakeOne(ActorId actor)
    {
        try
        {
            await door.Wake(actor);
        }
        catch (Exception error)
        {
            // One actor that cannot be brought up must not hold up the others; it is tried again at the next look.
            LogActorFailed(log, error, actor.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "looking for due actors failed; trying again")]
    private static partial void LogFailed(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "shard {Shard} could not be looked at; trying again")]
    private static partial void LogShardFailed(ILogger log, Exception error, int shard);

    [LoggerMessage(Level = LogLevel.Error, Message = "waking {Actor} failed; trying again")]
    private static partial void LogActorFailed(ILogger log, Exception error, string actor);
}

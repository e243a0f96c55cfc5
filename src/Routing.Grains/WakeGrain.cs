using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Looks after one shard of a store that several silos share: wakes whoever is due there, or may have envelopes to send again, in
/// whichever silo it lives or comes up.</summary>
/// <remarks>Keyed by the shard's number. Every silo asks for a look twice a second, so when the silo that has the grain dies the next to ask
/// brings it up elsewhere: it keeps nothing that must outlive it.</remarks>
public interface IWakeGrain : IGrainWithIntegerKey
{
    /// <summary>Wakes whoever is due by now.</summary>
    ValueTask Look();
}

[KeepAlive]
public sealed partial class WakeGrain(ActorDoor door, IJournal journal, ActorClock clock, ILogger<WakeGrain> log) : Grain, IWakeGrain
{
    /// <summary>Actors woken in one look: bounded work, the rest comes with the next.</summary>
    private const int MostPerLook = 1_000;

    /// <summary>Milliseconds of grace for the actor's own silo, which wakes it by the clock and stores that it did.</summary>
    private const long GraceMs = 200;

    /// <summary>Milliseconds for which an actor that was woken for one instant is not woken for the same again.</summary>
    private const long PatienceMs = 5_000;

    /// <summary>For how long one look waits for those that it woke: a call to a silo that has just died ends only when that is noticed, and
    /// must not hold up the others of the shard.</summary>
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ActorId, (Instant For, Instant At)> woken = [];

    public async ValueTask Look()
    {
        var now = clock.Now;
        foreach (var (actor, last) in woken)
        {
            if (now - last.At > PatienceMs) woken.Remove(actor);
        }

        var due = await journal.ToWake((int)this.GetPrimaryKeyLong(), now + -GraceMs, MostPerLook, CancellationToken.None);
        var waking = new List<Task>();
        foreach (var (actor, at) in due)
        {
            if (woken.TryGetValue(actor, out var last) && last.For == at) continue;
            woken[actor] = (at, now);
            waking.Add(Wake(actor));
        }

        await Task.WhenAny(Task.WhenAll(waking), Task.Delay(WaitFor, clock.Time));
    }

    private async Task Wake(ActorId actor)
    {
        try
        {
            await door.Wake(actor);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It is tried again at the next look; the others must not wait for it.
            woken.Remove(actor);
            LogFailed(log, error, actor.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "waking {Actor} failed; trying again")]
    private static partial void LogFailed(ILogger log, Exception error, string actor);
}

using Microsoft.Extensions.Hosting;

namespace Routing.Edge;

/// <summary>Whether the processors keep up: how long a piece of work waits for a thread before it runs.</summary>
/// <remarks>
/// A queue's length says little, the time spent in it says all (CoDel: Nichols and Jacobson, 2012). A probe is queued every
/// <see cref="Every"/>; once all of them have waited longer than <see cref="EdgeOptions.MostWait"/> for <see cref="Lasting"/>, new messages
/// are refused until one has not, and so what was taken before — offers, accepts, replies — goes on at full speed instead of sharing the
/// processors with ever more arrivals.
/// </remarks>
public sealed class Pressure(TimeProvider clock, EdgeOptions options) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than any hiccup of a healthy process (a collection, a busy neighbour).</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(100);

    private long _asked;
    private long _highSince;
    private volatile bool _isHigh;

    /// <summary>New messages are to be refused with 503 until it is over.</summary>
    public bool IsHigh => _isHigh;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Probe();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _isHigh = false;
        }
    }

    private void Probe()
    {
        var asked = Volatile.Read(ref _asked);
        if (asked != 0)
        {
            Look(clock.GetElapsedTime(asked));
            return;
        }

        Volatile.Write(ref _asked, clock.GetTimestamp());
        ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Answer(), this, preferLocal: false);
    }

    private void Answer()
    {
        Look(clock.GetElapsedTime(Volatile.Read(ref _asked)));
        Volatile.Write(ref _asked, 0);
    }

    private void Look(TimeSpan waited)
    {
        if (waited <= options.MostWait)
        {
            Volatile.Write(ref _highSince, 0);
            _isHigh = false;
            return;
        }

        var since = Volatile.Read(ref _highSince);
        if (since == 0) Volatile.Write(ref _highSince, clock.GetTimestamp());
        else if (clock.GetElapsedTime(since) >= Lasting) _isHigh = true;
    }
}

using Microsoft.Extensions.Hosting;

namespace Routing.Edge;

/// <summary>Whether the processors keep up: how long a piece of work waits for a thread before it runs.</summary>
/// <remarks>
/// A queue's length says little, the time spent in it says all (CoDel: Nichols and Jacobson, 2012). A probe is queued every
/// <see cref="Every"/>; while its wait, or the wait of one still on its way, is above <see cref="Target"/>, new messages are refused, and so
/// what was taken before — offers, accepts, replies — goes on at full speed instead of sharing the processors with ever more arrivals.
/// </remarks>
public sealed class Pressure(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than any hiccup of a healthy process (a collection, a busy neighbour), shorter than anyone notices.</summary>
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(20);

    private long _asked;
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
            if (clock.GetElapsedTime(asked) > Target) _isHigh = true;
            return;
        }

        Volatile.Write(ref _asked, clock.GetTimestamp());
        ThreadPool.UnsafeQueueUserWorkItem(static pressure => pressure.Answer(), this, preferLocal: false);
    }

    private void Answer()
    {
        _isHigh = clock.GetElapsedTime(Volatile.Read(ref _asked)) > Target;
        Volatile.Write(ref _asked, 0);
    }
}

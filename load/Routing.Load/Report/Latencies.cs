using System.Diagnostics;
using HdrHistogram;

namespace Routing.Load.Report;

/// <summary>Latencies between one microsecond and ten minutes to three digits, none rounded away. Thread-safe.</summary>
/// <param name="target">What counts as in time.</param>
public sealed class Latencies(TimeSpan target = default)
{
    private const long LongestMicroseconds = 600_000_000;
    private readonly Lock _lock = new();
    private readonly LongHistogram _histogram = new(1, LongestMicroseconds, 3);
    private long _inTime;

    /// <param name="from">Ticks of <see cref="Stopwatch"/> at which it should have begun.</param>
    public void Since(long from) => Add(Stopwatch.GetElapsedTime(from));

    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds);
        lock (_lock)
        {
            _histogram.RecordValue(microseconds);
            if (latency <= target) _inTime++;
        }
    }

    public long Count
    {
        get
        {
            lock (_lock) return _histogram.TotalCount;
        }
    }

    /// <summary>Milliseconds within which this share of all (0–100) were; 0 if there were none.</summary>
    public double Milliseconds(double percentile)
    {
        lock (_lock) return _histogram.TotalCount == 0 ? 0 : Math.Round(_histogram.GetValueAtPercentile(percentile) / 1000.0, 3);
    }

    /// <summary>How many were within the target.</summary>
    public long InTime
    {
        get
        {
            lock (_lock) return _inTime;
        }
    }

    public double Max => Milliseconds(100);
}

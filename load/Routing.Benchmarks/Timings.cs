using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Routing.Benchmarks;

/// <summary>Every single time of one kind of operation, in microseconds; room is taken before the measure begins.</summary>
internal sealed class Timings(string name, int room)
{
    private readonly float[] _us = new float[room];
    private int _count;
    private int _sorted;

    public string Name => name;

    public int Count => _count;

    public static long Start() => Stopwatch.GetTimestamp();

    public void Stop(long start) => _us[_count++] = (float)((Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);

    /// <summary>Of this thread's time on the processor, in nanoseconds: for what takes so long that others come between.</summary>
    public static long StartOwn()
    {
        if (ClockGetTime(ThreadClock, out var at) != 0) throw new NotSupportedException("no clock of a thread's own time here");
        return (at.Seconds * 1_000_000_000) + at.Nanoseconds;
    }

    public void StopOwn(long start) => _us[_count++] = (StartOwn() - start) / 1_000f;

    public void Include(Timings other)
    {
        other._us.AsSpan(0, other._count).CopyTo(_us.AsSpan(_count));
        _count += other._count;
    }

    public double At(double share)
    {
        if (_count == 0) return 0;
        if (_sorted != _count) Array.Sort(_us, 0, _count);
        _sorted = _count;
        return Math.Round(_us[Math.Min(_count - 1, (int)(share * _count))], 2);
    }

    private const int ThreadClock = 3;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out TimeOfClock at);

    private readonly record struct TimeOfClock(long Seconds, long Nanoseconds);
}

using System.Diagnostics;

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
}

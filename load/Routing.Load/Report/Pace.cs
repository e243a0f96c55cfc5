using System.Diagnostics;

namespace Routing.Load.Report;

/// <summary>An open-loop schedule: the n-th thing is due at its time, however the others went.</summary>
/// <param name="perSecond">How many are due each second.</param>
public sealed class Pace(double perSecond)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>When the n-th is due, in ticks of <see cref="Stopwatch"/>.</summary>
    public long DueAt(long index) => _began + (long)(index / perSecond * Stopwatch.Frequency);

    /// <summary>Blocks the calling thread, which should be one of its own, until the n-th is due.</summary>
    /// <returns>When it was due: latency counts from there, not from when the caller came to it.</returns>
    public long WaitFor(long index)
    {
        var due = DueAt(index);
        while (Stopwatch.GetTimestamp() < due) System.Threading.Thread.Sleep(1);
        return due;
    }
}

namespace Routing.Core.Projections;

/// <summary>How many messages that ask for an answer came in, by the minute, over the last 24 hours.</summary>
/// <remarks>6 kB. Counted since the board was made: a start of the process begins anew.</remarks>
public sealed class VolumeFigures
{
    private const int DayMinutes = 24 * 60;
    private readonly (long Minute, int Count)[] _minutes = new (long, int)[DayMinutes];

    internal void Received(Instant at)
    {
        var minute = at.Ms / 60_000;
        ref var slot = ref _minutes[(int)(minute % DayMinutes)];
        if (slot.Minute > minute) return;
        slot = slot.Minute == minute ? (minute, slot.Count + 1) : (minute, 1);
    }

    /// <summary>The last minutes up to now, oldest first; the last one is not over yet.</summary>
    /// <param name="minutes">1 to 1,440.</param>
    public int[] Last(int minutes, Instant now)
    {
        var last = now.Ms / 60_000;
        var counts = new int[minutes];
        for (var i = 0; i < minutes; i++)
        {
            var minute = last - minutes + 1 + i;
            if (_minutes[(int)(minute % DayMinutes)] is var slot && slot.Minute == minute) counts[i] = slot.Count;
        }

        return counts;
    }
}

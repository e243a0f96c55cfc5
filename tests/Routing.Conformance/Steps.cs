namespace Routing.Conformance;

/// <summary>How a host's clock is moved: in steps, so that what comes due is woken in order; a sixtieth of the way each, at least a second,
/// so that an hour does not take longer to pass than a minute.</summary>
public static class Steps
{
    private const int Most = 60;

    public static IEnumerable<TimeSpan> Of(TimeSpan by)
    {
        var step = TimeSpan.FromSeconds(Math.Max(1, by.TotalSeconds / Most));
        for (var left = by; left > TimeSpan.Zero; left -= step) yield return left < step ? left : step;
    }
}

namespace Routing.Load.Data;

/// <summary>When things are due, counted from the start: drawn before the run, so that a slow server cannot slow them down.</summary>
public static class Schedule
{
    /// <summary>As evenly as can be.</summary>
    public static TimeSpan[] Steady(double perSecond, double seconds) =>
        [.. Enumerable.Range(0, (int)(perSecond * seconds)).Select(i => TimeSpan.FromSeconds(i / perSecond))];

    /// <summary>As people write: at random times (a Poisson process), the middle third of the time <paramref name="peak"/> times as often.</summary>
    public static TimeSpan[] Spike(double perSecond, double peak, double seconds, int seed)
    {
        var random = new Random(seed);
        var due = new List<TimeSpan>();
        var at = 0.0;
        while (true)
        {
            var rate = at >= seconds / 3 && at < seconds * 2 / 3 ? perSecond * peak : perSecond;
            at += -Math.Log(1 - random.NextDouble()) / rate;
            if (at >= seconds) return [.. due];
            due.Add(TimeSpan.FromSeconds(at));
        }
    }
}

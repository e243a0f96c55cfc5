namespace Routing.Core.Policies;

/// <summary>Counting time in opening hours.</summary>
public static class OpeningClock
{
    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;

    /// <summary>Days looked ahead for an open span: a queue that is closed longer counts from the end of that time.</summary>
    private const int DaysAhead = 60;

    /// <summary>The instant at which so many milliseconds of opening time have passed since <paramref name="since"/>.</summary>
    public static Instant Add(this OpeningHours hours, Instant since, long milliseconds)
    {
        if (hours.Spans.Length == 0) return since + milliseconds;
        var local = LocalClock.Of(hours);
        var left = milliseconds;
        var (today, passed) = (local.DayOf(since), since.Ms);
        for (var day = today; day <= today + (DaysAhead * Day); day += Day)
        {
            if (IsHoliday(hours, day)) continue;
            foreach (var span in hours.Spans.Where(span => span.Day == WeekdayOf(day)).OrderBy(span => span.FromMinute))
            {
                // In an hour that comes twice, the span before may end after this one begins for the first time.
                var from = Math.Max(passed, local.Begin(day + (span.FromMinute * Minute)));
                var end = local.End(day + (span.ToMinute * Minute));
                if (end <= from) continue;
                if (left <= end - from) return new Instant(from + left);
                left -= end - from;
                passed = end;
            }
        }

        return since + (DaysAhead * Day) + left;
    }

    /// <summary>Whether it is open at an instant, and until when: spans that touch are one. What does not turn within
    /// <see cref="DaysAhead"/> days is to be looked at again then.</summary>
    public static (bool IsOpen, Instant Until) At(this OpeningHours hours, Instant now)
    {
        var far = now + (DaysAhead * Day);
        if (hours.Spans.Length == 0) return (true, far);
        var local = LocalClock.Of(hours);
        long? open = null;
        var today = local.DayOf(now);
        for (var day = today; day <= today + (DaysAhead * Day); day += Day)
        {
            if (IsHoliday(hours, day)) continue;
            foreach (var span in hours.Spans.Where(span => span.Day == WeekdayOf(day)).OrderBy(span => span.FromMinute))
            {
                var from = local.Begin(day + (span.FromMinute * Minute));
                var end = local.End(day + (span.ToMinute * Minute));
                if (end <= now.Ms || end <= from) continue;
                if (from > (open ?? now.Ms)) return open is { } until ? (true, new Instant(until)) : (false, new Instant(from));
                open = Math.Max(open ?? end, end);
            }
        }

        return open is { } last ? (true, Instant.Earlier(new Instant(last), far)) : (false, far);
    }

    private static bool IsHoliday(OpeningHours hours, long day) =>
        hours.Holidays.Length > 0 && Array.IndexOf(hours.Holidays, new Instant(day).ToDateTimeOffset().ToString("yyyy-MM-dd", null)) >= 0;

    /// <summary>1970-01-01 was a Thursday (4).</summary>
    private static int WeekdayOf(long day) => (int)Modulo((day / Day) + 4, 7);

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}

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

    private static bool IsHoliday(OpeningHours hours, long day) =>
        hours.Holidays.Length > 0 && Array.IndexOf(hours.Holidays, new Instant(day).ToDateTimeOffset().ToString("yyyy-MM-dd", null)) >= 0;

    /// <summary>1970-01-01 was a Thursday (4).</summary>
    private static int WeekdayOf(long day) => (int)Modulo((day / Day) + 4, 7);

    private static long Modulo(long value, long by) => ((value % by) + by) % by;

    /// <summary>Local time as milliseconds since a local 1970, and back. In an hour that a zone skips nothing is open; a span that begins in an
    /// hour that comes twice begins the first time, one that ends in it ends the second time, and one around it is open through both.</summary>
    private readonly record struct LocalClock(TimeZoneInfo? Zone, long Offset)
    {
        // Which zones there are was checked when the policy was read; where the data lacks one all the same, the offset stands in.
        public static LocalClock Of(OpeningHours hours) => new(
            hours.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null, hours.UtcOffsetMinutes * Minute);

        public long DayOf(Instant at)
        {
            var local = at.Ms + (Zone is null ? Offset : Ms(Zone.GetUtcOffset(at.ToDateTimeOffset())));
            return local - Modulo(local, Day);
        }

        public long Begin(long local) => Utc(local, first: true);

        public long End(long local) => Utc(local, first: false);

        private long Utc(long local, bool first)
        {
            if (Zone is null) return local - Offset;
            var time = DateTime.SpecifyKind(new Instant(local).ToDateTimeOffset().UtcDateTime, DateTimeKind.Unspecified);
            if (Zone.IsAmbiguousTime(time))
            {
                var offsets = Zone.GetAmbiguousTimeOffsets(time);
                return local - Ms(first ? offsets.Max() : offsets.Min());
            }

            // A time that the zone skips is the moment of the change: the first minute that it skips, by the offset before.
            var skipped = 0;
            while (Zone.IsInvalidTime(time.AddMinutes(-skipped))) skipped++;
            if (skipped == 0) return local - Ms(Zone.GetUtcOffset(time));
            return local - ((skipped - 1) * Minute) - Ms(Zone.GetUtcOffset(time.AddMinutes(-skipped)));
        }

        private static long Ms(TimeSpan offset) => (long)offset.TotalMilliseconds;
    }
}

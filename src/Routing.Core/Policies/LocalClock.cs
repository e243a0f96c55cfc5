namespace Routing.Core.Policies;

/// <summary>Local time as milliseconds since a local 1970, and back. In an hour that a zone skips nothing is open; a span that begins in an
/// hour that comes twice begins the first time, one that ends in it ends the second time, and one around it is open through both.</summary>
public readonly record struct LocalClock(TimeZoneInfo? Zone, long Offset)
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 24 * 60 * MinuteMs;

    // Which zones there are was checked when the policy was read; where the data lacks one all the same, the offset stands in.
    public static LocalClock Of(OpeningHours hours) => new(
        hours.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null, hours.UtcOffsetMinutes * MinuteMs);

    public long DayOf(Instant at)
    {
        var local = at.Ms + (Zone is null ? Offset : Ms(Zone.GetUtcOffset(at.ToDateTimeOffset())));
        return local - (((local % DayMs) + DayMs) % DayMs);
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
        return local - ((skipped - 1) * MinuteMs) - Ms(Zone.GetUtcOffset(time.AddMinutes(-skipped)));
    }

    private static long Ms(TimeSpan offset) => (long)offset.TotalMilliseconds;
}

using System.Globalization;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Shifts;

/// <summary>A time as a plan writes it: <c>2026-03-29T22:00</c> in a time zone, or <c>2026-03-29T22:00+02:00</c> anywhere. Whole minutes.</summary>
/// <remarks>On the night the clock changes: what begins in an hour that is skipped begins as the clock jumps; in an hour that comes twice a begin is the
/// first, an end the second.</remarks>
internal static class ZonedTime
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly string[] Anywhere = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Null, or what is wrong with it.</summary>
    public static string? Read(string? text, TimeZoneInfo? zone, bool isEnd, out Instant time)
    {
        time = default;
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            if (zone is null) return "is a local time, so a zone must be given";
            if (local.Second != 0) return "must be a whole minute";
            var clock = new LocalClock(zone, 0);
            var ms = Instant.Of(new DateTimeOffset(local, TimeSpan.Zero)).Ms;
            time = new Instant(isEnd ? clock.End(ms) : clock.Begin(ms));
            return null;
        }

        if (!DateTimeOffset.TryParseExact(text, Anywhere, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return "must be a time such as 2026-03-29T22:00 or 2026-03-29T22:00+02:00";
        if (exact.Second != 0) return "must be a whole minute";
        time = Instant.Of(exact);
        return null;
    }

    public static bool IsZone(string? name, out TimeZoneInfo? zone)
    {
        zone = null;
        return name is null || (!name.Contains(' ', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId);
    }

    /// <summary>With the offset of the zone, so that an hour that comes twice stays the one that is meant.</summary>
    public static string Write(Instant time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), zone).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}

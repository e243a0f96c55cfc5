using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Opening hours as people write them: <c>open: [{ days: mon-fri, from: "08:00", to: "12:30" }]</c>.</summary>
internal static class OpeningTimes
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Minutes: from Baker Island to Kiritimati.</summary>
    private const int LeastOffset = -12 * 60;

    private const int MostOffset = 14 * 60;

    public static OpeningHours Read(PolicyWalk walk, JsonObject? queue, string path)
    {
        path = PolicyWalk.Under(path, "hours");
        if (queue?["hours"] is null) return OpeningHours.Always;
        var at = walk.Map(queue["hours"], path, "zone", "utcOffsetMinutes", "open", "holidays");
        if (at is not null && at["open"] is null or JsonArray { Count: 0 })
            walk.Add(PolicyWalk.Under(path, "open"), "must hold at least one span; leave hours out for a queue that is always open");
        var spans = walk.List(at, "open", path, (node, place) => Spans(walk, node, place), Limits.OpenSpansPerQueue).SelectMany(span => span)
            .OrderBy(span => span.Span.Day).ThenBy(span => span.Span.FromMinute).ToArray();
        Overlaps(walk, spans);
        var holidays = walk.Texts(at, "holidays", path, Limits.HolidaysPerQueue, Limits.NameChars) ?? [];
        for (var i = 0; i < holidays.Length; i++)
            if (holidays[i].Length > 0 && !DateOnly.TryParseExact(holidays[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                walk.Expect($"{PolicyWalk.Under(path, "holidays")}[{i}]", "a date such as 2026-12-25", JsonValue.Create(holidays[i]));
        return new(
            walk.Whole(at, "utcOffsetMinutes", path, LeastOffset, MostOffset, 0), [.. spans.Select(span => span.Span)], holidays, Zone(walk, at, path));
    }

    private static string? Zone(PolicyWalk walk, JsonObject? at, string path)
    {
        if (walk.Text(at, "zone", path) is not { } zone) return null;
        if (at!["utcOffsetMinutes"] is not null)
            walk.Add(PolicyWalk.Under(path, "utcOffsetMinutes"), "must be left out where a zone is named: the zone says the offset, daylight saving and all");
        else if (zone.Contains(' ', StringComparison.Ordinal) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
            walk.Add(PolicyWalk.Under(path, "zone"), $"must be an IANA time zone such as Europe/Berlin, not {Found.Quoted(zone)}{Meant(zone)}");
        return zone;
    }

    private static string Meant(string zone) =>
        Spelling.Nearest(zone, [.. TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id)]) is { } near ? $"; did you mean {near}?" : "";

    /// <summary>Each span says once with which other it overlaps, however many days they share.</summary>
    private static void Overlaps(PolicyWalk walk, (OpenSpan Span, string Path)[] spans)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < spans.Length; i++)
        {
            var ((span, path), (before, other)) = (spans[i], spans[i - 1]);
            if (span.Day != before.Day || span.FromMinute >= before.ToMinute || !told.Add(path)) continue;
            walk.Add(path, path == other ? $"must name {Days[span.Day]} once" : $"must not overlap {other} on {Days[span.Day]}");
        }
    }

    private static List<(OpenSpan Span, string Path)> Spans(PolicyWalk walk, JsonNode? node, string path)
    {
        var at = walk.Map(node, path, "days", "from", "to");
        var days = DaysOf(walk, at, path);
        var (from, to) = (Minute(walk, at, "from", path), Minute(walk, at, "to", path));
        if (from is not { } begin || to is not { } end) return [];
        if (begin < end) return [.. days.Select(day => (new OpenSpan(day, begin, end), path))];
        walk.Add(path, $"must end after it begins, not from {at!["from"]} to {at["to"]}; a night is two spans, to 24:00 and from 00:00");
        return [];
    }

    private static IEnumerable<int> DaysOf(PolicyWalk walk, JsonObject? at, string path)
    {
        if (at is null) return [];
        if (at["days"] is JsonValue value && value.TryGetValue<string>(out var text))
        {
            var ends = text.Split('-').Select(day => Array.IndexOf(Days, day.Trim().ToLowerInvariant())).ToArray();
            if (ends.Length is 1 or 2 && ends.All(day => day >= 0))
                return Enumerable.Range(0, ((ends[^1] - ends[0] + 7) % 7) + 1).Select(i => (ends[0] + i) % 7);
        }

        walk.Expect(PolicyWalk.Under(path, "days"), $"one of {string.Join(", ", Days)}, or a span such as mon-fri", at["days"]);
        return [];
    }

    private static int? Minute(PolicyWalk walk, JsonObject? at, string field, string path)
    {
        if (at is null) return null;
        var text = at[field] is JsonValue value && value.TryGetValue<string>(out var written) ? written : null;
        if (text == "24:00" && field == "to") return 24 * 60;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (time.Hour * 60) + time.Minute;
        walk.Expect(PolicyWalk.Under(path, field), "a time of day such as \"08:30\"", at[field]);
        return null;
    }
}

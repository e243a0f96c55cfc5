using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Opening hours as people write them: <c>open: [{ days: mon-fri, from: "08:00", to: "12:30" }]</c>.</summary>
internal static class OpeningTimes
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static OpeningHours Read(PolicyWalk walk, JsonObject? queue, string path)
    {
        path = PolicyWalk.Under(path, "hours");
        if (queue?["hours"] is null) return OpeningHours.Always;
        var at = walk.Map(queue["hours"], path, "utcOffsetMinutes", "open", "holidays");
        var spans = walk.List(at, "open", path, (node, place) => Spans(walk, node, place)).SelectMany(span => span)
            .OrderBy(span => span.Day).ThenBy(span => span.FromMinute).ToArray();
        for (var i = 1; i < spans.Length; i++)
            if (spans[i].Day == spans[i - 1].Day && spans[i].FromMinute < spans[i - 1].ToMinute)
                walk.Add(PolicyWalk.Under(path, "open"), $"overlaps itself on {Days[spans[i].Day]}");
        var holidays = walk.Texts(at, "holidays", path) ?? [];
        for (var i = 0; i < holidays.Length; i++)
            if (!DateOnly.TryParseExact(holidays[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                walk.Add($"{PolicyWalk.Under(path, "holidays")}[{i}]", "must be a date (2026-12-25)");
        return new(walk.Whole(at, "utcOffsetMinutes", path, -14 * 60, 14 * 60, 0), spans, holidays);
    }

    private static IEnumerable<OpenSpan> Spans(PolicyWalk walk, JsonNode? node, string path)
    {
        var at = walk.Map(node, path, "days", "from", "to");
        var from = Minute(walk, at, "from", path);
        var to = Minute(walk, at, "to", path);
        if (from >= to) walk.Add(path, "must end after it begins (a night is two spans)");
        return DaysOf(walk, at, path).Select(day => new OpenSpan(day, from, to)).ToList();
    }

    private static IEnumerable<int> DaysOf(PolicyWalk walk, JsonObject? at, string path)
    {
        var ends = (walk.Text(at, "days", path) ?? "").Split('-').Select(day => Array.IndexOf(Days, day.Trim().ToLowerInvariant())).ToArray();
        if (ends.Length is 1 or 2 && ends.All(day => day >= 0))
            return Enumerable.Range(0, ((ends[^1] - ends[0] + 7) % 7) + 1).Select(i => (ends[0] + i) % 7);
        walk.Add(PolicyWalk.Under(path, "days"), "must be a day or a span of days (mon-fri)");
        return [];
    }

    private static int Minute(PolicyWalk walk, JsonObject? at, string field, string path)
    {
        var text = walk.Text(at, field, path);
        if (text == "24:00") return 24 * 60;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (time.Hour * 60) + time.Minute;
        walk.Add(PolicyWalk.Under(path, field), "must be a time of day (\"08:30\")");
        return 0;
    }
}

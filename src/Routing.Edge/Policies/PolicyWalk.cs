using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Walks a policy's tree and notes every error with its place.</summary>
internal sealed class PolicyWalk(IReadOnlyDictionary<string, int> lines)
{
    private const int MostQueues = 200;
    private const int DaySeconds = 24 * 60 * 60;

    public List<PolicyError> Errors { get; } = [];

    public Policy Policy(JsonNode? root)
    {
        var at = Map(root, "", "version", "queues", "threading", "offers", "presence", "rank", "channels");
        var whole = Core.Policies.Policy.Default;
        var queues = List(at, "queues", "", Queue);
        if (at is not null && queues.Length == 0) Add("queues", "must name at least one queue");
        if (queues.Length > MostQueues) Add("queues", $"must be at most {MostQueues}");
        foreach (var twice in queues.GroupBy(queue => queue.Id).Where(same => same.Count() > 1)) Add("queues", $"names {twice.Key} twice");
        return new(
            Whole(at, "version", "", 0, int.MaxValue, 0), queues, Threading(at, whole.Threading), Offers(at, whole.Offers),
            Presence(at, whole.Presence),
            Rank(at, whole.Rank), List(at, "channels", "", Channel));
    }

    private QueuePolicy Queue(JsonNode? node, string path)
    {
        var at = Map(node, path, "id", "match", "skills", "requireLanguage", "serviceLevel", "hours");
        return new(
            Word(at, "id", path) ?? "", Match(at, path), Skills(at, path), Truth(at, "requireLanguage", path), ServiceLevel(at, path),
            OpeningTimes.Read(this, at, path));
    }

    private QueueMatch Match(JsonObject? queue, string path)
    {
        var at = Map(queue?["match"], Under(path, "match"), "channels", "topics", "languages", "visibility");
        path = Under(path, "match");
        Visibility? visibility = Text(at, "visibility", path) switch
        {
            null => null,
            "public" => Visibility.Public,
            "private" => Visibility.Private,
            _ => Add<Visibility?>(Under(path, "visibility"), "must be public or private"),
        };
        return new(Texts(at, "channels", path), Texts(at, "topics", path), Texts(at, "languages", path), visibility);
    }

    private SkillLevel[] Skills(JsonObject? queue, string path)
    {
        path = Under(path, "skills");
        if (queue?["skills"] is not { } node) return [];
        if (node is not JsonObject map) return Add<SkillLevel[]>(path, "must be levels by skill (billing: 3)") ?? [];
        if (map.Count > Limits.SkillsPerAgent) Add(path, $"must be at most {Limits.SkillsPerAgent}");
        return [.. map.Select(skill => new SkillLevel(skill.Key, Whole(map, skill.Key, path, 1, 5, 1)))
            .OrderBy(skill => skill.Skill, StringComparer.Ordinal)];
    }

    private ServiceLevel ServiceLevel(JsonObject? queue, string path)
    {
        path = Under(path, "serviceLevel");
        var at = Map(queue?["serviceLevel"], path, "criticalSeconds", "highSeconds", "normalSeconds", "lowSeconds", "target");
        var whole = Core.Policies.ServiceLevel.Default;
        var target = Number(at, "target", path, whole.Target);
        if (target is <= 0 or > 1) Add(Under(path, "target"), "must be above 0 and at most 1");
        return new(
            Whole(at, "criticalSeconds", path, 1, 30 * DaySeconds, whole.CriticalSeconds),
            Whole(at, "highSeconds", path, 1, 30 * DaySeconds, whole.HighSeconds),
            Whole(at, "normalSeconds", path, 1, 30 * DaySeconds, whole.NormalSeconds),
            Whole(at, "lowSeconds", path, 1, 30 * DaySeconds, whole.LowSeconds), target);
    }

    private ThreadingPolicy Threading(JsonObject? root, ThreadingPolicy whole)
    {
        var at = Map(root?["threading"], "threading", "joinMinutes", "reopenAfterResolve");
        return new(
            Whole(at, "joinMinutes", "threading", 0, 7 * 24 * 60, whole.JoinMinutes),
            Truth(at, "reopenAfterResolve", "threading", whole.ReopenAfterResolve));
    }

    private OfferPolicy Offers(JsonObject? root, OfferPolicy whole)
    {
        var at = Map(root?["offers"], "offers", "seconds", "coolDownSeconds", "missesUntilAway", "passedSeconds", "preferredSeconds",
            "maxOpenOffers");
        return new(
            Whole(at, "seconds", "offers", 1, 3_600, whole.Seconds), Whole(at, "coolDownSeconds", "offers", 0, 3_600, whole.CoolDownSeconds),
            Whole(at, "missesUntilAway", "offers", 1, 100, whole.MissesUntilAway),
            Whole(at, "passedSeconds", "offers", 0, DaySeconds, whole.PassedSeconds),
            Whole(at, "preferredSeconds", "offers", 0, DaySeconds, whole.PreferredSeconds),
            Whole(at, "maxOpenOffers", "offers", 1, Limits.SlotsPerAgent, whole.MaxOpenOffers));
    }

    private PresencePolicy Presence(JsonObject? root, PresencePolicy whole)
    {
        var at = Map(root?["presence"], "presence", "graceSeconds");
        return new(Whole(at, "graceSeconds", "presence", 0, DaySeconds, whole.GraceSeconds));
    }

    private RankPolicy Rank(JsonObject? root, RankPolicy whole)
    {
        var at = Map(root?["rank"], "rank", "valueSeconds", "influenceSeconds", "ageCapMinutes", "rule", "dialPercent", "tauSeconds", "ageingSeconds");
        RankRule? rule = Text(at, "rule", "rank") switch
        {
            null => whole.Rule,
            "missIndex" => RankRule.MissIndex,
            "strictPriority" => RankRule.StrictPriority,
            "linearAgeing" => RankRule.LinearAgeing,
            "earliestDeadline" => RankRule.EarliestDeadline,
            _ => Add<RankRule?>("rank.rule", "must be missIndex, strictPriority, linearAgeing or earliestDeadline"),
        };
        return new(
            Whole(at, "valueSeconds", "rank", 0, DaySeconds, whole.ValueSeconds),
            Whole(at, "influenceSeconds", "rank", 0, DaySeconds, whole.InfluenceSeconds),
            Whole(at, "ageCapMinutes", "rank", 1, 30 * 24 * 60, whole.AgeCapMinutes),
            rule ?? whole.Rule,
            Whole(at, "dialPercent", "rank", 0, 100, whole.DialPercent),
            Whole(at, "tauSeconds", "rank", 60, 1_200, whole.TauSeconds),
            Whole(at, "ageingSeconds", "rank", 0, DaySeconds, whole.AgeingSeconds));
    }

    private ChannelPolicy Channel(JsonNode? node, string path)
    {
        var at = Map(node, path, "id", "accounts");
        return new(Word(at, "id", path) ?? "", Texts(at, "accounts", path) ?? []);
    }

    internal JsonObject? Map(JsonNode? node, string path, params string[] fields)
    {
        if (node is null) return path.Length == 0 ? Add<JsonObject>("", "must not be empty") : null;
        if (node is not JsonObject map) return Add<JsonObject>(path, "must be a map");
        foreach (var (field, _) in map)
            if (Array.IndexOf(fields, field) < 0) Add(Under(path, field), $"is not known; known are {string.Join(", ", fields)}");
        return map;
    }

    internal T[] List<T>(JsonObject? map, string field, string path, Func<JsonNode?, string, T> read)
    {
        path = Under(path, field);
        if (map?[field] is not { } node) return [];
        if (node is not JsonArray items) return Add<T[]>(path, "must be a list") ?? [];
        return [.. items.Select((item, i) => read(item, $"{path}[{i}]"))];
    }

    internal string? Text(JsonObject? map, string field, string path)
    {
        if (map?[field] is not { } node) return null;
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : Add<string>(Under(path, field), "must be a text");
    }

    private string? Word(JsonObject? map, string field, string path)
    {
        if (Text(map, field, path) is not { } text)
            return map is null || map.ContainsKey(field) ? null : Add<string>(Under(path, field), "is missing");
        if (text.Length is > 0 and <= Limits.NameChars && !text.Any(c => char.IsControl(c) || c is '/' or '|')) return text;
        return Add<string>(Under(path, field), $"must be a name of 1 to {Limits.NameChars} characters without slashes");
    }

    internal string[]? Texts(JsonObject? map, string field, string path) => map?[field] is null ? null
        : List(map, field, path, (node, at) =>
            node is JsonValue value && value.TryGetValue<string>(out var text) ? text : Add<string>(at, "must be a text") ?? "");

    internal int Whole(JsonObject? map, string field, string path, int least, int most, int otherwise)
    {
        if (map?[field] is not { } node) return otherwise;
        if (node is JsonValue value && value.TryGetValue<long>(out var number) && number >= least && number <= most) return (int)number;
        Add(Under(path, field), string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return otherwise;
    }

    private double Number(JsonObject? map, string field, string path, double otherwise)
    {
        if (map?[field] is not JsonValue value) return otherwise;
        if (value.TryGetValue<double>(out var number)) return number;
        if (value.TryGetValue<long>(out var whole)) return whole;
        Add(Under(path, field), "must be a number");
        return otherwise;
    }

    private bool Truth(JsonObject? map, string field, string path, bool otherwise = false)
    {
        if (map?[field] is not { } node) return otherwise;
        if (node is JsonValue value && value.TryGetValue<bool>(out var truth)) return truth;
        Add(Under(path, field), "must be true or false");
        return otherwise;
    }

    internal void Add(string path, string message) => Errors.Add(new(path, LineOf(path), message));

    internal T? Add<T>(string path, string message)
    {
        Add(path, message);
        return default;
    }

    internal static string Under(string path, string field) => path.Length == 0 ? field : $"{path}.{field}";

    // A missing field has no line of its own: the nearest one around it has.
    private int? LineOf(string path)
    {
        while (!lines.ContainsKey(path) && path.Length > 0) path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return lines.TryGetValue(path, out var line) ? line : null;
    }
}

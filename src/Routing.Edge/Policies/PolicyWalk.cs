using System.Text.Json.Nodes;
using Routing.Core;
using Routing.Core.Policies;
using Routing.Edge.Http;

namespace Routing.Edge.Policies;

/// <summary>Walks a policy's tree: which fields there are, and what each may hold.</summary>
internal sealed partial class PolicyWalk(PolicyErrors errors) : PolicyFields(errors)
{
    private const int DaySeconds = 24 * 60 * 60;

    /// <summary>30 days: the networks' longest is 7.</summary>
    private const int MostWindowHours = 30 * 24;

    public Policy Policy(JsonNode? root)
    {
        var at = Map(root, "", "version", "queues", "threading", "offers", "presence", "rank", "channels", "capacity", "shifts");
        var whole = Core.Policies.Policy.Default;
        if (at is not null && at["queues"] is null or JsonArray { Count: 0 }) Add("queues", "must name at least one queue");
        // Over the API the next version is drawn; a file is kept and compared, so it says which one it is.
        if (Errors.FromFile && at is not null && at["version"] is null)
            Add("version", "is missing; it must be a whole number, above that of the policy it replaces");
        return new(
            Whole(at, "version", "", 0, int.MaxValue, 0), List(at, "queues", "", Queue, Limits.QueuesPerPolicy), Threading(at, whole.Threading),
            Offers(at, whole.Offers), Presence(at, whole.Presence),
            Rank(at, whole.Rank), List(at, "channels", "", Channel, Limits.ChannelsPerPolicy), Capacity(at), Shifts(at));
    }

    private QueuePolicy Queue(JsonNode? node, string path)
    {
        var at = Map(node, path, "id", "match", "skills", "requireLanguage", "serviceLevel", "hours", "prefer", "preferSeconds", "relax", "overflow",
            "handlingSeconds");
        return new(
            Word(at, "id", path) ?? "", Match(at, path), Levels(at, "skills", path), Truth(at, "requireLanguage", path), ServiceLevel(at, path),
            OpeningTimes.Read(this, at, path), Prefer(at, path), PreferSeconds(at, path), Relax(at, path), Overflow(at, path),
            Whole(at, "handlingSeconds", path, 1, DaySeconds, 0) is > 0 and var handling ? handling : null);
    }

    private QueueMatch Match(JsonObject? queue, string path)
    {
        var at = Map(queue?["match"], Under(path, "match"), "channels", "topics", "languages", "visibility");
        path = Under(path, "match");
        Visibility? visibility = Text(at, "visibility", path) switch
        {
            "public" => Visibility.Public,
            "private" => Visibility.Private,
            _ => null,
        };
        if (at?["visibility"] is JsonValue other && visibility is null && other.TryGetValue<string>(out _))
            Expect(Under(path, "visibility"), "public or private", other);
        return new(Words("channels"), Words("topics"), Words("languages"), visibility);

        string[]? Words(string field) => Texts(at, field, path, Limits.WordsPerMatch, Limits.NameChars);
    }

    private SkillLevel[] Levels(JsonObject? around, string field, string path)
    {
        path = Under(path, field);
        if (around?[field] is not { } node) return [];
        if (node is not JsonObject map)
        {
            Expect(path, "a map of levels by skill (billing: 3)", node);
            return [];
        }

        if (map.Count > Limits.SkillsPerAgent) Add(path, $"must be at most {Limits.SkillsPerAgent} skills, not {map.Count}");
        foreach (var (skill, level) in map)
        {
            if (!AgentForm.IsSkill(skill))
                Add(Under(path, skill), $"must be a skill's name of 1 to {Limits.NameChars} lower-case letters, digits, dashes and colons, not {Found.Quoted(skill)}");
            if (level is null) Expect(Under(path, skill), "a whole number from 1 to 5", level);
        }

        return [.. map.Select(skill => new SkillLevel(skill.Key, Whole(map, skill.Key, path, 1, 5, 1)))
            .OrderBy(skill => skill.Skill, StringComparer.Ordinal)];
    }

    private ServiceLevel ServiceLevel(JsonObject? queue, string path)
    {
        path = Under(path, "serviceLevel");
        var at = Map(queue?["serviceLevel"], path, "criticalSeconds", "highSeconds", "normalSeconds", "lowSeconds", "target");
        var whole = Core.Policies.ServiceLevel.Default;
        return new(
            Whole(at, "criticalSeconds", path, 1, 30 * DaySeconds, whole.CriticalSeconds),
            Whole(at, "highSeconds", path, 1, 30 * DaySeconds, whole.HighSeconds),
            Whole(at, "normalSeconds", path, 1, 30 * DaySeconds, whole.NormalSeconds),
            Whole(at, "lowSeconds", path, 1, 30 * DaySeconds, whole.LowSeconds), Share(at, "target", path, whole.Target));
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
        var at = Map(root?["presence"], "presence", "graceSeconds", "idleMinutes");
        return new(
            Whole(at, "graceSeconds", "presence", 0, DaySeconds, whole.GraceSeconds),
            Whole(at, "idleMinutes", "presence", 0, DaySeconds / 60, whole.IdleMinutes));
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
        var at = Map(node, path, "id", "accounts", "replyWindow", "slotCost");
        return new(
            Word(at, "id", path) ?? "", Texts(at, "accounts", path, Limits.AccountsPerChannel, Limits.IdChars) ?? [], Window(at, path), Cost(at, path));
    }

    private CapacityPolicy? Capacity(JsonObject? root)
    {
        if (Map(root?["capacity"], "capacity", "threadPercent", "awaitingPercent", "parkedPercent", "wrapUpSeconds", "urgentSlots",
            "urgentSeconds") is not { } at) return null;
        var whole = CapacityPolicy.Default;
        return new(
            Whole(at, "threadPercent", "capacity", 1, 100, whole.ThreadPercent), Whole(at, "awaitingPercent", "capacity", 0, 100, whole.AwaitingPercent),
            Whole(at, "parkedPercent", "capacity", 0, 100, whole.ParkedPercent), Whole(at, "wrapUpSeconds", "capacity", 0, 3_600, whole.WrapUpSeconds),
            Whole(at, "urgentSlots", "capacity", 0, 1, whole.UrgentSlots), Whole(at, "urgentSeconds", "capacity", 1, DaySeconds, whole.UrgentSeconds));
    }

    private ShiftPolicy? Shifts(JsonObject? root)
    {
        if (Map(root?["shifts"], "shifts", "handlingSeconds", "warnSeconds", "noShowSeconds", "lateSeconds") is not { } at) return null;
        var whole = ShiftPolicy.Default;
        return new(
            Whole(at, "handlingSeconds", "shifts", 1, DaySeconds, whole.HandlingSeconds), Whole(at, "warnSeconds", "shifts", 0, DaySeconds, whole.WarnSeconds),
            Whole(at, "noShowSeconds", "shifts", 0, DaySeconds, whole.NoShowSeconds), Whole(at, "lateSeconds", "shifts", 0, DaySeconds, whole.LateSeconds));
    }

    private SlotCost? Cost(JsonObject? channel, string path)
    {
        path = Under(path, "slotCost");
        if (Map(channel?["slotCost"], path, "privatePercent", "publicPercent") is not { } at) return null;
        return new(Whole(at, "privatePercent", path, 1, 100, 100), Whole(at, "publicPercent", path, 1, 100, 100));
    }

    private ReplyWindow? Window(JsonObject? channel, string path)
    {
        path = Under(path, "replyWindow");
        if (Map(channel?["replyWindow"], path, "privateHours", "publicHours") is not { } at) return null;
        return new(Whole(at, "privateHours", path, 0, MostWindowHours, 0), Whole(at, "publicHours", path, 0, MostWindowHours, 0));
    }
}

using System.Text.Json.Nodes;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>What changes in what a thread needs as it waits: preferred skills, relaxation, overflow.</summary>
internal sealed partial class PolicyWalk
{
    private SkillLevel[]? Prefer(JsonObject? queue, string path) => queue?["prefer"] is null ? null : Levels(queue, "prefer", path);

    private int PreferSeconds(JsonObject? queue, string path)
    {
        if (queue?["preferSeconds"] is not null && queue["prefer"] is null or JsonObject { Count: 0 })
            Add(Under(path, "preferSeconds"), "has no effect: the queue prefers no skills");
        return Whole(queue, "preferSeconds", path, 1, DaySeconds, DefaultPreferSeconds);
    }

    private RelaxStep[]? Relax(JsonObject? queue, string path) =>
        queue?["relax"] is null ? null : List(queue, "relax", path, Relaxed, Limits.StepsPerQueue);

    private RelaxStep Relaxed(JsonNode? node, string path)
    {
        var at = Map(node, path, "afterSeconds", "atPercent", "lower", "drop");
        var when = When(at, path);
        var lower = Levels(at, "lower", path);
        var drop = Texts(at, "drop", path, Limits.SkillsPerAgent, Limits.NameChars) ?? [];
        if (at is not null && at["lower"] is null or JsonObject { Count: 0 } && at["drop"] is null or JsonArray { Count: 0 })
            Add(path, "must say what it loosens: lower (a map of levels by skill), drop (a list of skills), or both");
        return new(when, lower.Length > 0 ? lower : null, drop.Length > 0 ? drop : null);
    }

    private OverflowStep[]? Overflow(JsonObject? queue, string path) =>
        queue?["overflow"] is null ? null : List(queue, "overflow", path, Overflowing, Limits.StepsPerQueue);

    private OverflowStep Overflowing(JsonNode? node, string path)
    {
        var at = Map(node, path, "to", "afterSeconds", "atPercent");
        return new(Word(at, "to", path) ?? "", When(at, path));
    }

    private StepTime When(JsonObject? at, string path)
    {
        var (seconds, percent) = (at?["afterSeconds"], at?["atPercent"]);
        // What else stands there is a slip in the name of one of the two, and told as such.
        var isSlip = at is not null && at.Any(field => field.Key is not ("afterSeconds" or "atPercent" or "lower" or "drop" or "to"));
        if (at is not null && seconds is null == percent is null && !isSlip)
        {
            Add(path, seconds is null
                ? "must say when: afterSeconds (since receipt) or atPercent (of the time to the deadline)"
                : "must say when by one of afterSeconds and atPercent, not by both");
        }

        return new(Whole(at, "afterSeconds", path, 1, 30 * DaySeconds, 0), Whole(at, "atPercent", path, 1, 100, 0));
    }

    private const int DefaultPreferSeconds = 30;
}

using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Policies;

/// <summary>All that changes in what a waiting thread needs as time passes, in order of time: preferred skills given up, requirements
/// loosened, agents of other queues let in. Follows from the policy and the thread alone. Pure.</summary>
internal static class Plan
{
    /// <summary>What the thread needs now, how many steps are behind it, and when the next one is due (null: never).</summary>
    public static (Need Need, int Steps, Instant? Next) At(Policy policy, QueuePolicy queue, Report report, Instant now) =>
        IsPlain(queue) ? (QueueNeeds.Of(queue).For(report.Reading.Language), 0, null) : StepsAt(policy, queue, report, now);

    private static (Need Need, int Steps, Instant? Next) StepsAt(Policy policy, QueuePolicy queue, Report report, Instant now)
    {
        var (steps, next) = (0, Instant.Never);
        var need = After(policy, queue, report.Reading.Language, IsBehind);
        return (need, steps, next == Instant.Never ? null : next);

        bool IsBehind(StepTime when)
        {
            var at = Ranking.MomentOf(policy, queue, report, when);
            if (at <= now) steps++;
            else next = Instant.Earlier(next, at);
            return at <= now;
        }
    }

    /// <summary>What a queue asks for once those steps are behind that <paramref name="isBehind"/> says, which is asked about each once.</summary>
    public static Need After(Policy policy, QueuePolicy queue, string language, Func<StepTime, bool> isBehind)
    {
        if (IsPlain(queue)) return QueueNeeds.Of(queue).For(language);
        var own = SkillsOf(queue, language);
        foreach (var step in queue.Relax ?? [])
        {
            if (isBehind(step.When)) own = Loosened(own, step);
        }

        List<SkillLevel[]>? also = null;
        foreach (var step in queue.Overflow ?? [])
        {
            if (isBehind(step.When) && policy.Queue(step.To) is { } to) (also ??= []).Add(SkillsOf(to, language));
        }

        if (queue.Prefer is { Length: > 0 } prefer && !isBehind(new StepTime(queue.PreferSeconds))) own = Wished(own, prefer);
        return NeedOf(queue.Id, own, also);
    }

    /// <summary>Nothing that it asks for changes as time passes.</summary>
    private static bool IsPlain(QueuePolicy queue) => queue is { Prefer: null or [], Relax: null or [], Overflow: null or [] };

    /// <summary>What a queue asks for before any step.</summary>
    internal static SkillLevel[] SkillsOf(QueuePolicy queue, string language) =>
        queue.RequireLanguage && language.Length > 0 ? [.. queue.Skills, new SkillLevel("lang:" + language, 1)] : queue.Skills;

    private static SkillLevel[] Loosened(SkillLevel[] skills, RelaxStep step) =>
    [
        .. skills.Where(skill => !IsDropped(skill.Skill, step)).Select(skill =>
            Array.Find(step.Lower ?? [], lower => lower.Skill == skill.Skill) is { Level: > 0 } lower && lower.Level < skill.Level ? lower : skill),
    ];

    private static bool IsDropped(string skill, RelaxStep step) => step.Drop is { } drop
        && (Array.IndexOf(drop, skill) >= 0 || (skill.StartsWith("lang:", StringComparison.Ordinal) && Array.IndexOf(drop, RelaxStep.Language) >= 0));

    /// <summary>Both what is required and what is preferred, the higher level of each.</summary>
    private static SkillLevel[] Wished(SkillLevel[] skills, SkillLevel[] prefer) =>
    [
        .. skills.Select(skill => Array.Find(prefer, wish => wish.Skill == skill.Skill) is { Level: > 0 } wish && wish.Level > skill.Level ? wish : skill),
        .. prefer.Where(wish => !Array.Exists(skills, skill => skill.Skill == wish.Skill)),
    ];

    /// <summary>Of two ways of which one lets in all whom the other does, only the wider is kept: equal needs have one name.</summary>
    private static Need NeedOf(QueueId queue, SkillLevel[] own, List<SkillLevel[]>? also)
    {
        if (own.Length == 0 || also is null) return new Need(queue, own);
        var ways = new List<SkillLevel[]>();
        foreach (var way in also)
        {
            if (way.Length == 0) return new Need(queue, []);
            if (IsStricter(way, own) || ways.Exists(known => IsStricter(way, known))) continue;
            ways.RemoveAll(known => IsStricter(known, way));
            if (IsStricter(own, way)) own = way;
            else ways.Add(way);
        }

        return new Need(queue, own, ways.Count == 0 ? null : [.. ways]);
    }

    /// <summary>Whoever meets the first meets the second as well.</summary>
    private static bool IsStricter(SkillLevel[] strict, SkillLevel[] than) =>
        Array.TrueForAll(than, skill => Array.Exists(strict, has => has.Skill == skill.Skill && has.Level >= skill.Level));
}

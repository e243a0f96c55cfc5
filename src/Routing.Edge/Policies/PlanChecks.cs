using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Plans that cannot be meant: steps that loosen what is not asked for, and queues that are not there.</summary>
internal static class PlanChecks
{
    public static void Check(Policy policy, int at, PolicyErrors errors)
    {
        var (queue, path) = (policy.Queues[at], $"queues[{at}]");
        foreach (var wish in queue.Prefer ?? []) Prefer(queue, wish, $"{path}.prefer.{wish.Skill}", errors);
        foreach (var (i, step) in (queue.Relax ?? []).Index())
        {
            foreach (var lower in step.Lower ?? []) Lower(queue, lower, $"{path}.relax[{i}].lower.{lower.Skill}", errors);
            foreach (var (n, skill) in (step.Drop ?? []).Index()) Drop(queue, skill, $"{path}.relax[{i}].drop[{n}]", errors);
        }

        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, step) in (queue.Overflow ?? []).Index()) Overflow(policy, queue, step, before, $"{path}.overflow[{i}].to", errors);
    }

    private static void Prefer(QueuePolicy queue, SkillLevel wish, string path, PolicyErrors errors)
    {
        if (Required(queue, wish.Skill) is var level && wish.Level <= level)
            errors.Add(path, $"must be above {level}, the level that skills requires, not {wish.Level}");
    }

    private static void Lower(QueuePolicy queue, SkillLevel lower, string path, PolicyErrors errors)
    {
        var level = Required(queue, lower.Skill);
        if (level == 0) Unasked(queue, lower.Skill, path, errors);
        else if (lower.Level >= level) errors.Add(path, $"must be below {level}, the level that skills requires, not {lower.Level}");
    }

    private static void Drop(QueuePolicy queue, string skill, string path, PolicyErrors errors)
    {
        if (Required(queue, skill) > 0 || (queue.RequireLanguage && skill == RelaxStep.Language)) return;
        if (skill == RelaxStep.Language) errors.Add(path, "must be a skill that the queue requires; without requireLanguage it requires no language");
        else Unasked(queue, skill, path, errors);
    }

    private static void Unasked(QueuePolicy queue, string skill, string path, PolicyErrors errors)
    {
        string[] skills = [.. queue.Skills.Select(each => each.Skill), .. queue.RequireLanguage ? [RelaxStep.Language] : Array.Empty<string>()];
        var meant = Spelling.Nearest(skill, skills) is { } near ? $"; did you mean {near}?" : "";
        errors.Add(path, skills.Length == 0
            ? $"must be a skill that the queue requires, and it requires none; not {Found.Quoted(skill)}"
            : $"must be a skill that the queue requires ({string.Join(", ", skills)}), not {Found.Quoted(skill)}{meant}");
    }

    private static void Overflow(Policy policy, QueuePolicy queue, OverflowStep step, HashSet<string> before, string path, PolicyErrors errors)
    {
        if (step.To == queue.Id) errors.Add(path, $"must be another queue, not {Found.Quoted(step.To)} itself");
        else if (!before.Add(step.To)) errors.Add(path, $"must differ from those before it; {Found.Quoted(step.To)} is there already");
        else if (policy.Queue(step.To) is null)
        {
            string[] others = [.. policy.Queues.Where(other => other.Id != queue.Id).Select(other => (string)other.Id)];
            var meant = Spelling.Nearest(step.To, others) is { } near ? $"; did you mean {near}?" : "";
            errors.Add(path, $"must be the id of a queue, not {Found.Quoted(step.To)}{meant}");
        }
    }

    /// <summary>The level; 0: not required.</summary>
    private static int Required(QueuePolicy queue, string skill) => Array.Find(queue.Skills, each => each.Skill == skill).Level;
}

using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <param name="Path">As in errors: <c>queues[1].skills.billing</c>.</param>
public sealed record PolicyWarning(string Path, string Message);

/// <summary>What is allowed in a policy but hardly meant, given who works there.</summary>
public static class PolicyWarnings
{
    /// <param name="agents">The skills of each agent.</param>
    /// <param name="current">Version in force; 0: none.</param>
    /// <returns>Up to <see cref="PolicyPreview.MostListed"/>.</returns>
    public static IReadOnlyList<PolicyWarning> Of(Policy policy, IReadOnlyList<SkillLevel[]> agents, int current = 0) =>
        [.. All(policy, agents, current).Take(PolicyPreview.MostListed)];

    private static IEnumerable<PolicyWarning> All(Policy policy, IReadOnlyList<SkillLevel[]> agents, int current)
    {
        if (policy.Version <= current)
            yield return new("version", $"must be above {current}, the version in force, for the policy to be taken; it is {policy.Version}");
        var best = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var skill in agents.SelectMany(skills => skills))
            best[skill.Skill] = Math.Max(best.GetValueOrDefault(skill.Skill), skill.Level);
        var speaks = best.Keys.Any(skill => skill.StartsWith("lang:", StringComparison.Ordinal));
        foreach (var (i, queue) in policy.Queues.Index())
        {
            var ways = Coverage.Ways(Ranking.LoosestOf(policy, queue)).ToList();
            var never = !agents.Any(skills => ways.Exists(way => Coverage.Covers(skills, way)));
            var result = never ? $"nobody can serve {queue.Id}" : $"nobody can serve {queue.Id} until its plan lets others in";
            var lacking = 0;
            foreach (var (skill, level) in queue.Skills)
            {
                var most = best.GetValueOrDefault(skill);
                if (most >= level) continue;
                lacking++;
                yield return new($"queues[{i}].skills.{skill}", most == 0
                    ? $"is a skill that no agent has: {result}"
                    : $"asks for level {level}, the best agent has {most}: {result}");
            }

            if (lacking == 0 && !agents.Any(skills => Coverage.Covers(skills, queue.Skills)))
                yield return new($"queues[{i}]", $"has no agent with all the skills of {queue.Id}: {result}");
            foreach (var (skill, level) in queue.Prefer ?? [])
            {
                if (best.GetValueOrDefault(skill) < level)
                    yield return new($"queues[{i}].prefer.{skill}", $"is at level {level} a skill that no agent has: every thread waits {queue.PreferSeconds} seconds for nothing");
            }

            foreach (var (n, step) in (queue.Overflow ?? []).Index())
            {
                if (policy.Queue(step.To) is { } to && (to.RequireLanguage || !queue.RequireLanguage) && Coverage.Covers(to.Skills, queue.Skills))
                    yield return new($"queues[{i}].overflow[{n}].to", $"lets nobody else in: who can serve {step.To} can serve {queue.Id} as it is");
            }

            if (queue.RequireLanguage && !speaks)
                yield return new($"queues[{i}].requireLanguage", $"asks for a language, but no agent has a skill such as lang:en: nobody can serve {queue.Id}");
        }
    }
}

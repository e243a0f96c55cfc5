using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Which agents a policy's queues can go to at all, sooner or later: by the least that each queue's plan ends in. The language of a
/// single thread, where a queue asks for it as well, is not counted: it is not known beforehand.</summary>
internal sealed class Coverage
{
    private readonly SkillLevel[][] _needs;

    private Coverage(SkillLevel[][] needs) => _needs = needs;

    /// <summary>Many queues require the same; each requirement is looked at once.</summary>
    public static Coverage Of(Policy policy) => new(
        [.. policy.Queues.SelectMany(queue => Ways(Ranking.LoosestOf(policy, queue))).DistinctBy(skills => string.Join(',', skills.Select(skill => $"{skill.Skill}:{skill.Level}")))]);

    public bool ServesAny(SkillLevel[] has) => Array.Exists(_needs, need => Covers(has, need));

    /// <summary>Each of what suffices to serve a need.</summary>
    public static IEnumerable<SkillLevel[]> Ways(Need need) => [need.Skills, .. need.Also ?? []];

    public static bool Covers(SkillLevel[] has, SkillLevel[] needs) =>
        Array.TrueForAll(needs, need => Array.Exists(has, skill => skill.Skill == need.Skill && skill.Level >= need.Level));
}

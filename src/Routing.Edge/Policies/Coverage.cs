using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Which agents a policy's queues can go to, by the skills that the queues themselves require. The language of a single thread,
/// where a queue asks for it as well, is not counted: it is not known beforehand.</summary>
internal sealed class Coverage
{
    private readonly SkillLevel[][] _needs;

    private Coverage(SkillLevel[][] needs) => _needs = needs;

    /// <summary>Many queues require the same; each requirement is looked at once.</summary>
    public static Coverage Of(Policy policy) => new(
        [.. policy.Queues.Select(queue => queue.Skills).DistinctBy(skills => string.Join(',', skills.Select(skill => $"{skill.Skill}:{skill.Level}")))]);

    public bool ServesAny(SkillLevel[] has) => Array.Exists(_needs, need => Covers(has, need));

    public static bool Covers(SkillLevel[] has, SkillLevel[] needs) =>
        Array.TrueForAll(needs, need => Array.Exists(has, skill => skill.Skill == need.Skill && skill.Level >= need.Level));
}

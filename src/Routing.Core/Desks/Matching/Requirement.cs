using Routing.Core.Policies;

namespace Routing.Core.Desks.Matching;

/// <summary>What a class requires, packed: up to four times skill (13 bits) and level (3 bits); more are kept in <see cref="Rest"/>.</summary>
/// <remarks>A class that several kinds of agents can serve has nothing packed: all of it is in <see cref="Rest"/>, alternatives parted by
/// zeros, which no skill at a level is.</remarks>
internal readonly record struct Requirement(ulong Packed, ushort[]? Rest)
{
    private const int LevelBits = 3;

    public static Requirement Of(Need need, SkillTable skills)
    {
        if (need.Also is not { } also) return Of(need.Skills, skills);
        var ways = new List<ushort>(need.Skills.Select(Pack));
        foreach (var way in also) ways.AddRange([0, .. way.Select(Pack)]);
        return new Requirement(0, [.. ways]);

        ushort Pack(SkillLevel skill) => (ushort)((skills.NumberOf(skill.Skill) << LevelBits) | skill.Level);
    }

    private static Requirement Of(SkillLevel[] required, SkillTable skills)
    {
        var packed = 0UL;
        var rest = required.Length > 4 ? new ushort[required.Length - 4] : null;
        for (var n = 0; n < required.Length; n++)
        {
            var one = (ushort)((skills.NumberOf(required[n].Skill) << LevelBits) | required[n].Level);
            if (n < 4) packed |= (ulong)one << (16 * n);
            else rest![n - 4] = one;
        }

        return new Requirement(packed, rest);
    }

    public bool MetBy(ReadOnlySpan<byte> levels)
    {
        for (var left = Packed; left != 0; left >>= 16)
        {
            if (!Meets(levels, (ushort)left)) return false;
        }

        if (Rest is null) return true;
        if (Packed == 0) return MetOneWay(levels, Rest);
        foreach (var one in Rest)
        {
            if (!Meets(levels, one)) return false;
        }

        return true;
    }

    private static bool MetOneWay(ReadOnlySpan<byte> levels, ushort[] ways)
    {
        var met = true;
        foreach (var one in ways)
        {
            if (one != 0)
            {
                met = met && Meets(levels, one);
                continue;
            }

            if (met) return true;
            met = true;
        }

        return met;
    }

    private static bool Meets(ReadOnlySpan<byte> levels, ushort one) => levels[one >> LevelBits] >= (one & ((1 << LevelBits) - 1));
}

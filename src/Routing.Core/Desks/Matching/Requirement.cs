using System.Numerics;
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

    /// <summary>Bits of the agents of this word of the rows who meet it; of numbers that no agent has too, if nothing is required.</summary>
    public ulong Holders(SkillTable skills, int word)
    {
        var holders = ulong.MaxValue;
        for (var left = Packed; left != 0; left >>= 16) holders &= Holders(skills, (ushort)left, word);
        if (Rest is null) return holders;
        if (Packed == 0) return HoldersOneWay(skills, Rest, word);
        foreach (var one in Rest) holders &= Holders(skills, one, word);
        return holders;
    }

    /// <summary>Of these agents keeps those who meet it.</summary>
    public void Keep(SkillTable skills, Span<ulong> agents)
    {
        for (var left = Packed; left != 0; left >>= 16) Keep(skills, (ushort)left, agents);
        if (Rest is null) return;
        if (Packed == 0)
        {
            for (var word = 0; word < agents.Length; word++) agents[word] &= HoldersOneWay(skills, Rest, word);
            return;
        }

        foreach (var one in Rest) Keep(skills, one, agents);
    }

    private static void Keep(SkillTable skills, ushort one, Span<ulong> agents)
    {
        if ((one & ((1 << LevelBits) - 1)) == 0) return;
        var row = skills.Row(one);
        var both = Math.Min(row.Length, agents.Length);
        var at = 0;
        for (; at + Vector<ulong>.Count <= both; at += Vector<ulong>.Count)
            (new Vector<ulong>(agents[at..]) & new Vector<ulong>(row[at..])).CopyTo(agents[at..]);
        for (; at < both; at++) agents[at] &= row[at];
        agents[both..].Clear();
    }

    private static ulong HoldersOneWay(SkillTable skills, ushort[] ways, int word)
    {
        var (holders, all) = (0UL, ulong.MaxValue);
        foreach (var one in ways)
        {
            if (one != 0)
            {
                all &= Holders(skills, one, word);
                continue;
            }

            holders |= all;
            all = ulong.MaxValue;
        }

        return holders | all;
    }

    private static ulong Holders(SkillTable skills, ushort one, int word)
    {
        if ((one & ((1 << LevelBits) - 1)) == 0) return ulong.MaxValue;
        var row = skills.Row(one);
        return word < row.Length ? row[word] : 0;
    }

    private static bool Meets(ReadOnlySpan<byte> levels, ushort one) => levels[one >> LevelBits] >= (one & ((1 << LevelBits) - 1));
}

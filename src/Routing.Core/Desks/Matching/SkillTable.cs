using System.Runtime.InteropServices;
using Routing.Core.Policies;

namespace Routing.Core.Desks.Matching;

/// <summary>Skills as small numbers. For each skill and level a row of bits says which agents have it: 160 bytes an agent at 256 skills.</summary>
/// <remarks>Counts how many agents have each skill at each level or above, so that a need can be filed under its rarest requirement.</remarks>
internal sealed class SkillTable
{
    /// <summary>Levels of a skill, 1–5; row 0 is "at any level".</summary>
    public const int Levels = 8;

    private const int Word = 64;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private ulong[]?[] _rows = new ulong[64 * Levels][];
    private int[] _holders = new int[64 * Levels];

    /// <summary>Skills there is room for.</summary>
    public int Stride => _rows.Length / Levels;

    public int NumberOf(string skill)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, skill, out var known);
        if (known) return number;
        number = _numbers.Count - 1;
        if (number < Stride) return number;
        Array.Resize(ref _rows, _rows.Length * 2);
        Array.Resize(ref _holders, _holders.Length * 2);
        return number;
    }

    /// <summary>What the agent has now: skill times <see cref="Levels"/> plus level, one a skill.</summary>
    public ushort[] Set(int agent, ushort[] before, Dictionary<string, int> skills)
    {
        foreach (var one in before) Mark(agent, one, has: false);
        var after = new ushort[skills.Count];
        var count = 0;
        foreach (var (skill, level) in skills) after[count++] = (ushort)((NumberOf(skill) * Levels) + level);
        foreach (var one in after) Mark(agent, one, has: true);
        return after;
    }

    /// <summary>Bits of the agents who have this skill at this level or above; what lies beyond the end is zero.</summary>
    public ReadOnlySpan<ulong> Row(int skillLevel) => _rows[skillLevel];

    /// <summary>The rarest of these: skill times <see cref="Levels"/> plus level; 0 if nothing is required.</summary>
    public int Rarest(SkillLevel[] required)
    {
        var (rarest, fewest) = (0, int.MaxValue);
        foreach (var need in required)
        {
            var at = (NumberOf(need.Skill) * Levels) + need.Level;
            if (_holders[at] < fewest) (rarest, fewest) = (at, _holders[at]);
        }

        return rarest;
    }

    private void Mark(int agent, int one, bool has)
    {
        for (var level = one % Levels; level > 0; level--, one--)
        {
            _holders[one] += has ? 1 : -1;
            ref var row = ref _rows[one];
            row ??= [];

            // A row grows by a quarter: its skill may be rare, and doubling all would cost more than the rows themselves.
            if (agent / Word >= row.Length) Array.Resize(ref row, (agent / Word) + 4 + (row.Length / 4));
            if (has) row[agent / Word] |= 1UL << (agent % Word);
            else row[agent / Word] &= ~(1UL << (agent % Word));
        }
    }
}

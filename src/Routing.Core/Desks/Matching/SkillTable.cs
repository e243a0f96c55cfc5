using System.Runtime.InteropServices;
using Routing.Core.Policies;

namespace Routing.Core.Desks.Matching;

/// <summary>Skills as small numbers, agents' levels as bytes in one array: 256 bytes an agent at up to 256 skills.</summary>
/// <remarks>Counts how many agents have each skill at each level or above, so that a class can be filed under its rarest requirement.</remarks>
internal sealed class SkillTable
{
    /// <summary>Levels of a skill, 1–5; row 0 is "at any level".</summary>
    public const int Levels = 8;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private byte[] _levels = new byte[64 * 16];
    private int[] _holders = new int[64 * Levels];

    /// <summary>Bytes of one agent's levels.</summary>
    public int Stride { get; private set; } = 64;

    public int Count => _numbers.Count;

    public int NumberOf(string skill)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, skill, out var known);
        if (known) return number;
        number = _numbers.Count - 1;
        if (number >= Stride) Widen();
        return number;
    }

    public ReadOnlySpan<byte> Of(int agent) => _levels.AsSpan(agent * Stride, Stride);

    public void Set(int agent, Dictionary<string, int> skills)
    {
        foreach (var skill in skills.Keys) NumberOf(skill);
        if ((agent + 1) * Stride > _levels.Length) Array.Resize(ref _levels, Math.Max(_levels.Length * 2, (agent + 1) * Stride));
        var row = _levels.AsSpan(agent * Stride, Stride);
        Tally(row, -1);
        row.Clear();
        foreach (var (skill, level) in skills) row[_numbers[skill]] = (byte)level;
        Tally(row, +1);
    }

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

    private void Tally(ReadOnlySpan<byte> row, int change)
    {
        for (var skill = 0; skill < row.Length; skill++)
        {
            for (var level = 1; level <= row[skill]; level++) _holders[(skill * Levels) + level] += change;
        }
    }

    private void Widen()
    {
        var wide = new byte[_levels.Length * 2];
        for (var agent = 0; agent < _levels.Length / Stride; agent++) Of(agent).CopyTo(wide.AsSpan(agent * Stride * 2));
        _levels = wide;
        Stride *= 2;
        Array.Resize(ref _holders, Stride * Levels);
    }
}

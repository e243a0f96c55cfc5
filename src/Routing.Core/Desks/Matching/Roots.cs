using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The tournaments by (skill, level), and in one array their bounds: of each, and of each skill up to each level, so that a search
/// begins with one bound for each skill that an agent has.</summary>
internal sealed class Roots
{
    private const int Fan = Tournament.Fan;
    private Tournament[] _tournaments = [];
    private double[] _roots = [];
    private double[] _upTo = [];

    public ref Tournament At(int anchor) => ref _tournaments[anchor];

    /// <summary>The bound of a tournament, kept here beside the others; <see cref="Raise"/> carries a change of it on.</summary>
    public Span<double> Root(int anchor) => _roots.AsSpan(anchor * Fan, Fan);

    public ref Tournament Open(int anchor)
    {
        if (anchor >= _tournaments.Length) Widen(anchor);
        ref var tournament = ref _tournaments[anchor];
        if (!tournament.Exists) tournament = Tournament.Create();
        return ref tournament;
    }

    /// <summary>After a tournament's bound changed.</summary>
    public void Raise(int anchor)
    {
        for (var level = anchor % SkillTable.Levels; level < SkillTable.Levels; level++, anchor++)
        {
            ref var all = ref MemoryMarshal.GetArrayDataReference(_upTo);
            var at = (nuint)(anchor * Fan);
            var own = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_roots), at);
            (level > 1 ? Vector512.Max(own, Vector512.LoadUnsafe(ref all, at - Fan)) : own).StoreUnsafe(ref all, at);
            if (level == 0) return;
        }
    }

    /// <summary>Of the classes filed under this very skill and level; −∞ if there are none.</summary>
    public double Bound(int anchor, double now, ReadOnlySpan<double> slopes) => Largest(_roots, anchor, now, slopes);

    /// <summary>Of all classes filed under this skill at this level or below.</summary>
    public double BoundUpTo(int anchor, double now, ReadOnlySpan<double> slopes) => Largest(_upTo, anchor, now, slopes);

    private static double Largest(double[] lines, int anchor, double now, ReadOnlySpan<double> slopes)
    {
        if ((anchor + 1) * Fan > lines.Length) return double.NegativeInfinity;
        var at = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(lines), (nuint)(anchor * Fan))
            + (Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(slopes)) * Vector512.Create(now));
        var four = Vector256.Max(at.GetLower(), at.GetUpper());
        var two = Vector128.Max(four.GetLower(), four.GetUpper());
        return Math.Max(two[0], two[1]);
    }

    private void Widen(int anchor)
    {
        // Whole skills: the levels above this one are bounded too.
        var size = Math.Max(_tournaments.Length * 2, (anchor / SkillTable.Levels * SkillTable.Levels) + SkillTable.Levels);
        var old = _roots.Length;
        Array.Resize(ref _tournaments, size);
        Array.Resize(ref _roots, size * Fan);
        Array.Resize(ref _upTo, size * Fan);
        Array.Fill(_roots, double.NegativeInfinity, old, _roots.Length - old);
        Array.Fill(_upTo, double.NegativeInfinity, old, _upTo.Length - old);
    }
}

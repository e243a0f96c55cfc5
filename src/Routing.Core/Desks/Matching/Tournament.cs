using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The classes filed under one (skill, level): leaves in groups of eight, and above them nodes that bound what lies below.</summary>
/// <remarks>
/// A bound is the largest of eight lines in time, one for each slope of <see cref="RankScale.Slopes"/>. No value below grows faster than its
/// line, so a bound once true stays true; for live threads it is exact, for late ones refreshing the leaf makes it tight again. The lines of
/// eight children lie side by side: eight steps bound all of them at once. A value, so that <see cref="Roots"/> holds them in one array: what
/// a search waits for is memory.
/// </remarks>
internal struct Tournament
{
    public const int Fan = 8;

    /// <summary>Numbers of a node: a line for each slope, for each child.</summary>
    private const int Node = Fan * Fan;

    private Leaf[] _leaves;

    /// <summary>What each leaf requires: most are passed over for want of a skill, without a look at the rest of them.</summary>
    private ulong[] _required;

    /// <summary>Of each leaf its live line and its late line; −∞ where there is none.</summary>
    private double[] _leafLines;

    /// <summary>From the nodes above the groups of leaves to the one node at the top.</summary>
    private double[][] _levels;

    /// <summary>The first and the last of these.</summary>
    private double[] _bottom;
    private double[] _top;

    public int Count { get; private set; }

    /// <summary>Height of the node to begin with; 0 if there is just one group of leaves.</summary>
    public int Top { get; private set; }

    public static Tournament Create() => new()
    {
        _leaves = new Leaf[Fan], _required = new ulong[Fan], _leafLines = Empty(4 * Fan), _levels = [], _bottom = [], _top = [],
    };

    public readonly bool Exists => _leaves is not null;

    public readonly ref Leaf this[int position] => ref _leaves[position];

    public readonly ReadOnlySpan<Leaf> Group(int index) => _leaves.AsSpan(index * Fan, Math.Min(Fan, Count - (index * Fan)));

    /// <summary>Of the leaves of a group, the first four skills.</summary>
    public readonly ReadOnlySpan<ulong> Required(int index) => _required.AsSpan(index * Fan, Math.Min(Fan, Count - (index * Fan)));

    public int Add(in Leaf leaf, Span<double> root)
    {
        if (Count == _leaves.Length) Grow(root);
        _leaves[Count] = leaf;
        _required[Count] = leaf.Packed;
        return Count++;
    }

    /// <summary>The last leaf takes the place of this one.</summary>
    /// <param name="root">The bound of everything; kept by whoever keeps the tournament.</param>
    /// <returns>The class that moved here, or −1.</returns>
    public int RemoveAt(int position, Span<double> root)
    {
        var last = --Count;
        _leaves[position] = _leaves[last];
        _required[position] = _required[last];
        var (live, liveSlope, late, lateSlope) = (Line(last, 0), Line(last, 1), Line(last, 2), Line(last, 3));
        _leaves[last] = default;
        SetLines(last, double.NegativeInfinity, 0, double.NegativeInfinity, 0);
        Raise(last, root);
        if (position == last) return -1;
        SetLines(position, live, liveSlope, late, lateSlope);
        Raise(position, root);
        return _leaves[position].Class;
    }

    /// <summary>The lines above a leaf; true if they changed, then <see cref="Raise"/> is due.</summary>
    public readonly bool SetLines(int position, double live, double liveSlope, double late, double lateSlope)
    {
        var at = ((position / Fan) * 4 * Fan) + (position % Fan);
        if (_leafLines[at] == live && _leafLines[at + Fan] == liveSlope && _leafLines[at + (2 * Fan)] == late && _leafLines[at + (3 * Fan)] == lateSlope)
            return false;
        (_leafLines[at], _leafLines[at + Fan], _leafLines[at + (2 * Fan)], _leafLines[at + (3 * Fan)]) = (live, liveSlope, late, lateSlope);
        return true;
    }

    /// <summary>Carries a changed leaf up until nothing changes; true if it came to the root.</summary>
    public readonly bool Raise(int position, Span<double> root)
    {
        Span<double> lines = stackalloc double[Fan];
        var index = position / Fan;
        lines.Fill(double.NegativeInfinity);
        var leaves = Group(index);
        for (var n = 0; n < leaves.Length; n++)
        {
            ref readonly var leaf = ref leaves[n];
            var at = (index * 4 * Fan) + n;
            if (_leafLines[at] > lines[leaf.Tau]) lines[leaf.Tau] = _leafLines[at];
            if (_leafLines[at + (2 * Fan)] > lines[leaf.LateTau]) lines[leaf.LateTau] = _leafLines[at + (2 * Fan)];
        }

        foreach (var level in _levels)
        {
            var node = level.AsSpan((index / Fan) * Node, Node);
            var child = index % Fan;
            var same = true;
            for (var n = 0; n < Fan; n++)
            {
                ref var line = ref node[(n * Fan) + child];
                if (line == lines[n]) continue;
                (line, same) = (lines[n], false);
            }

            if (same) return false;
            for (var n = 0; n < Fan; n++) lines[n] = Largest(node.Slice(n * Fan, Fan));
            index /= Fan;
        }

        if (lines.SequenceEqual(root)) return false;
        lines.CopyTo(root);
        return true;
    }

    /// <summary>Bounds of the eight children of a node.</summary>
    public readonly void Children(int level, int index, double now, ReadOnlySpan<double> slopes, Span<double> bounds)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(level == Top ? _top : level == 1 ? _bottom : _levels[level - 1]);
        var at = (nuint)(index * Node);
        var most = Vector512.Create(double.NegativeInfinity);
        for (var n = 0; n < Fan; n++)
            most = Vector512.Max(most, Vector512.LoadUnsafe(ref first, at + (nuint)(n * Fan)) + Vector512.Create(now * slopes[n]));
        most.CopyTo(bounds);
    }

    /// <summary>Bounds of the leaves of a group.</summary>
    public readonly void Leaves(int index, double now, Span<double> bounds)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_leafLines);
        var at = (nuint)(index * 4 * Fan);
        var time = Vector512.Create(now);
        Vector512.Max(
            Vector512.LoadUnsafe(ref first, at) + (time * Vector512.LoadUnsafe(ref first, at + Fan)),
            Vector512.LoadUnsafe(ref first, at + (2 * Fan)) + (time * Vector512.LoadUnsafe(ref first, at + (3 * Fan)))).CopyTo(bounds);
    }

    private readonly double Line(int position, int which) => _leafLines[((position / Fan) * 4 * Fan) + (which * Fan) + (position % Fan)];

    private static double Largest(ReadOnlySpan<double> of)
    {
        var most = of[0];
        for (var n = 1; n < of.Length; n++) most = of[n] > most ? of[n] : most;
        return most;
    }

    private static double[] Empty(int size)
    {
        var lines = new double[size];
        Array.Fill(lines, double.NegativeInfinity);
        return lines;
    }

    private void Grow(Span<double> root)
    {
        var leaves = _leaves.Length * 2;
        Array.Resize(ref _leaves, leaves);
        Array.Resize(ref _required, leaves);
        var old = _leafLines.Length;
        Array.Resize(ref _leafLines, leaves * 4);
        Array.Fill(_leafLines, double.NegativeInfinity, old, _leafLines.Length - old);
        var levels = new List<double[]>();
        for (var width = leaves / Fan; width > 1; width = (width + Fan - 1) / Fan) levels.Add(Empty((width + Fan - 1) / Fan * Node));
        _levels = [.. levels];
        (_bottom, _top, Top) = (_levels[0], _levels[^1], _levels.Length);
        root.Fill(double.NegativeInfinity);
        for (var position = 0; position < Count; position += Fan) Raise(position, root);
    }
}

/// <summary>A class as a search meets it: what it requires, its two candidates, the steps of its two lines.</summary>
internal struct Leaf
{
    public ulong Packed;
    public ushort[]? Rest;
    public long FirstKey;
    public long FirstSince;
    public long LiveKey;
    public long LiveSince;
    public int First;
    public int Live;
    public int Class;
    public int Weight;
    public int Service;
    public byte Tau;
    public byte LateTau;
}

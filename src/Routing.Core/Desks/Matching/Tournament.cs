using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>Classes filed under one (skill, level), but for those in front: leaves in groups of eight, and above them nodes that bound what lies
/// below.</summary>
/// <remarks>Bounds of all heights lie in one array, blocks of <see cref="Lines"/>, the groups of leaves first. A value, so that
/// <see cref="Roots"/> holds them in one array: what a search waits for is memory. Empty, it takes no memory of its own.</remarks>
internal struct Tournament
{
    private const int Fan = Lines.Fan;

    private int[]? _classes;

    /// <summary>What each leaf requires: most are passed over for want of a skill, without a look at the rest of them.</summary>
    private ulong[] _required;

    private double[] _lines;
    private Starts _starts;

    public int Count { get; private set; }

    /// <summary>Height of the node to begin with; 0 if there is just one group of leaves.</summary>
    public int Top { get; private set; }

    public readonly int ClassAt(int position) => _classes![position];

    /// <summary>Of a leaf, the first four skills.</summary>
    public readonly ulong Required(int position) => _required[position];

    /// <summary>Of the leaves of a group.</summary>
    public readonly ReadOnlySpan<ulong> RequiredIn(int group) => _required.AsSpan(group * Fan, Fan);

    public readonly ReadOnlySpan<int> ClassesIn(int group) => _classes.AsSpan(group * Fan, Fan);

    /// <summary>Bounds of the eight children of a node; at height 0 of the leaves of a group.</summary>
    public readonly Vector512<double> Bounds(int height, int index, double now, double steep) =>
        Lines.At(_lines, _starts[height] + index, now, height == 0 ? Lines.LeafMs : Lines.NodeMs, steep);

    /// <summary>The bound is still to be set.</summary>
    public int Add(int number, ulong required, double now, double steep)
    {
        if (_classes is null) (_classes, _required, _lines) = (new int[Fan], new ulong[Fan], Lines.Empty(1));
        if (Count == _classes.Length) Grow(now, steep);
        _classes[Count] = number;
        _required[Count] = required;
        return Count++;
    }

    /// <summary>The last leaf takes the place of this one; both are still to be raised.</summary>
    /// <returns>The class that moved here, or −1.</returns>
    public int RemoveAt(int position)
    {
        var last = --Count;
        var moved = position == last ? -1 : _classes![last];
        _classes![position] = _classes[last];
        _required[position] = _required[last];
        Lines.Copy(_lines, Place(last), Place(position));
        Lines.Set(_lines, last / Fan, last % Fan, Line.None, 0);
        return moved;
    }

    /// <summary>The bound of a leaf.</summary>
    public readonly void Set(int position, Line line, double now) => Lines.Set(_lines, position / Fan, position % Fan, line, now);

    public readonly void CopyLine(int position, double[] into, (int Block, int Child) to) => Lines.Copy(_lines, Place(position), into, to);

    /// <summary>Another class takes the place of a leaf, and the bounds change places; the leaf is still to be raised.</summary>
    public readonly void Replace(int position, int number, ulong required, double[] lines, (int Block, int Child) line)
    {
        _classes![position] = number;
        _required[position] = required;
        Lines.Swap(_lines, Place(position), lines, line);
    }

    /// <summary>The leaf that a way along the largest bounds leads to, and its bound; there is one.</summary>
    public readonly int Highest(double now, double steep, out double bound)
    {
        var index = 0;
        for (var height = Top; ; height--)
        {
            var bounds = Bounds(height, index, now, steep);
            bound = Lines.Largest(bounds);
            index = (index * Fan) + Lines.LaneOf(bounds, bound);
            if (height == 0) return index;
        }
    }

    /// <summary>Carries a changed leaf up until nothing changes; true if it came to the top, with the bound of everything.</summary>
    public readonly bool Raise(int position, double now, double steep, out Line top)
    {
        var index = position / Fan;
        top = Lines.Over(_lines, index, now, Lines.LeafMs, steep);
        for (var height = 1; height <= Top; height++)
        {
            var block = _starts[height] + (index / Fan);
            if (!Lines.Renew(_lines, block, index % Fan, top, now, steep)) return false;
            top = Lines.Over(_lines, block, now, Lines.NodeMs, steep);
            index /= Fan;
        }

        return true;
    }

    /// <summary>For tests: every bound that lies above a leaf.</summary>
    public readonly IEnumerable<double> BoundsAbove(int position, double now, double steep)
    {
        var all = new List<double>();
        for (var (height, index) = (0, position); height <= Top; height++, index /= Fan)
            all.Add(Bounds(height, index / Fan, now, steep)[index % Fan]);
        return all;
    }

    private static (int Block, int Child) Place(int position) => (position / Fan, position % Fan);

    private void Grow(double now, double steep)
    {
        var leaves = _classes!.Length * 2;
        Array.Resize(ref _classes, leaves);
        Array.Resize(ref _required, leaves);
        var (old, groups) = (_lines, _starts[1] == 0 ? 1 : _starts[1]);
        Top = 0;
        var blocks = leaves / Fan;
        for (var width = blocks; width > 1; blocks += width)
        {
            width = (width + Fan - 1) / Fan;
            _starts[++Top] = blocks;
        }

        _lines = Lines.Empty(blocks);
        Array.Copy(old, _lines, groups * Lines.Block);
        for (var position = 0; position < Count; position += Fan) Raise(position, now, steep, out _);
    }

    /// <summary>Of each height the first block; more heights than any number of classes has.</summary>
    [InlineArray(10)]
    private struct Starts
    {
        private int _first;
    }
}

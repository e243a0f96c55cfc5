using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The classes filed under one (skill, level): leaves in groups of eight, and above them nodes that bound what lies below.</summary>
/// <remarks>Bounds of all heights lie in one array, blocks of <see cref="Lines"/>, the groups of leaves first. A value, so that
/// <see cref="Roots"/> holds them in one array: what a search waits for is memory.</remarks>
internal struct Tournament
{
    private const int Fan = Lines.Fan;

    private Leaf[] _leaves;

    /// <summary>What each leaf requires: most are passed over for want of a skill, without a look at the rest of them.</summary>
    private ulong[] _required;

    private double[] _lines;
    private Starts _starts;

    public int Count { get; private set; }

    /// <summary>Height of the node to begin with; 0 if there is just one group of leaves.</summary>
    public int Top { get; private set; }

    public static Tournament Create() => new() { _leaves = new Leaf[Fan], _required = new ulong[Fan], _lines = Lines.Empty(1) };

    public readonly bool Exists => _leaves is not null;

    public readonly ref Leaf this[int position] => ref _leaves[position];

    /// <summary>Of a leaf, the first four skills.</summary>
    public readonly ulong Required(int position) => _required[position];

    /// <summary>Bounds of the eight children of a node; at height 0 of the leaves of a group.</summary>
    public readonly Vector512<double> Bounds(int height, int index, double now, double steep) =>
        Lines.At(_lines, _starts[height] + index, now, height == 0 ? Lines.LeafMs : Lines.NodeMs, steep);

    public int Add(in Leaf leaf, ulong required, double now, double steep)
    {
        if (Count == _leaves.Length) Grow(now, steep);
        _leaves[Count] = leaf;
        _required[Count] = required;
        return Count++;
    }

    /// <summary>The last leaf takes the place of this one; both are still to be raised.</summary>
    /// <returns>The class that moved here, or −1.</returns>
    public int RemoveAt(int position)
    {
        var last = --Count;
        var moved = position == last ? -1 : _leaves[last].Class;
        _leaves[position] = _leaves[last];
        _required[position] = _required[last];
        Lines.Copy(_lines, Place(last), Place(position));
        _leaves[last] = default;
        Lines.Set(_lines, last / Fan, last % Fan, Line.None, 0);
        return moved;
    }

    /// <summary>The bound of a leaf.</summary>
    public readonly void Set(int position, Line line, double now) => Lines.Set(_lines, position / Fan, position % Fan, line, now);

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

    private static (int Block, int Child) Place(int position) => (position / Fan, position % Fan);

    private void Grow(double now, double steep)
    {
        var leaves = _leaves.Length * 2;
        Array.Resize(ref _leaves, leaves);
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

/// <summary>A class as a search meets it: its two candidates, and what their value follows from.</summary>
internal struct Leaf
{
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
}

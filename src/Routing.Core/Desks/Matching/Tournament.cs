namespace Routing.Core.Desks.Matching;

/// <summary>The classes filed under one (skill, level): leaves in groups of eight, and above them nodes that bound what lies below.</summary>
/// <remarks>A bound is the larger of two lines in time: <c>Live + now·LiveSlope</c> and <c>Late + now·LateSlope</c>. No value below grows
/// faster, so a bound once true stays true; refreshing a leaf makes it tight again.</remarks>
internal sealed class Tournament
{
    private const int Fan = 8;
    private Leaf[] _leaves = new Leaf[Fan];
    private Bound[][] _levels = [[Bound.Empty]];

    public int Count { get; private set; }

    public int Top => _levels.Length - 1;

    public Bound Root => _levels[^1][0];

    public ref Leaf this[int position] => ref _leaves[position];

    public ReadOnlySpan<Leaf> Group(int index) => _leaves.AsSpan(index * Fan, Math.Min(Fan, Count - (index * Fan)));

    public ReadOnlySpan<Bound> Children(int level, int index)
    {
        var below = _levels[level - 1];
        return below.AsSpan(index * Fan, Math.Min(Fan, below.Length - (index * Fan)));
    }

    public int Add(in Leaf leaf)
    {
        if (Count == _leaves.Length) Grow();
        _leaves[Count] = leaf;
        return Count++;
    }

    /// <summary>The last leaf takes the place of this one.</summary>
    /// <returns>The class that moved here, or −1.</returns>
    public int RemoveAt(int position)
    {
        var last = --Count;
        _leaves[position] = _leaves[last];
        _leaves[last] = default;
        Raise(last);
        if (position == last) return -1;
        Raise(position);
        return _leaves[position].Class;
    }

    /// <summary>Carries a changed leaf up until nothing changes.</summary>
    public void Raise(int position)
    {
        var index = position / Fan;
        var bound = Bound.Empty;
        foreach (ref readonly var leaf in Group(index)) bound = bound.Or(leaf.Bound);
        for (var level = 0; ; level++)
        {
            ref var node = ref _levels[level][index];
            if (node == bound) return;
            node = bound;
            if (level == Top) return;
            index /= Fan;
            bound = Bound.Empty;
            foreach (ref readonly var child in Children(level + 1, index)) bound = bound.Or(child);
        }
    }

    private void Grow()
    {
        Array.Resize(ref _leaves, _leaves.Length * 2);
        var levels = new List<Bound[]>();
        for (var width = _leaves.Length / Fan; ; width = (width + Fan - 1) / Fan)
        {
            var nodes = new Bound[width];
            Array.Fill(nodes, Bound.Empty);
            levels.Add(nodes);
            if (width == 1) break;
        }

        _levels = [.. levels];
        for (var position = 0; position < Count; position += Fan) Raise(position);
    }
}

/// <summary>Two lines in time, the larger of which no value below exceeds.</summary>
internal readonly record struct Bound(double Live, double Late)
{
    public static readonly Bound Empty = new(double.NegativeInfinity, double.NegativeInfinity);

    /// <param name="seconds">Now.</param>
    public double At(double seconds, double slope)
    {
        var bound = Math.Max(Live + (seconds * slope), Late + (seconds * RankScale.LateSlope));

        // Rounding: far above what these operations can lose, far below what tells two threads apart.
        return bound + 1e-6 + (Math.Abs(bound) * 1e-12);
    }

    public Bound Or(Bound other) => new(Live > other.Live ? Live : other.Live, Late > other.Late ? Late : other.Late);
}

/// <summary>A class as a search meets it: what it requires, its bound, its two candidates.</summary>
internal struct Leaf
{
    public ulong Packed;
    public ushort[]? Rest;
    public Bound Bound;
    public long FirstKey;
    public long FirstSince;
    public long LiveKey;
    public long LiveSince;
    public int First;
    public int Live;
    public int Class;
    public int Weight;
    public int Service;
}

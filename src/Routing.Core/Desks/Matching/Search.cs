using System.Numerics;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The best waiting thread for an agent: opens what has the largest bound first, and stops once the best found exceeds every bound
/// left. Branch and bound; exact.</summary>
/// <remarks>The agent's skills stand side by side, of each the bounds of its levels; bodies, which few searches come to, on a
/// <see cref="Frontier"/> of their own.</remarks>
internal sealed class Search(ThreadIndex index)
{
    private const int None = -1;
    private const int Fan = Lines.Fan;

    private readonly Frontier _bodies = new();
    private byte[] _levels = [];
    private int[] _skills = new int[4 * Fan];

    /// <summary>By skill of the agent, the largest of its levels.</summary>
    private double[] _largest = new double[4 * Fan];

    /// <summary>By skill of the agent, eight levels: bounds of what was not looked at.</summary>
    private double[] _bounds = new double[4 * Fan * Fan];
    private int _count;
    private long _now;
    private double _steep;

    /// <summary>Slot of the best thread; −1 if there is none.</summary>
    public int Best { get; private set; }

    public double BestValue { get; private set; }

    public void Begin(long now)
    {
        _now = now;
        _steep = index.Scale.Steep;
        _count = 0;
        _bodies.Clear();
        Best = None;
        BestValue = double.NegativeInfinity;
    }

    /// <summary>Offers a thread from elsewhere, so that the search need not look below it.</summary>
    public void Consider(int slot, double value)
    {
        if (Better(slot, value)) (Best, BestValue) = (slot, value);
    }

    /// <param name="has">The agent's skills at their levels, as of <see cref="SkillTable.Set"/>.</param>
    public void Run(ReadOnlySpan<ushort> has)
    {
        Learn(has);

        // What requires nothing is filed under level 0 of the first skill; what requires a skill, under it at that level.
        Put(0, levels: 0b0000_0001);
        foreach (var one in has) Put(one / SkillTable.Levels, levels: (byte)((2 << (one % SkillTable.Levels)) - 2));
        do _largest[_count++] = double.NegativeInfinity;
        while (_count % Fan != 0);

        while (true)
        {
            var (at, bound) = Highest();
            if (_bodies.First.Bound > bound)
            {
                if (!(_bodies.First.Bound >= BestValue)) break;
                Descend(_bodies.Pop());
            }
            else
            {
                if (double.IsNegativeInfinity(bound) || !(Loosened(bound) >= BestValue)) break;
                OpenFront(at, bound);
            }
        }

        foreach (var one in has) _levels[one / SkillTable.Levels] = 0;
    }

    /// <summary>A bound as it is compared: by more than its rounding can lose, by far less than what tells two threads apart.</summary>
    public static double Loosened(double bound) => double.IsNegativeInfinity(bound) ? bound : bound + 1e-6 + (Math.Abs(bound) * 1e-12);

    /// <summary>The agent's level in each skill, as a requirement reads it.</summary>
    private void Learn(ReadOnlySpan<ushort> has)
    {
        if (_levels.Length < index.Demand.Skills) _levels = new byte[index.Demand.Skills];
        foreach (var one in has) _levels[one / SkillTable.Levels] = (byte)(one % SkillTable.Levels);
        if (has.Length < _skills.Length - Fan) return;
        var room = (has.Length + (2 * Fan)) / Fan * Fan;
        (_skills, _largest, _bounds) = (new int[room], new double[room], new double[room * Fan]);
    }

    private void Put(int skill, byte levels)
    {
        if (!index.Roots.TryBounds(skill, _now, _steep, out var bounds)) return;
        var kept = Lines.Only(bounds, levels);
        kept.CopyTo(_bounds, _count * Fan);
        _largest[_count] = Lines.Largest(kept);
        _skills[_count++] = skill;
    }

    /// <summary>The skill under which the largest bound stands.</summary>
    private (int At, double Bound) Highest()
    {
        var largest = Vector512.Create<double>(_largest.AsSpan(0, Fan));
        for (var n = Fan; n < _count; n += Fan) largest = Vector512.Max(largest, Vector512.Create<double>(_largest.AsSpan(n, Fan)));
        var bound = Lines.Largest(largest);
        return (_largest.AsSpan(0, _count).IndexOf(bound), bound);
    }

    /// <summary>The classes in front under one level of a skill; what is behind them goes to the frontier.</summary>
    private void OpenFront(int at, double bound)
    {
        var levels = Vector512.Create<double>(_bounds.AsSpan(at * Fan, Fan));
        var level = Lines.LaneOf(levels, bound);
        _bounds[(at * Fan) + level] = double.NegativeInfinity;
        _largest[at] = Lines.Largest(Vector512.Create<double>(_bounds.AsSpan(at * Fan, Fan)));

        var roots = index.Roots;
        var anchor = (_skills[at] * SkillTable.Levels) + level;
        LookAt(roots.BoundsInFront(anchor, _now, _steep), roots.RequiredInFront(anchor), roots.ClassesInFront(anchor));
        var rest = Loosened(roots.BoundOfRest(anchor, _now, _steep));
        if (rest >= BestValue && !double.IsNegativeInfinity(rest)) _bodies.Push(new Node(rest, anchor, 0, (sbyte)roots.Body(anchor).Top, 0));
    }

    /// <summary>From a node of a body to its best child, and on for as long as nothing is better; the other children stay on the frontier as
    /// one: few of them are ever looked at.</summary>
    private void Descend(Node node)
    {
        ref readonly var body = ref index.Roots.Body(node.Anchor);
        while (node.Height > 0)
        {
            var left = Lines.Only(body.Bounds(node.Height, node.Index, _now, _steep), (byte)~node.Done);
            var best = Lines.Largest(left);
            if (double.IsNegativeInfinity(best) || !(Loosened(best) >= BestValue)) return;
            var child = Lines.LaneOf(left, best);
            var done = (byte)(node.Done | (1 << child));
            var next = Loosened(Lines.Largest(Lines.Only(left, (byte)~done)));
            if (next >= BestValue && !double.IsNegativeInfinity(next)) _bodies.Push(node with { Bound = next, Done = done });
            node = new Node(Loosened(best), node.Anchor, (node.Index * Fan) + child, (sbyte)(node.Height - 1), 0);
            if (!(_bodies.First.Bound > node.Bound)) continue;
            _bodies.Push(node);
            return;
        }

        LookAt(body.Bounds(0, node.Index, _now, _steep), body.RequiredIn(node.Index), body.ClassesIn(node.Index));
    }

    /// <summary>Eight classes: those that the agent can serve, the largest bound first.</summary>
    private void LookAt(Vector512<double> bounds, ReadOnlySpan<ulong> required, ReadOnlySpan<int> classes)
    {
        var least = double.IsNegativeInfinity(BestValue) ? double.MinValue : BestValue - 2e-6 - (Math.Abs(BestValue) * 2e-12);
        var fit = 0;
        for (var worth = Vector512.GreaterThanOrEqual(bounds, Vector512.Create(least)).ExtractMostSignificantBits(); worth != 0; worth &= worth - 1)
        {
            var child = BitOperations.TrailingZeroCount(worth);
            if (new Requirement(required[child], null).MetBy(_levels)) fit |= 1 << child;
        }

        while (fit != 0)
        {
            var left = Lines.Only(bounds, (byte)fit);
            var bound = Lines.Largest(left);
            if (!(Loosened(bound) >= BestValue)) return;
            var next = Lines.LaneOf(left, bound);
            fit &= ~(1 << next);
            LookAt(classes[next], required[next]);
        }
    }

    private void LookAt(int number, ulong required)
    {
        ref readonly var leaf = ref index.LeafOf(number);
        if (leaf.Rest is not null && !new Requirement(required, leaf.Rest).MetBy(_levels)) return;
        if (leaf.Live != None && leaf.LiveKey <= _now) index.Refresh(number, _now);
        Consider(leaf.First, index.Value(leaf, live: false, _now));
        if (leaf.Live != None && leaf.Live != leaf.First) Consider(leaf.Live, index.Value(leaf, live: true, _now));
    }

    private bool Better(int slot, double value) =>
        Best == None || value > BestValue || (value == BestValue && index.Queues.Precedes(slot, Best));
}

using System.Numerics;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>The best waiting thread for an agent: opens what has the largest bound first, and stops once the best found exceeds every bound
/// left. Branch and bound; exact.</summary>
internal sealed class Search(ThreadIndex index)
{
    private const int None = -1;

    /// <summary>Height of the node above the tournaments of one skill.</summary>
    private const sbyte Skill = sbyte.MaxValue;

    private const int ByteMask = 0xFF;

    private static readonly Vector512<long> Bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);

    private byte[] _levels = [];
    private Node[] _frontier = new Node[256];
    private int _count;
    private long _now;
    private double _steep;

    /// <summary>Slot of the best thread; −1 if there is none.</summary>
    public int Best { get; private set; }

    public double BestValue { get; private set; }

    public int Visits { get; private set; }

    public void Begin(long now)
    {
        _now = now;
        _steep = index.Scale.Steep;
        _count = 0;
        Best = None;
        BestValue = double.NegativeInfinity;
        Visits = 0;
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
        PushSkill(0, done: 0b1111_1110);
        foreach (var one in has) PushSkill(one / SkillTable.Levels, done: (byte)~((2 << (one % SkillTable.Levels)) - 2));
        while (_count > 0 && _frontier[0].Bound >= BestValue) Descend(Pop());
        foreach (var one in has) _levels[one / SkillTable.Levels] = 0;
    }

    /// <summary>A bound as it is compared: by more than its rounding can lose, by far less than what tells two threads apart.</summary>
    public static double Loosened(double bound) => double.IsNegativeInfinity(bound) ? bound : bound + 1e-6 + (Math.Abs(bound) * 1e-12);

    /// <summary>The agent's level in each skill, as a requirement reads it.</summary>
    private void Learn(ReadOnlySpan<ushort> has)
    {
        if (_levels.Length < index.Demand.Skills) _levels = new byte[index.Demand.Skills];
        foreach (var one in has) _levels[one / SkillTable.Levels] = (byte)(one % SkillTable.Levels);
    }

    private void PushSkill(int skill, byte done)
    {
        if (!index.Roots.TryBounds(skill, _now, _steep, out var bounds)) return;
        var left = Left(bounds, done);
        var best = Lines.Largest(left);
        if (double.IsNegativeInfinity(best)) return;
        Push(new Node(Loosened(best), skill, 0, Skill, done));
    }

    /// <summary>From a node to its best child, and on for as long as nothing on the frontier is better; the other children stay on the
    /// frontier as one: few of them are ever looked at.</summary>
    private void Descend(Node node)
    {
        Visits++;
        if (node.Height == Skill)
        {
            if (!index.Roots.TryBounds(node.Anchor, _now, _steep, out var levels) || !Choose(levels, node, out var level, out var bound)) return;
            var anchor = (node.Anchor * SkillTable.Levels) + level;
            node = new Node(bound, anchor, 0, (sbyte)index.Roots.At(anchor).Top, 0);
            if (!GoesOn(node)) return;
        }

        ref readonly var tournament = ref index.Roots.At(node.Anchor);
        while (node.Height > 0)
        {
            if (!Choose(tournament.Bounds(node.Height, node.Index, _now, _steep), node, out var child, out var bound)) return;
            node = new Node(bound, node.Anchor, (node.Index * Lines.Fan) + child, (sbyte)(node.Height - 1), 0);
            if (!GoesOn(node)) return;
        }

        LookAt(tournament, node.Index);
    }

    /// <summary>The best child; the frontier is given the rest of the node. False if there is no child left.</summary>
    private bool Choose(Vector512<double> bounds, in Node node, out int child, out double bound)
    {
        var left = Left(bounds, node.Done);
        var best = Lines.Largest(left);
        (child, bound) = (0, Loosened(best));
        if (double.IsNegativeInfinity(best)) return false;
        child = LaneOf(left, best);
        var done = (byte)(node.Done | (1 << child));
        left = Left(bounds, done);
        var next = Lines.Largest(left);
        var loosened = Loosened(next);
        if (double.IsNegativeInfinity(next) || !(loosened >= BestValue)) return true;
        Push(node with { Bound = loosened, Done = done });
        return true;
    }

    /// <summary>Whether this is what to open next; if not, it waits on the frontier, unless it cannot be better than what was found.</summary>
    private bool GoesOn(in Node node)
    {
        if (!(node.Bound >= BestValue)) return false;
        if (_count > 0 && _frontier[0].Bound > node.Bound)
        {
            Push(node);
            return false;
        }

        Visits++;
        return true;
    }

    /// <summary>The leaves of a group that the agent can serve, the largest bound first.</summary>
    private void LookAt(in Tournament tournament, int group)
    {
        var bounds = tournament.Bounds(0, group, _now, _steep);
        var others = ByteMask;
        var least = double.IsNegativeInfinity(BestValue) ? double.MinValue : BestValue - 2e-6 - (Math.Abs(BestValue) * 2e-12);
        for (var worth = Vector512.GreaterThanOrEqual(bounds, Vector512.Create(least)).ExtractMostSignificantBits(); worth != 0; worth &= worth - 1)
        {
            var child = BitOperations.TrailingZeroCount(worth);
            if (new Requirement(tournament.Required((group * Lines.Fan) + child), null).MetBy(_levels)) others &= ~(1 << child);
        }

        while (true)
        {
            var left = Left(bounds, (byte)others);
            var bound = Lines.Largest(left);
            if (double.IsNegativeInfinity(bound) || !(Loosened(bound) >= BestValue)) return;
            var next = LaneOf(left, bound);
            others |= 1 << next;
            LookAt(tournament, (group * Lines.Fan) + next, ref tournament[(group * Lines.Fan) + next]);
        }
    }

    private void LookAt(in Tournament tournament, int position, ref Leaf leaf)
    {
        if (leaf.Rest is not null && !new Requirement(tournament.Required(position), leaf.Rest).MetBy(_levels)) return;
        if (leaf.Live != None && leaf.LiveKey <= _now) index.Refresh(leaf.Class, _now);
        Consider(leaf.First, index.Value(leaf, live: false, _now));
        if (leaf.Live != None && leaf.Live != leaf.First) Consider(leaf.Live, index.Value(leaf, live: true, _now));
    }

    /// <param name="done">A bit for each child that is dealt with.</param>
    private static Vector512<double> Left(Vector512<double> bounds, byte done) => Vector512.ConditionalSelect(
        Vector512.Equals(Vector512.Create((long)done) & Bits, Vector512<long>.Zero).AsDouble(), bounds, Vector512.Create(double.NegativeInfinity));

    private static int LaneOf(Vector512<double> of, double value) =>
        BitOperations.TrailingZeroCount(Vector512.Equals(of, Vector512.Create(value)).ExtractMostSignificantBits());

    private bool Better(int slot, double value) =>
        Best == None || value > BestValue || (value == BestValue && index.Queues.Precedes(slot, Best));

    private void Push(in Node node)
    {
        if (!(node.Bound >= BestValue) || double.IsNegativeInfinity(node.Bound)) return;
        if (_count == _frontier.Length) Array.Resize(ref _frontier, _count * 2);
        var at = _count++;
        for (; at > 0 && _frontier[(at - 1) / 2].Bound < node.Bound; at = (at - 1) / 2) _frontier[at] = _frontier[(at - 1) / 2];
        _frontier[at] = node;
    }

    private Node Pop()
    {
        var first = _frontier[0];
        var last = _frontier[--_count];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _count && _frontier[child + 1].Bound > _frontier[child].Bound) child++;
            if (child >= _count || _frontier[child].Bound <= last.Bound) break;
            _frontier[at] = _frontier[child];
            at = child;
        }

        _frontier[at] = last;
        return first;
    }

    /// <param name="Anchor">Of a node above tournaments, the skill.</param>
    private readonly record struct Node(double Bound, int Anchor, int Index, sbyte Height, byte Done);
}

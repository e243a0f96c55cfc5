namespace Routing.Core.Desks.Matching;

/// <summary>The best waiting thread for an agent: opens what has the largest bound first, and stops once the best found exceeds every bound
/// left. Branch and bound; exact.</summary>
internal sealed class Search(ThreadIndex index)
{
    private const int None = -1;
    private Node[] _frontier = new Node[256];
    private int _count;
    private long _now;

    /// <summary>Slot of the best thread; −1 if there is none.</summary>
    public int Best { get; private set; }

    public double BestValue { get; private set; }

    public int Visits { get; private set; }

    public void Begin(long now)
    {
        _now = now;
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

    public void Run(ReadOnlySpan<byte> levels)
    {
        var seconds = _now / 1000.0;
        var slope = index.Scale.LiveSlope;
        PushRoot(0, seconds, slope);
        for (var skill = 0; skill < levels.Length; skill++)
        {
            for (var level = 1; level <= levels[skill]; level++) PushRoot((skill * SkillTable.Levels) + level, seconds, slope);
        }

        while (_count > 0 && _frontier[0].Bound >= BestValue)
        {
            var node = Pop();
            Visits++;
            var tournament = index.At(node.Anchor)!;
            if (node.Level == 0) LookAt(tournament, node.Index, levels, seconds, slope);
            else Expand(tournament, node, seconds, slope);
        }
    }

    private void PushRoot(int anchor, double seconds, double slope)
    {
        if (index.At(anchor) is not { Count: > 0 } tournament) return;
        Push(new Node(tournament.Root.At(seconds, slope), anchor, tournament.Top, 0));
    }

    private void Expand(Tournament tournament, Node node, double seconds, double slope)
    {
        var children = tournament.Children(node.Level, node.Index);
        for (var n = 0; n < children.Length; n++)
        {
            if (double.IsNegativeInfinity(children[n].Live) && double.IsNegativeInfinity(children[n].Late)) continue;
            Push(new Node(children[n].At(seconds, slope), node.Anchor, node.Level - 1, (node.Index * 8) + n));
        }
    }

    private void LookAt(Tournament tournament, int group, ReadOnlySpan<byte> levels, double seconds, double slope)
    {
        var leaves = tournament.Group(group);
        for (var n = 0; n < leaves.Length; n++)
        {
            ref readonly var leaf = ref leaves[n];
            if (leaf.Bound.At(seconds, slope) < BestValue) continue;
            if (!new Requirement(leaf.Packed, leaf.Rest).MetBy(levels)) continue;
            if (leaf.Live != None && leaf.LiveKey <= _now) index.Refresh(leaf.Class, _now);
            Consider(leaf.First, index.Value(leaf, live: false, _now));
            if (leaf.Live != None && leaf.Live != leaf.First) Consider(leaf.Live, index.Value(leaf, live: true, _now));
        }
    }

    private bool Better(int slot, double value) =>
        Best == None || value > BestValue || (value == BestValue && index.Queues.Precedes(slot, Best));

    private void Push(Node node)
    {
        if (!(node.Bound >= BestValue)) return;
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

    private readonly record struct Node(double Bound, int Anchor, int Level, int Index);
}

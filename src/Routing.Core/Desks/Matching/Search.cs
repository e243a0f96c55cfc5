namespace Routing.Core.Desks.Matching;

/// <summary>The best waiting thread for an agent: opens what has the largest bound first, and stops once the best found exceeds every bound
/// left. Branch and bound; exact.</summary>
internal sealed class Search(ThreadIndex index)
{
    private const int None = -1;

    /// <summary>Heights of the two kinds of node above the tournaments' own.</summary>
    private const sbyte Root = -1;
    private const sbyte Skill = -2;

    private byte[] _levels = [];
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

    /// <param name="has">The agent's skills at their levels, as of <see cref="SkillTable.Set"/>.</param>
    public void Run(ReadOnlySpan<ushort> has)
    {
        Learn(has);
        var slopes = index.Scale.Slopes;
        Push(new Node(Loosened(index.Roots.Bound(0, _now, slopes)), 0, 0, Root, 0));
        foreach (var one in has) Push(new Node(Loosened(index.Roots.BoundUpTo(one, _now, slopes)), one, 0, Skill, 0));
        while (_count > 0 && _frontier[0].Bound >= BestValue)
        {
            var node = Pop();
            Visits++;
            if (node.Level == Skill) Enter(node.Anchor, slopes);
            else Descend(node, index.Roots.At(node.Anchor), slopes);
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
    }

    /// <summary>The levels of a skill, each with what is filed under it.</summary>
    private void Enter(int skillLevel, ReadOnlySpan<double> slopes)
    {
        for (var level = skillLevel % SkillTable.Levels; level > 0; level--, skillLevel--)
            Push(new Node(Loosened(index.Roots.Bound(skillLevel, _now, slopes)), skillLevel, 0, Root, 0));
    }

    /// <summary>From a node to its best child, and on for as long as nothing on the frontier is better; the other children stay on the
    /// frontier as one: few of them are ever looked at.</summary>
    private void Descend(Node node, in Tournament tournament, ReadOnlySpan<double> slopes)
    {
        Span<double> bounds = stackalloc double[Tournament.Fan];
        if (node.Level == Root) node = node with { Level = (sbyte)tournament.Top };
        while (node.Level > 0)
        {
            tournament.Children(node.Level, node.Index, _now, slopes, bounds);
            var (best, second) = FirstTwo(bounds, node.Done);
            if (best == None) return;
            if (second != None) Push(node with { Bound = Loosened(bounds[second]), Done = (byte)(node.Done | (1 << best)) });
            node = new Node(Loosened(bounds[best]), node.Anchor, (node.Index * Tournament.Fan) + best, (sbyte)(node.Level - 1), 0);
            if (node.Bound < BestValue) return;
            if (_count > 0 && _frontier[0].Bound > node.Bound)
            {
                Push(node);
                return;
            }

            Visits++;
        }

        LookAt(tournament, node.Index, bounds);
    }

    /// <param name="done">Children that are dealt with.</param>
    private static (int Best, int Second) FirstTwo(ReadOnlySpan<double> bounds, byte done)
    {
        var (best, second) = (None, None);
        for (var n = 0; n < bounds.Length; n++)
        {
            if ((done >> n & 1) != 0 || double.IsNegativeInfinity(bounds[n])) continue;
            if (best == None || bounds[n] > bounds[best]) (second, best) = (best, n);
            else if (second == None || bounds[n] > bounds[second]) second = n;
        }

        return (best, second);
    }

    private void LookAt(in Tournament tournament, int group, Span<double> bounds)
    {
        tournament.Leaves(group, _now, bounds);
        var required = tournament.Required(group);
        for (var n = 0; n < required.Length; n++)
        {
            if (!(Loosened(bounds[n]) >= BestValue) || !new Requirement(required[n], null).MetBy(_levels)) continue;
            ref readonly var leaf = ref tournament[(group * Tournament.Fan) + n];
            if (leaf.Rest is not null && !new Requirement(leaf.Packed, leaf.Rest).MetBy(_levels)) continue;
            if (leaf.Live != None && leaf.LiveKey <= _now) index.Refresh(leaf.Class, _now);
            Consider(leaf.First, index.Value(leaf, live: false, _now));
            if (leaf.Live != None && leaf.Live != leaf.First) Consider(leaf.Live, index.Value(leaf, live: true, _now));
        }
    }

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

    private readonly record struct Node(double Bound, int Anchor, int Index, sbyte Level, byte Done);
}

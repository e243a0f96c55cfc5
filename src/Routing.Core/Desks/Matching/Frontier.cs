namespace Routing.Core.Desks.Matching;

/// <summary>What a search has still to open, the largest bound first: a binary heap, kept from one search to the next.</summary>
internal sealed class Frontier
{
    private Node[] _nodes = new Node[256];
    private int _count;

    /// <summary>Bounded by −∞ if there is none.</summary>
    public ref readonly Node First => ref _count > 0 ? ref _nodes[0] : ref Node.None;

    public void Clear() => _count = 0;

    public void Push(in Node node)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
        var at = _count++;
        for (; at > 0 && _nodes[(at - 1) / 2].Bound < node.Bound; at = (at - 1) / 2) _nodes[at] = _nodes[(at - 1) / 2];
        _nodes[at] = node;
    }

    public Node Pop()
    {
        var first = _nodes[0];
        var last = _nodes[--_count];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _count && _nodes[child + 1].Bound > _nodes[child].Bound) child++;
            if (child >= _count || _nodes[child].Bound <= last.Bound) break;
            _nodes[at] = _nodes[child];
            at = child;
        }

        _nodes[at] = last;
        return first;
    }
}

/// <summary>A node of a body, or what is left of it.</summary>
/// <param name="Done">A bit for each child that is dealt with.</param>
internal readonly record struct Node(double Bound, int Anchor, int Index, sbyte Height, byte Done)
{
    private static readonly Node Nothing = new(double.NegativeInfinity, 0, 0, 0, 0);

    public static ref readonly Node None => ref Nothing;
}

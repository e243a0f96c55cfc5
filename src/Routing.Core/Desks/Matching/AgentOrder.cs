namespace Routing.Core.Desks.Matching;

/// <summary>Agents in <see cref="FreeOrder"/>: a treap in arrays, so that nothing is allocated as agents come and go.</summary>
/// <remarks>Priorities are a fixed hash of the agent's number: the shape follows from the members alone. Eight bytes an agent.</remarks>
internal sealed class AgentOrder(List<DeskAgent> agents)
{
    private const int None = -1;
    private Branch[] _branches = new Branch[16];
    private int _root = None;

    public int Count { get; private set; }

    public DeskAgent? First
    {
        get
        {
            if (_root == None) return null;
            var at = _root;
            while (_branches[at].Left != None) at = _branches[at].Left;
            return agents[at];
        }
    }

    public void Add(int agent)
    {
        if (agent >= _branches.Length)
        {
            Array.Resize(ref _branches, agent + 16 + (agent / 4));
        }

        Split(_root, agent, out var less, out var more);
        _branches[agent].Left = _branches[agent].Right = None;
        _root = Join(Join(less, agent), more);
        Count++;
    }

    public void Remove(int agent)
    {
        ref var at = ref _root;
        while (at != agent)
        {
            if (at == None) throw new InvalidOperationException($"agent {agents[agent].Id} is not in order");
            at = ref Before(agent, at) ? ref _branches[at].Left : ref _branches[at].Right;
        }

        at = Join(_branches[agent].Left, _branches[agent].Right);
        Count--;
    }

    public void Clear() => (_root, Count) = (None, 0);

    private bool Before(int a, int b) => FreeOrder.Instance.Compare(agents[a], agents[b]) < 0;

    private static uint Priority(int agent)
    {
        var hash = (uint)agent * 0x9E3779B1;
        hash ^= hash >> 15;
        hash *= 0x85EBCA77;
        return hash ^ (hash >> 13);
    }

    private void Split(int at, int agent, out int less, out int more)
    {
        if (at == None)
        {
            less = more = None;
        }
        else if (Before(at, agent))
        {
            Split(_branches[at].Right, agent, out var inner, out more);
            _branches[at].Right = inner;
            less = at;
        }
        else
        {
            Split(_branches[at].Left, agent, out less, out var inner);
            _branches[at].Left = inner;
            more = at;
        }
    }

    private int Join(int less, int more)
    {
        if (less == None) return more;
        if (more == None) return less;
        if (Priority(less) > Priority(more))
        {
            _branches[less].Right = Join(_branches[less].Right, more);
            return less;
        }

        _branches[more].Left = Join(less, _branches[more].Left);
        return more;
    }

    private struct Branch
    {
        public int Left;
        public int Right;
    }
}

/// <summary>Who gets an offer first: the lower price for the share of slots that would be busy with one more, then the longer idle, then the one
/// whom the desk has known for longer. Who is hard to replace, because much is asked of few like them, is dear and so is spent last; until
/// there are prices the load alone decides.</summary>
internal sealed class FreeOrder : IComparer<DeskAgent>
{
    public static readonly FreeOrder Instance = new();

    public static double Cost(DeskAgent agent) => Ladder.Value(agent.Price) * (agent.Busy + 100.0) / agent.Capacity;

    public int Compare(DeskAgent? a, DeskAgent? b)
    {
        if (ReferenceEquals(a, b)) return 0;
        var cost = Cost(a!).CompareTo(Cost(b!));
        if (cost != 0) return cost;
        return a!.FreeSince != b!.FreeSince ? a.FreeSince.CompareTo(b.FreeSince) : a.Slot.CompareTo(b.Slot);
    }
}

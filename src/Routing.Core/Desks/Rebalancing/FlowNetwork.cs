namespace Routing.Core.Desks.Rebalancing;

/// <summary>A network in which units flow along the cheapest paths: successive shortest paths, one unit at a time.</summary>
/// <remarks>After each push the flow is the cheapest of all that send as much out of each node as was asked so far (Ahuja, Magnanti and Orlin,
/// <i>Network Flows</i>, 1993, §9.7), also where units were taken back by a push in the other direction. Costs are not negative. A shortest path is
/// found by label correcting with a queue, since arcs that are used backwards cost less than nothing.</remarks>
public sealed class FlowNetwork(int nodes)
{
    private readonly List<int>[] _leaving = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
    private readonly List<int> _to = [];
    private readonly List<int> _room = [];
    private readonly List<int> _cost = [];
    private readonly int[] _distance = new int[nodes];
    private readonly int[] _by = new int[nodes];
    private readonly bool[] _queued = new bool[nodes];
    private readonly Queue<int> _queue = new();

    /// <summary>What all that flows costs.</summary>
    public int Cost { get; private set; }

    /// <returns>The arc's number.</returns>
    public int Add(int from, int to, int capacity, int cost = 0)
    {
        var arc = _to.Count;
        Half(from, to, capacity, cost);
        Half(to, from, 0, -cost);
        return arc;
    }

    /// <summary>Units on an arc: what the way back has room for.</summary>
    public int On(int arc) => _room[arc ^ 1];

    /// <summary>Sends one more unit along the cheapest path.</summary>
    /// <returns>False, and nothing changes, if there is none.</returns>
    public bool TryPush(int from, int to)
    {
        Label(from);
        if (_distance[to] == int.MaxValue) return false;
        for (var at = to; at != from; at = _to[_by[at] ^ 1])
        {
            _room[_by[at]]--;
            _room[_by[at] ^ 1]++;
        }

        Cost += _distance[to];
        return true;
    }

    private void Label(int from)
    {
        Array.Fill(_distance, int.MaxValue);
        _distance[from] = 0;
        _queue.Enqueue(from);
        while (_queue.TryDequeue(out var node))
        {
            _queued[node] = false;
            foreach (var arc in _leaving[node])
            {
                var (next, distance) = (_to[arc], _distance[node] + _cost[arc]);
                if (_room[arc] == 0 || distance >= _distance[next]) continue;
                (_distance[next], _by[next]) = (distance, arc);
                if (_queued[next]) continue;
                _queued[next] = true;
                _queue.Enqueue(next);
            }
        }
    }

    private void Half(int from, int to, int room, int cost)
    {
        _leaving[from].Add(_to.Count);
        _to.Add(to);
        _room.Add(room);
        _cost.Add(cost);
    }
}

using Routing.Load.Quality.Days;

namespace Routing.Load.Quality.Bounds;

/// <summary>A bound that no policy can pass, however much it knows beforehand: each agent can begin at most as many threads as they have
/// slots in each window of a mean work at full load and the best speed. Loose: work begun late costs nothing, and everybody is at their best.</summary>
/// <remarks>Sets of threads that can be begun in time are independent in a transversal matroid, so taking threads by weight, each if an
/// augmenting path makes room for it, is exact (Edmonds and Fulkerson 1965). What a search that failed has seen can never help another.</remarks>
public sealed class Clairvoyant
{
    private readonly Day _day;
    private readonly double _window;
    private readonly int[] _first;
    private readonly int[] _windows;
    private readonly List<int>[] _holds;
    private readonly int[] _stamp;
    private readonly int[] _reachedBy;
    private readonly int[] _heldIn;
    private int _search;

    private Clairvoyant(Day day, double window)
    {
        _day = day;
        _window = window;
        _first = new int[day.Agents];
        _windows = [.. day.Shifts.Select(shift => (int)Math.Ceiling((Math.Min(shift.Until, day.Close) - shift.From) / window))];
        var nodes = 0;
        for (var agent = 0; agent < day.Agents; agent++) (_first[agent], nodes) = (nodes, nodes + _windows[agent]);
        _holds = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>(day.Slots))];
        _stamp = new int[nodes];
        _reachedBy = new int[nodes];
        _heldIn = new int[day.Arrivals.Length];
    }

    /// <summary>Shares in per cent of threads, and of their weight, that must be missed.</summary>
    public static (double Miss, double WeightedMiss) Of(Day day)
    {
        var best = day.Speeds.Max();
        var taken = Taken(day, day.MeanWork / (day.Rates[day.Slots] * best));
        var weight = day.Arrivals.Sum(arrival => arrival.Weight);
        var missed = Enumerable.Range(0, day.Arrivals.Length).Where(thread => !taken[thread]).Sum(thread => day.Arrivals[thread].Weight);
        return (100.0 * taken.Count(yes => !yes) / day.Arrivals.Length, 100 * missed / weight);
    }

    /// <summary>Which threads a choice of greatest weight begins in time.</summary>
    /// <param name="window">Seconds in which a slot begins at most one.</param>
    public static bool[] Taken(Day day, double window)
    {
        var bound = new Clairvoyant(day, window);
        var taken = new bool[day.Arrivals.Length];
        foreach (var thread in Enumerable.Range(0, taken.Length).OrderByDescending(thread => day.Arrivals[thread].Weight).ThenBy(thread => thread))
            taken[thread] = bound.Augment(thread);
        return taken;
    }

    private const int Dead = -1;

    private bool Augment(int thread)
    {
        _search++;
        var seen = new List<int>();
        var asking = new Queue<int>([thread]);
        while (asking.TryDequeue(out var asker))
        {
            foreach (var node in Nodes(asker))
            {
                if (_stamp[node] == _search || _stamp[node] == Dead) continue;
                _stamp[node] = _search;
                _reachedBy[node] = asker;
                if (_holds[node].Count < _day.Slots)
                {
                    Shift(node, thread);
                    return true;
                }

                seen.Add(node);
                foreach (var held in _holds[node]) asking.Enqueue(held);
            }
        }

        foreach (var node in seen) _stamp[node] = Dead;
        return false;
    }

    /// <summary>Everybody on the path moves one on; the last place was free.</summary>
    private void Shift(int node, int thread)
    {
        while (true)
        {
            var asker = _reachedBy[node];
            var left = _heldIn[asker];
            _holds[node].Add(asker);
            _heldIn[asker] = node;
            if (asker == thread) return;
            _holds[left].Remove(asker);
            node = left;
        }
    }

    private IEnumerable<int> Nodes(int thread)
    {
        var arrival = _day.Arrivals[thread];
        var until = arrival.At + Math.Min(arrival.Within, arrival.Patience);
        foreach (var agent in _day.AgentsOf[arrival.Class])
        {
            var from = _day.Shifts[agent].From;
            if (until < from || arrival.At >= _day.Shifts[agent].Until) continue;
            var first = Math.Max(0, (int)Math.Floor((arrival.At - from) / _window));
            var last = Math.Min(_windows[agent] - 1, (int)Math.Floor((until - from) / _window));
            for (var window = first; window <= last; window++) yield return _first[agent] + window;
        }
    }
}

using Routing.Load.Quality.Days;

namespace Routing.Load.Quality.Policies;

/// <summary>Waiting threads in groups of equal class, priority and customer value: within one, every rule takes the oldest first, so only
/// heads are compared. Threads past their deadline are a group of their own, and so are those whose level was dropped.</summary>
public sealed class WaitingGroups
{
    private const int None = -1;
    private const int Kinds = 4;
    private readonly Day _day;
    private readonly int[] _head, _tail, _place, _next, _previous, _group;
    private readonly List<int> _active = [];

    public WaitingGroups(Day day)
    {
        _day = day;
        var groups = day.Classes * Terms.Priorities * Terms.Tiers * Kinds;
        (_head, _tail, _place) = (Filled(groups), Filled(groups), Filled(groups));
        (_next, _previous, _group) = (Filled(day.Arrivals.Length), Filled(day.Arrivals.Length), Filled(day.Arrivals.Length));
        Backlog = new int[day.Classes];
    }

    /// <summary>Groups with somebody in them, in no order.</summary>
    public List<int> Active => _active;

    /// <summary>Waiting threads, by what they now need.</summary>
    public int[] Backlog { get; }

    public int Head(int group) => _head[group];

    public static bool IsLate(int group) => (group & 1) == 1;

    public static bool IsRelaxed(int group) => (group & 2) == 2;

    /// <summary>What its threads now need.</summary>
    public int ClassOf(int group)
    {
        var asked = group / Kinds / (Terms.Priorities * Terms.Tiers);
        return IsRelaxed(group) ? _day.Loose[asked] : asked;
    }

    public void Add(int thread) => Add(thread, late: false, relaxed: false);

    /// <summary>Its level is asked for no longer.</summary>
    public void Relax(int thread)
    {
        var late = IsLate(_group[thread]);
        Remove(thread);
        Add(thread, late, relaxed: true);
    }

    /// <summary>Moves what is past its deadline to the groups of those.</summary>
    public void Expire(double now)
    {
        // From the end: what vanishes is replaced by what was looked at, or is late already.
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            var group = _active[i];
            while (!IsLate(group) && _head[group] is var head and not None && _day.Arrivals[head].Deadline <= now)
            {
                Remove(head);
                Add(head, late: true, IsRelaxed(group));
            }
        }
    }

    public void Remove(int thread)
    {
        var group = _group[thread];
        var (before, after) = (_previous[thread], _next[thread]);
        if (before == None) _head[group] = after;
        else _next[before] = after;
        if (after == None) _tail[group] = before;
        else _previous[after] = before;
        _group[thread] = None;
        Backlog[ClassOf(group)]--;
        if (_head[group] != None) return;

        var last = _active[^1];
        _active[_place[group]] = last;
        _place[last] = _place[group];
        _active.RemoveAt(_active.Count - 1);
        _place[group] = None;
    }

    private void Add(int thread, bool late, bool relaxed)
    {
        ref readonly var arrival = ref _day.Arrivals[thread];
        var group = (((((arrival.Class * Terms.Priorities) + arrival.Priority) * Terms.Tiers) + arrival.Tier) * Kinds)
            + (relaxed ? 2 : 0) + (late ? 1 : 0);
        _group[thread] = group;
        (_previous[thread], _next[thread]) = (_tail[group], None);
        if (_tail[group] == None) _head[group] = thread;
        else _next[_tail[group]] = thread;
        _tail[group] = thread;
        Backlog[ClassOf(group)]++;
        if (_place[group] != None) return;
        _place[group] = _active.Count;
        _active.Add(group);
    }

    private static int[] Filled(int count)
    {
        var array = new int[count];
        Array.Fill(array, None);
        return array;
    }
}

namespace Routing.Core.Desks;

/// <summary>All open threads in one row, and how many at its head are still ranked under an older policy: a new one is worked through from
/// there, a slice at a time, beside everything else.</summary>
/// <remarks>Whoever leaves gives the place to the last. So new ones never come to stand among those that are behind, but as already ranked
/// ones that are ranked once more, and none that is behind is ever passed by. The row is part of the snapshot.</remarks>
public sealed class ThreadRow
{
    /// <summary>Milliseconds between two slices.</summary>
    public const long SliceMs = 10;

    private readonly List<DeskThread> _row = [];

    public int Count => _row.Count;

    /// <summary>So many at the head are behind.</summary>
    public int Behind { get; private set; }

    public Instant SlicedAt { get; private set; }

    /// <summary>When the next slice is due.</summary>
    public Instant Due => Behind > 0 ? SlicedAt + SliceMs : Instant.Never;

    public DeskThread this[int place] => _row[place];

    public void Add(DeskThread thread)
    {
        thread.Place = _row.Count;
        _row.Add(thread);
    }

    /// <summary>One that took the place of another that was behind is behind itself.</summary>
    public void AddBehind(DeskThread thread)
    {
        Add(thread);
        if (Behind < thread.Place) (_row[thread.Place], _row[Behind]) = (_row[Behind], thread);
        _row[^1].Place = _row.Count - 1;
        thread.Place = Behind++;
    }

    public bool IsBehind(DeskThread thread) => thread.Place < Behind;

    public void Remove(DeskThread thread)
    {
        var last = _row[^1];
        _row[thread.Place] = last;
        last.Place = thread.Place;
        _row.RemoveAt(_row.Count - 1);
        Behind = Math.Min(Behind, _row.Count);
    }

    /// <summary>From now on all but the first so many are ranked under the policy that holds.</summary>
    public void Come(int behind, Instant at) => (Behind, SlicedAt) = (behind, at);
}

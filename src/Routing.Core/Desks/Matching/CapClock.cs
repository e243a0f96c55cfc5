namespace Routing.Core.Desks.Matching;

/// <summary>When the first thread of a class comes to the age cap: the only upward jump of a value, so its bound must be told at that moment.</summary>
/// <remarks>A binary heap of (receipt, class). An entry may be early: whoever takes it looks at the class and sets it again.</remarks>
internal sealed class CapClock
{
    private (long Since, int Class)[] _heap = new (long, int)[16];
    private int _count;

    /// <summary>Entries, those among them that no longer hold as well.</summary>
    public int Count => _count;

    public long First => _count > 0 ? _heap[0].Since : long.MaxValue;

    public void Add(long since, int queue)
    {
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        var at = _count++;
        for (; at > 0 && _heap[(at - 1) / 2].Since > since; at = (at - 1) / 2) _heap[at] = _heap[(at - 1) / 2];
        _heap[at] = (since, queue);
    }

    public (long Since, int Class) Take()
    {
        var first = _heap[0];
        var last = _heap[--_count];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _count && _heap[child + 1].Since < _heap[child].Since) child++;
            if (child >= _count || _heap[child].Since >= last.Since) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return first;
    }

    /// <summary>Lets go of the entries that no longer hold: a class that gets ever older threads leaves one behind with each.</summary>
    public void Forget(Func<long, int, bool> holds)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (holds(_heap[i].Since, _heap[i].Class)) _heap[kept++] = _heap[i];
        }

        // In order of receipt, which is a heap as well.
        Array.Sort(_heap, 0, kept);
        _count = kept;
    }
}

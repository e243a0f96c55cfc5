namespace Routing.Core.Desks.Matching;

/// <summary>Waiting threads in one queue per class, ordered by (key, since, id): doubly linked in one array, 40 bytes a thread.</summary>
/// <remarks>All of an entry lies together: one that was not touched for long costs one miss of the cache. Almost all come last and are
/// added at once; one that returns with its age walks to its place. The first live thread of a class (whose key lies ahead) is
/// found lazily: each thread is passed once.</remarks>
internal sealed class ClassQueues
{
    private const int None = -1;
    private Entry[] _entries = new Entry[16];
    private Queue[] _queues = new Queue[16];
    private int _free = None;
    private int _used;

    public DeskThread this[int slot] => _entries[slot].Thread!;

    public int Next(int slot) => _entries[slot].Next;

    public long Key(int slot) => _entries[slot].Key;

    public long Since(int slot) => _entries[slot].Since;

    /// <summary>Of a filed thread; −1 for one that is kept aside.</summary>
    public int ClassOf(int slot) => _entries[slot].Class;

    public int NeedOf(int slot) => _entries[slot].Need;

    public int First(int queue) => _queues[queue].First;

    /// <summary>As far as it was looked for: the first live one does not lie before it.</summary>
    public int MaybeLive(int queue) => _queues[queue].Live;

    public int Slot(DeskThread thread, long key, int need)
    {
        var slot = _free;
        if (slot == None)
        {
            slot = _used++;
            if (slot == _entries.Length) Array.Resize(ref _entries, slot * 2);
        }
        else
        {
            _free = _entries[slot].Next;
        }

        _entries[slot] = new Entry { Thread = thread, Key = key, Since = thread.Rank.Since.Ms, Class = None, Need = need };
        return slot;
    }

    public void Release(int slot)
    {
        _entries[slot].Thread = null;
        _entries[slot].Next = _free;
        _free = slot;
    }

    /// <summary>In no class (any more).</summary>
    public void Aside(int slot) => _entries[slot].Class = None;

    public int Count(Func<int, bool> counts)
    {
        var count = 0;
        for (var slot = 0; slot < _used; slot++)
        {
            if (_entries[slot].Thread is not null && counts(slot)) count++;
        }

        return count;
    }

    public void Open(int queue)
    {
        if (queue >= _queues.Length) Array.Resize(ref _queues, queue * 2);
        _queues[queue] = new Queue { First = None, Last = None, Live = None, Newest = None };
    }

    public void Insert(int queue, int slot)
    {
        ref var at = ref _queues[queue];
        var before = Before(at, slot);
        var after = before == None ? at.First : _entries[before].Next;
        (_entries[slot].Previous, _entries[slot].Next, _entries[slot].Class) = (before, after, queue);
        if (before == None) at.First = slot;
        else _entries[before].Next = slot;
        if (after == None) at.Last = slot;
        else _entries[after].Previous = slot;

        at.Newest = slot;

        // Right before the first live one it may be live itself; anywhere earlier its key is past like that of the one behind it.
        if (at.Live == after) at.Live = slot;
    }

    /// <summary>Behind which one it belongs; −1: it is the first. Looked for from both ends, and from the one that was added last, all at once: what
    /// is ranked anew comes in either order, and next to what has just come.</summary>
    private int Before(in Queue at, int slot)
    {
        if (at.Last == None || !Precedes(slot, at.Last)) return at.Last;
        if (Precedes(slot, at.First)) return None;
        var (front, back, near) = (at.First, at.Last, at.Newest);
        var earlier = Precedes(slot, near);
        while (true)
        {
            back = _entries[back].Previous;
            if (!Precedes(slot, back)) return back;
            var next = _entries[front].Next;
            if (Precedes(slot, next)) return front;
            front = next;
            next = earlier ? _entries[near].Previous : _entries[near].Next;
            if (Precedes(slot, next) != earlier) return earlier ? next : near;
            near = next;
        }
    }

    public void Unlink(int slot)
    {
        ref var at = ref _queues[_entries[slot].Class];
        var (before, after) = (_entries[slot].Previous, _entries[slot].Next);
        if (before == None) at.First = after;
        else _entries[before].Next = after;
        if (after == None) at.Last = before;
        else _entries[after].Previous = before;
        if (at.Live == slot) at.Live = after;
        if (at.Newest == slot) at.Newest = before == None ? after : before;
    }

    /// <summary>The first whose key lies after this instant; −1 if none.</summary>
    public int Live(int queue, long now)
    {
        ref var at = ref _queues[queue];
        while (at.Live != None && _entries[at.Live].Key <= now) at.Live = _entries[at.Live].Next;
        return at.Live;
    }

    /// <summary>Ties are the same on every machine: the smaller key, the longer wait, the id.</summary>
    public bool Precedes(int slot, int other)
    {
        if (_entries[slot].Key != _entries[other].Key) return _entries[slot].Key < _entries[other].Key;
        if (_entries[slot].Since != _entries[other].Since) return _entries[slot].Since < _entries[other].Since;
        return string.CompareOrdinal(_entries[slot].Thread!.Id, _entries[other].Thread!.Id) < 0;
    }

    private struct Entry
    {
        public DeskThread? Thread;
        public long Key;
        public long Since;
        public int Next;
        public int Previous;
        public int Class;
        public int Need;
    }

    private struct Queue
    {
        public int First;
        public int Last;
        public int Live;

        /// <summary>The one that was added last, or one beside it.</summary>
        public int Newest;
    }
}

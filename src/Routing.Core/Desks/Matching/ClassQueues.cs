namespace Routing.Core.Desks.Matching;

/// <summary>Waiting threads in one queue per class, ordered by (key, since, id): doubly linked in arrays, 40 bytes a thread.</summary>
/// <remarks>Almost all come last and are added at once; one that returns with its age walks from the tail to its place. The first live
/// thread of a class (whose key lies ahead) is found lazily: each thread is passed once.</remarks>
internal sealed class ClassQueues
{
    private const int None = -1;
    private DeskThread?[] _threads = new DeskThread?[16];
    private long[] _keys = new long[16];
    private long[] _since = new long[16];
    private int[] _next = new int[16];
    private int[] _prev = new int[16];
    private int[] _classes = new int[16];
    private int[] _needs = new int[16];
    private Queue[] _queues = new Queue[16];
    private int _free = None;
    private int _used;

    public DeskThread this[int slot] => _threads[slot]!;

    public int Next(int slot) => _next[slot];

    public long Key(int slot) => _keys[slot];

    public long Since(int slot) => _since[slot];

    /// <summary>Of a filed thread; −1 for one that is kept aside.</summary>
    public int ClassOf(int slot) => _classes[slot];

    public int NeedOf(int slot) => _needs[slot];

    public int First(int queue) => _queues[queue].First;

    public int Slot(DeskThread thread, long key, int need)
    {
        var slot = _free;
        if (slot == None)
        {
            slot = _used++;
            if (slot == _keys.Length) Grow(slot * 2);
        }
        else
        {
            _free = _next[slot];
        }

        (_threads[slot], _keys[slot], _since[slot], _classes[slot], _needs[slot]) = (thread, key, thread.Rank.Since.Ms, None, need);
        return slot;
    }

    public void Release(int slot)
    {
        _threads[slot] = null;
        _next[slot] = _free;
        _free = slot;
    }

    /// <summary>In no class (any more).</summary>
    public void Aside(int slot) => _classes[slot] = None;

    public int Count(Func<int, bool> counts)
    {
        var count = 0;
        for (var slot = 0; slot < _used; slot++)
        {
            if (_threads[slot] is not null && counts(slot)) count++;
        }

        return count;
    }

    public void Open(int queue)
    {
        if (queue >= _queues.Length) Array.Resize(ref _queues, queue * 2);
        _queues[queue] = new Queue { First = None, Last = None, Live = None };
    }

    public void Insert(int queue, int slot)
    {
        ref var at = ref _queues[queue];
        var before = at.Last;
        while (before != None && Precedes(slot, before)) before = _prev[before];
        var after = before == None ? at.First : _next[before];
        (_prev[slot], _next[slot], _classes[slot]) = (before, after, queue);
        if (before == None) at.First = slot;
        else _next[before] = slot;
        if (after == None) at.Last = slot;
        else _prev[after] = slot;

        // Right before the first live one it may be live itself; anywhere earlier its key is past like that of the one behind it.
        if (at.Live == after) at.Live = slot;
    }

    public void Unlink(int slot)
    {
        ref var at = ref _queues[_classes[slot]];
        var (before, after) = (_prev[slot], _next[slot]);
        if (before == None) at.First = after;
        else _next[before] = after;
        if (after == None) at.Last = before;
        else _prev[after] = before;
        if (at.Live == slot) at.Live = after;
    }

    /// <summary>The first whose key lies after this instant; −1 if none.</summary>
    public int Live(int queue, long now)
    {
        ref var at = ref _queues[queue];
        while (at.Live != None && _keys[at.Live] <= now) at.Live = _next[at.Live];
        return at.Live;
    }

    /// <summary>Ties are the same on every machine: the smaller key, the longer wait, the id.</summary>
    public bool Precedes(int slot, int other)
    {
        if (_keys[slot] != _keys[other]) return _keys[slot] < _keys[other];
        if (_since[slot] != _since[other]) return _since[slot] < _since[other];
        return string.CompareOrdinal(_threads[slot]!.Id, _threads[other]!.Id) < 0;
    }

    private void Grow(int size)
    {
        Array.Resize(ref _threads, size);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _since, size);
        Array.Resize(ref _next, size);
        Array.Resize(ref _prev, size);
        Array.Resize(ref _classes, size);
        Array.Resize(ref _needs, size);
    }

    private struct Queue
    {
        public int First;
        public int Last;
        public int Live;
    }
}

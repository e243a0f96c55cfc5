using System.Runtime.InteropServices;

namespace Routing.Core.Desks.Matching;

/// <summary>Threads to be looked at in this turn, the first in order first. Nearly always one; after a policy change all.</summary>
internal sealed class PendingThreads(ThreadIndex index)
{
    private readonly List<int> _slots = [];
    private readonly List<(double Value, int Slot)> _ranked = [];
    private bool[] _pending = new bool[16];
    private int _at;
    private long _sortedAt;
    private bool _sorted;

    public void Add(int slot)
    {
        if (slot >= _pending.Length) Array.Resize(ref _pending, Math.Max(slot + 1, _pending.Length * 2));
        if (_pending[slot]) return;
        _pending[slot] = true;
        _slots.Add(slot);
        _sorted = false;
    }

    /// <summary>Looked at, or no longer waiting.</summary>
    public void Drop(int slot)
    {
        // One of a queue that is held was never to be looked at.
        if (slot < _pending.Length) _pending[slot] = false;
    }

    /// <summary>None of them is to be looked at.</summary>
    public void Clear()
    {
        for (var n = _at; n < _slots.Count; n++) _pending[_slots[n]] = false;
        _slots.Clear();
        (_at, _sorted) = (0, false);
    }

    /// <returns>A slot, or −1 if there is nothing left.</returns>
    public int First(long now)
    {
        while (true)
        {
            if (!_sorted || _sortedAt != now) Sort(now);
            if (_at == _slots.Count)
            {
                _slots.Clear();
                _at = 0;
                return -1;
            }

            if (_pending[_slots[_at]]) return _slots[_at];
            _at++;
        }
    }

    private void Sort(long now)
    {
        // A number may stand here twice when its first thread left and another took it: once is enough.
        var kept = 0;
        for (var n = _at; n < _slots.Count; n++)
        {
            var slot = _slots[n];
            if (!_pending[slot]) continue;
            _pending[slot] = false;
            _slots[kept++] = slot;
        }

        CollectionsMarshal.SetCount(_slots, kept);
        foreach (var slot in _slots) _pending[slot] = true;
        if (kept > 1) SortByValue(now);
        (_at, _sortedAt, _sorted) = (0, now, true);
    }

    /// <summary>Each value is worked out once, not once for each comparison.</summary>
    private void SortByValue(long now)
    {
        _ranked.Clear();
        foreach (var slot in _slots) _ranked.Add((index.ValueOf(slot, now), slot));
        CollectionsMarshal.AsSpan(_ranked).Sort(new ByValue(index));
        for (var n = 0; n < _slots.Count; n++) _slots[n] = _ranked[n].Slot;
    }

    private readonly struct ByValue(ThreadIndex index) : IComparer<(double Value, int Slot)>
    {
        public int Compare((double Value, int Slot) a, (double Value, int Slot) b)
        {
            if (a.Slot == b.Slot) return 0;
            var order = b.Value.CompareTo(a.Value);
            return order != 0 ? order : index.Queues.Precedes(a.Slot, b.Slot) ? -1 : 1;
        }
    }
}

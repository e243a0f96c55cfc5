using System.Runtime.InteropServices;

namespace Routing.Core.Desks.Matching;

/// <summary>All waiting threads that anybody may have: in classes, each class filed under its need's rarest requirement.</summary>
/// <remarks>Classes come and go with their threads. What an agent cannot reach by its own skills is never looked at.</remarks>
internal sealed class ThreadIndex(Demand demand)
{
    private const int None = -1;

    /// <summary>Milliseconds in which the bound of every class is made tight again, a few at a time.</summary>
    private const long SweepMs = 30_000;

    /// <summary>Milliseconds in which every node is: half of <see cref="Lines.NodeMs"/>.</summary>
    private const long NodesMs = 2_000;

    /// <summary>Groups of classes whose nodes are made tight in one step at most: some 10 µs.</summary>
    private const int NodesMost = 256;

    /// <summary>Entries of the cap's clock beyond two for each class: then those that no longer hold are let go, so they never pile up.</summary>
    private const int CapsMost = 1_024;

    /// <summary>Classes made tight in one step at most: some 10 µs.</summary>
    private const int SweepMost = 64;

    private readonly Dictionary<ClassKey, int> _numbers = [];
    private readonly CapClock _caps = new();
    private ClassPlace[] _places = new ClassPlace[16];
    private Leaf[] _leaves = new Leaf[16];
    private int _free = None;
    private int _used;
    private int _swept;
    private long _sweptAt;
    private long _nodesAt;

    public ClassQueues Queues { get; } = new();

    public Roots Roots { get; } = new();

    public RankScale Scale { get; set; } = null!;

    public int Classes => _numbers.Count;

    public Demand Demand => demand;

    public void File(int slot, long now)
    {
        var share = Scale.ShareOf(Queues[slot].Rank);
        var need = Queues.NeedOf(slot);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, new ClassKey(need, share), out var known);
        if (!known) number = Open(need, share, now);
        Queues.Insert(number, slot);

        // What comes behind both candidates lies below their bound.
        if (Queues.First(number) == slot || Queues.MaybeLive(number) == slot) Refresh(number, now);
    }

    public void Unfile(int slot, long now)
    {
        var number = Queues.ClassOf(slot);
        ref var leaf = ref _leaves[number];
        Queues.Unlink(slot);
        if (Queues.First(number) == None) Close(number, now);
        else if (leaf.First == slot || leaf.Live == slot) Refresh(number, now);
    }

    /// <summary>Makes a class's candidates and bound right at this instant. One that is held is not among the roots, so no search comes to it.</summary>
    public void Refresh(int number, long now)
    {
        if (demand.IsHeld(_places[number].Need)) return;
        ref var leaf = ref _leaves[number];
        var first = Queues.First(number);
        var live = Scale.Grows ? Queues.Live(number, now) : None;
        leaf.First = first;
        leaf.FirstKey = Queues.Key(first);
        leaf.FirstSince = Queues.Since(first);
        leaf.Live = live;
        leaf.Tau = (byte)demand.TauOf(_places[number].Need, Scale);
        if (live != None) (leaf.LiveKey, leaf.LiveSince) = (Queues.Key(live), Queues.Since(live));

        Roots.Set(number, BoundOf(leaf, now), now, Scale.Steep);
        SetClock(number, leaf.FirstSince, now);
    }

    /// <summary>Takes all classes of a need out of every search, or lets them in again. Costs as much as there are classes, however many wait.</summary>
    public void Hold(int need, bool held, long now)
    {
        for (var number = demand.FirstClass(need); number != None; number = _places[number].NextOfNeed)
        {
            if (held)
            {
                Roots.Remove(number, now, Scale.Steep);
                continue;
            }

            Roots.Add(number, demand.AnchorOf(need), demand.RequirementOf(need).Packed, now, Scale.Steep);
            Refresh(number, now);
        }
    }

    /// <summary>After the need's price or its rarest requirement changed: all its classes.</summary>
    public void RefreshNeed(int need, long now)
    {
        if (demand.IsHeld(need)) return;
        var anchor = demand.AnchorOf(need);
        for (var number = demand.FirstClass(need); number != None; number = _places[number].NextOfNeed)
        {
            if (Roots.AnchorOf(number) != anchor) Move(number, anchor, now);
            Refresh(number, now);
        }
    }

    /// <summary>Up to this instant: classes that came to the age cap, and the next few bounds to be made tight.</summary>
    public void Advance(long now)
    {
        while (_caps.First <= now - Scale.CapMs)
        {
            var (since, number) = _caps.Take();
            if (!IsArmed(since, number)) continue;
            _places[number].Armed = long.MaxValue;
            Refresh(number, now);
        }

        if (_used == 0) return;
        var nodes = (int)Math.Min(NodesMost, (now - _nodesAt) * (Roots.Count + (Roots.Behind / Lines.Fan)) / NodesMs);
        if (nodes > 0)
        {
            _nodesAt = now;
            Roots.Sweep(nodes, now, Scale.Steep);
        }

        var most = (int)Math.Min(SweepMost, (now - _sweptAt) * _used / SweepMs);
        if (most <= 0) return;
        _sweptAt = now;
        for (var n = 0; n < most; n++)
        {
            _swept = _swept + 1 < _used ? _swept + 1 : 0;
            if (_places[_swept].IsOpen) Refresh(_swept, now);
        }
    }

    public ref readonly Leaf LeafOf(int number) => ref _leaves[number];

    public double Value(in Leaf leaf, bool live, long now) => live
        ? Scale.Value(leaf.LiveKey, leaf.LiveSince, leaf.Share, leaf.Tau, now)
        : Scale.Value(leaf.FirstKey, leaf.FirstSince, leaf.Share, leaf.Tau, now);

    public double ValueOf(int slot, long now) =>
        Scale.Value(Queues.Key(slot), Queues.Since(slot), Scale.ShareOf(Queues[slot].Rank), demand.TauOf(Queues.NeedOf(slot), Scale), now);

    /// <summary>For each filed thread every bound above it: for tests, which see that none lies below its value.</summary>
    public IEnumerable<(int Slot, double Bound)> Bounds(long now)
    {
        for (var number = 0; number < _used; number++)
        {
            if (!_places[number].IsOpen || demand.IsHeld(_places[number].Need)) continue;
            double[] above = [.. Roots.BoundsAbove(number, now, Scale.Steep).Select(Search.Loosened)];
            for (var slot = Queues.First(number); slot != None; slot = Queues.Next(slot))
            {
                foreach (var bound in above) yield return (slot, bound);
            }
        }
    }

    /// <summary>While the first is live it is exact and all others lie below. A late one grows ever slower.</summary>
    private Line BoundOf(in Leaf leaf, long now)
    {
        var live = leaf.Live == None ? Line.None : new Line(Value(leaf, live: true, now), Scale.Slopes[leaf.Tau]);
        if (Scale.Grows && leaf.First == leaf.Live && !Scale.IsCapped(leaf.FirstSince, leaf.Share, now)) return live;
        var first = new Line(Value(leaf, live: false, now), Scale.LateSlope(leaf.FirstKey, leaf.Share.Service, now));
        return leaf.Live == None ? first : Line.Chord(
            Math.Max(first.Value, live.Value), Math.Max(first.After(Lines.LeafMs), live.After(Lines.LeafMs)), Lines.LeafMs);
    }

    private void SetClock(int number, long since, long now)
    {
        ref var place = ref _places[number];
        ref readonly var share = ref _leaves[number].Share;
        if (since >= place.Armed || Scale.IsCapped(since, share, now) || !Scale.Caps(share)) return;
        place.Armed = since;
        if (_caps.Count >= CapsMost + (2 * _used)) _caps.Forget(IsArmed);
        _caps.Add(since, number);
    }

    private bool IsArmed(long since, int number) => number < _used && _places[number].Armed == since;

    private int Open(int need, Share share, long now)
    {
        var number = _free;
        if (number == None)
        {
            number = _used++;
            if (number == _places.Length)
            {
                Array.Resize(ref _places, number * 2);
                Array.Resize(ref _leaves, number * 2);
            }
        }
        else
        {
            _free = _places[number].NextOfNeed;
        }

        Queues.Open(number);
        var required = demand.RequirementOf(need);
        _leaves[number] = new Leaf { Rest = required.Rest, First = None, Live = None, Share = share };
        if (!demand.IsHeld(need)) Roots.Add(number, demand.AnchorOf(need), required.Packed, now, Scale.Steep);
        ref var first = ref demand.FirstClass(need);
        _places[number] = new ClassPlace
        {
            Armed = long.MaxValue, Need = need, NextOfNeed = first, PreviousOfNeed = None, IsOpen = true,
        };
        if (first != None) _places[first].PreviousOfNeed = number;
        first = number;
        return number;
    }

    private void Close(int number, long now)
    {
        ref var place = ref _places[number];
        ref var leaf = ref _leaves[number];
        _numbers.Remove(new ClassKey(place.Need, leaf.Share));
        if (place.PreviousOfNeed == None) demand.FirstClass(place.Need) = place.NextOfNeed;
        else _places[place.PreviousOfNeed].NextOfNeed = place.NextOfNeed;
        if (place.NextOfNeed != None) _places[place.NextOfNeed].PreviousOfNeed = place.PreviousOfNeed;
        if (!demand.IsHeld(place.Need)) Roots.Remove(number, now, Scale.Steep);
        leaf.Rest = null;
        place.IsOpen = false;
        place.NextOfNeed = _free;
        place.Armed = long.MaxValue;
        _free = number;
    }

    /// <summary>Under another (skill, level).</summary>
    private void Move(int number, int anchor, long now)
    {
        Roots.Remove(number, now, Scale.Steep);
        Roots.Add(number, anchor, demand.RequirementOf(_places[number].Need).Packed, now, Scale.Steep);
    }

    private readonly record struct ClassKey(int Need, Share Share);

    private struct ClassPlace
    {
        public int Need;

        /// <summary>Classes of one need are linked; free numbers too.</summary>
        public int NextOfNeed;

        public int PreviousOfNeed;

        public bool IsOpen;

        /// <summary>The receipt for which the cap's clock is set.</summary>
        public long Armed;
    }
}

/// <summary>A class as a search meets it: its two candidates, and what their value follows from.</summary>
internal struct Leaf
{
    public ushort[]? Rest;
    public long FirstKey;
    public long FirstSince;
    public long LiveKey;
    public long LiveSince;
    public int First;
    public int Live;
    public Share Share;
    public byte Tau;
}

using System.Runtime.InteropServices;

namespace Routing.Core.Desks.Matching;

/// <summary>All waiting threads that anybody may have: in classes, each class filed under its rarest requirement.</summary>
/// <remarks>Classes come and go with their threads. What an agent cannot reach by its own skills is never looked at.</remarks>
internal sealed class ThreadIndex(SkillTable skills)
{
    private const int None = -1;

    /// <summary>Milliseconds in which every bound is made tight again, a tournament at a time.</summary>
    private const long SweepMs = 30_000;

    private readonly Dictionary<ClassKey, int> _numbers = [];
    private ClassPlace[] _places = new ClassPlace[16];
    private Tournament?[] _tournaments = new Tournament?[64 * SkillTable.Levels];
    private readonly CapClock _caps = new();
    private int _free = None;
    private int _used;
    private int _swept;
    private long _sweptAt;

    public ClassQueues Queues { get; } = new();

    public RankScale Scale { get; set; } = null!;

    public int Classes => _numbers.Count;

    public Tournament? At(int anchor) => anchor < _tournaments.Length ? _tournaments[anchor] : null;

    public void File(int slot, long now)
    {
        var thread = Queues[slot];
        var (weight, service) = Scale.ShareOf(thread.Rank);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, new ClassKey(thread.Need.Class, weight, service), out var known);
        if (!known) number = Open(thread.Need, weight, service);
        Queues.Insert(number, slot);
        Refresh(number, now);
    }

    public void Unfile(int slot, long now)
    {
        var number = Queues.ClassOf(slot);
        ref var leaf = ref LeafOf(number);
        Queues.Unlink(slot);
        if (Queues.First(number) == None) Close(number, Queues[slot].Need);
        else if (leaf.First == slot || leaf.Live == slot) Refresh(number, now);
    }

    /// <summary>Makes a class's candidates and bound right at this instant.</summary>
    public void Refresh(int number, long now)
    {
        ref readonly var place = ref _places[number];
        var tournament = _tournaments[place.Anchor]!;
        ref var leaf = ref tournament[place.Position];
        var first = Queues.First(number);
        var live = Scale.LiveSlope > 0 ? Queues.Live(number, now) : None;
        leaf.First = first;
        leaf.FirstKey = Queues.Key(first);
        leaf.FirstSince = Queues.Since(first);
        leaf.Live = live;
        if (live != None) (leaf.LiveKey, leaf.LiveSince) = (Queues.Key(live), Queues.Since(live));

        var bound = BoundOf(leaf, now);
        if (bound != leaf.Bound)
        {
            leaf.Bound = bound;
            tournament.Raise(place.Position);
        }

        SetClock(number, leaf.FirstSince, now);
    }

    /// <summary>Up to this instant: classes that came to the age cap, and the next few bounds to be made tight.</summary>
    public void Advance(long now)
    {
        while (_caps.First <= now - Scale.CapMs)
        {
            var (since, number) = _caps.Take();
            if (number >= _used || _places[number].Armed != since) continue;
            _places[number].Armed = long.MaxValue;
            Refresh(number, now);
        }

        if (now - _sweptAt < SweepMs / _tournaments.Length) return;
        _sweptAt = now;
        _swept = (_swept + 1) % _tournaments.Length;
        if (_tournaments[_swept] is not { } tournament) return;
        for (var position = 0; position < tournament.Count; position++) Refresh(tournament[position].Class, now);
    }

    public double Value(in Leaf leaf, bool live, long now) => live
        ? Scale.Value(leaf.LiveKey, leaf.LiveSince, leaf.Weight, leaf.Service, now)
        : Scale.Value(leaf.FirstKey, leaf.FirstSince, leaf.Weight, leaf.Service, now);

    public double ValueOf(int slot, long now)
    {
        var (weight, service) = Scale.ShareOf(Queues[slot].Rank);
        return Scale.Value(Queues.Key(slot), Queues.Since(slot), weight, service, now);
    }

    private Bound BoundOf(in Leaf leaf, long now)
    {
        var seconds = now / 1000.0;
        var first = Value(leaf, live: false, now);
        if (Scale.LiveSlope > 0 && leaf.First == leaf.Live && !Scale.IsCapped(leaf.FirstSince, now))
            return new Bound(first - (seconds * Scale.LiveSlope), double.NegativeInfinity);
        var live = leaf.Live == None ? double.NegativeInfinity : Value(leaf, live: true, now) - (seconds * Scale.LiveSlope);
        return new Bound(live, first - (seconds * RankScale.LateSlope));
    }

    private void SetClock(int number, long since, long now)
    {
        ref var place = ref _places[number];
        if (since >= place.Armed || Scale.IsCapped(since, now) || Scale.Rule == Policies.RankRule.EarliestDeadline) return;
        place.Armed = since;
        _caps.Add(since, number);
    }

    private ref Leaf LeafOf(int number) => ref _tournaments[_places[number].Anchor]![_places[number].Position];

    private int Open(Need need, int weight, int service)
    {
        var number = _free;
        if (number == None)
        {
            number = _used++;
            if (number == _places.Length) Array.Resize(ref _places, number * 2);
        }
        else
        {
            _free = _places[number].Position;
        }

        // What several kinds of agents can serve has no skill that all of them have.
        var anchor = need.Also is null ? skills.Rarest(need.Skills) : 0;
        if (anchor >= _tournaments.Length) Array.Resize(ref _tournaments, skills.Stride * SkillTable.Levels);
        var tournament = _tournaments[anchor] ??= new Tournament();
        var required = Requirement.Of(need, skills);
        Queues.Open(number);
        var position = tournament.Add(new Leaf
        {
            Packed = required.Packed, Rest = required.Rest, Bound = Bound.Empty, First = None, Live = None, Class = number, Weight = weight,
            Service = service,
        });
        _places[number] = new ClassPlace { Anchor = anchor, Position = position, Armed = long.MaxValue };
        return number;
    }

    private void Close(int number, Need need)
    {
        ref var place = ref _places[number];
        ref var leaf = ref LeafOf(number);
        _numbers.Remove(new ClassKey(need.Class, leaf.Weight, leaf.Service));
        var moved = _tournaments[place.Anchor]!.RemoveAt(place.Position);
        if (moved != None) _places[moved].Position = place.Position;
        place.Position = _free;
        place.Armed = long.MaxValue;
        _free = number;
    }

    private readonly record struct ClassKey(string Need, int Weight, int Service);

    private struct ClassPlace
    {
        /// <summary>Where it is filed: skill times levels plus level.</summary>
        public int Anchor;

        /// <summary>Among the leaves; of a free number the next free one.</summary>
        public int Position;

        /// <summary>The receipt for which the cap's clock is set.</summary>
        public long Armed;
    }
}

using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>All classes by the (skill, level) that each is filed under: of each the eight that stood highest when last looked at, its front, and
/// a tournament of the others, its body. Bounds of one skill's levels lie side by side.</summary>
/// <remarks>
/// A search begins with one look at each skill that an agent has and goes on to fronts: as a rule what it is looking for stands there, and
/// what stands still higher but is not for this agent stands there too, in the same eight. Which classes are in front decides nothing but how
/// much is looked at. The idea is that of priority search trees (E. McCreight, 1985): what wins is kept where one comes by first.
/// Some 50 bytes a class, and 300 for each (skill, level).
/// </remarks>
internal sealed class Roots
{
    private const int None = -1;
    private const int Fan = Lines.Fan;

    /// <summary>Exchanges between the front and the body of one (skill, level) in one step of a sweep.</summary>
    private const int Exchanges = 2;

    /// <summary>How much higher one must stand to change places.</summary>
    private const double Worthwhile = 1e-3;

    private double[] _skills = [];
    private double[] _rest = [];
    private double[] _fronts = [];
    private ulong[] _required = [];
    private int[] _classes = [];
    private byte[] _inFront = [];
    private Tournament[] _bodies = [];
    private Place[] _places = new Place[16];
    private int _swept;
    private int _sweptGroup = None;

    /// <summary>Pairs of skill and level under which something is filed.</summary>
    public int Count { get; private set; }

    /// <summary>Classes that are not in front.</summary>
    public int Behind { get; private set; }

    /// <summary>What all fronts and bodies require, eight a front, as a search reads them.</summary>
    public ReadOnlySpan<ulong> RequiredInFront(int anchor) => _required.AsSpan(anchor * Fan, Fan);

    public ReadOnlySpan<int> ClassesInFront(int anchor) => _classes.AsSpan(anchor * Fan, Fan);

    /// <summary>Of what is not in front.</summary>
    public ref readonly Tournament Body(int anchor) => ref _bodies[anchor];

    public int AnchorOf(int number) => _places[number].Anchor;

    /// <summary>Files a class; its bound is still to be set.</summary>
    public void Add(int number, int anchor, ulong required, double now, double steep)
    {
        if (anchor >= _bodies.Length) Widen(anchor);
        if (number >= _places.Length) Array.Resize(ref _places, Math.Max(number + 1, _places.Length * 2));
        ref var count = ref _inFront[anchor];
        if (count == 0) Count++;
        if (count < Fan) PutInFront(number, anchor, count++, required);
        else AddBehind(number, anchor, required, now, steep);
    }

    public void Remove(int number, double now, double steep)
    {
        var (anchor, position) = _places[number];
        ref var body = ref _bodies[anchor];
        if (position >= Fan)
        {
            RemoveFromBody(anchor, position - Fan, now, steep);
        }
        else if (body.Count > 0)
        {
            var last = body.Count - 1;
            body.CopyLine(last, _fronts, (anchor, position));
            PutInFront(body.ClassAt(last), anchor, position, body.Required(last));
            RemoveFromBody(anchor, last, now, steep);
        }
        else
        {
            var last = --_inFront[anchor];
            Lines.Copy(_fronts, (anchor, last), (anchor, position));
            if (last != position) PutInFront(_classes[(anchor * Fan) + last], anchor, position, _required[(anchor * Fan) + last]);
            Lines.Set(_fronts, anchor, last, Line.None, 0);
            if (last == 0) Count--;
        }

        RaiseFront(anchor, now, steep);
    }

    /// <summary>The bound of a class, and of all above it.</summary>
    public void Set(int number, Line line, double now, double steep)
    {
        var (anchor, position) = _places[number];
        if (position < Fan)
        {
            Lines.Set(_fronts, anchor, position, line, now);
        }
        else
        {
            _bodies[anchor].Set(position - Fan, line, now);
            var (weakest, value) = Weakest(anchor, now, steep);
            if (line.Value > value + Worthwhile) Exchange(anchor, weakest, position - Fan, now, steep);
            else RaiseBody(anchor, position - Fan, now, steep);
        }

        RaiseFront(anchor, now, steep);
    }

    /// <summary>Makes the bounds above the next few groups of classes tight again, and brings to the front what has come to stand high.</summary>
    /// <param name="steps">Groups, in front or not.</param>
    public void Sweep(int steps, double now, double steep)
    {
        for (var looked = 0; steps > 0 && looked <= _bodies.Length; steps--)
        {
            if (_sweptGroup == None)
            {
                while (_inFront[_swept] == 0 && looked++ < _bodies.Length) _swept = (_swept + 1) % _bodies.Length;
                BringForward(_swept, now, steep);
                RaiseFront(_swept, now, steep);
                _sweptGroup = 0;
            }
            else
            {
                RaiseBody(_swept, _sweptGroup++ * Fan, now, steep);
            }

            if (_sweptGroup * Fan < _bodies[_swept].Count) continue;
            _sweptGroup = None;
            _swept = (_swept + 1) % _bodies.Length;
        }
    }

    /// <summary>Bounds of what is filed under each level of a skill; false if nothing ever was.</summary>
    public bool TryBounds(int skill, double now, double steep, out Vector512<double> bounds)
    {
        var known = (skill + 1) * Lines.Block <= _skills.Length;
        bounds = known ? Lines.At(_skills, skill, now, Lines.NodeMs, steep) : default;
        return known;
    }

    public Vector512<double> BoundsInFront(int anchor, double now, double steep) => Lines.At(_fronts, anchor, now, Lines.LeafMs, steep);

    /// <summary>A bound of all that is not in front.</summary>
    public double BoundOfRest(int anchor, double now, double steep) => Lines.PlainAt(_rest, SkillOf(anchor), LevelOf(anchor), now, Lines.NodeMs, steep);

    /// <summary>For tests: every bound that lies above a class.</summary>
    public IEnumerable<double> BoundsAbove(int number, double now, double steep)
    {
        var (anchor, position) = _places[number];
        TryBounds(SkillOf(anchor), now, steep, out var levels);
        if (position < Fan) return [levels[LevelOf(anchor)], BoundsInFront(anchor, now, steep)[position]];
        return [levels[LevelOf(anchor)], BoundOfRest(anchor, now, steep), .. _bodies[anchor].BoundsAbove(position - Fan, now, steep)];
    }

    private static int SkillOf(int anchor) => anchor / SkillTable.Levels;

    private static int LevelOf(int anchor) => anchor % SkillTable.Levels;

    private void PutInFront(int number, int anchor, int lane, ulong required)
    {
        _required[(anchor * Fan) + lane] = required;
        _classes[(anchor * Fan) + lane] = number;
        _places[number] = new Place(anchor, lane);
    }

    private void AddBehind(int number, int anchor, ulong required, double now, double steep)
    {
        _places[number] = new Place(anchor, Fan + _bodies[anchor].Add(number, required, now, steep));
        Behind++;
    }

    private void RemoveFromBody(int anchor, int position, double now, double steep)
    {
        ref var body = ref _bodies[anchor];
        var moved = body.RemoveAt(position);
        Behind--;
        if (moved != None) _places[moved] = new Place(anchor, Fan + position);
        RaiseBody(anchor, body.Count, now, steep);
        if (moved != None) RaiseBody(anchor, position, now, steep);
    }

    private void RaiseBody(int anchor, int position, double now, double steep)
    {
        if (_bodies[anchor].Raise(position, now, steep, out var top)) Lines.Renew(_rest, SkillOf(anchor), LevelOf(anchor), top, now, steep);
    }

    private void RaiseFront(int anchor, double now, double steep)
    {
        var (value, then) = (LargestOf(now), LargestOf(now + Lines.NodeMs));
        var line = double.IsNegativeInfinity(value) ? Line.None : Line.Chord(value, then, Lines.NodeMs);
        Lines.Renew(_skills, SkillOf(anchor), LevelOf(anchor), line, now, steep);

        double LargestOf(double at) => Math.Max(Lines.Largest(BoundsInFront(anchor, at, steep)), BoundOfRest(anchor, at, steep));
    }

    /// <summary>The highest of the body for the lowest in front, while that is worth it.</summary>
    private void BringForward(int anchor, double now, double steep)
    {
        for (var n = 0; n < Exchanges && _bodies[anchor].Count > 0; n++)
        {
            var (weakest, value) = Weakest(anchor, now, steep);
            if (!(BoundOfRest(anchor, now, steep) > value + Worthwhile)) return;
            var position = _bodies[anchor].Highest(now, steep, out var highest);
            if (!(highest > value + Worthwhile)) return;
            Exchange(anchor, weakest, position, now, steep);
        }
    }

    private void Exchange(int anchor, int lane, int position, double now, double steep)
    {
        ref var body = ref _bodies[anchor];
        var (comes, goes, required) = (body.ClassAt(position), _classes[(anchor * Fan) + lane], _required[(anchor * Fan) + lane]);
        PutInFront(comes, anchor, lane, body.Required(position));
        body.Replace(position, goes, required, _fronts, (anchor, lane));
        _places[goes] = new Place(anchor, Fan + position);
        RaiseBody(anchor, position, now, steep);
    }

    private (int Lane, double Value) Weakest(int anchor, double now, double steep)
    {
        var bounds = BoundsInFront(anchor, now, steep);
        var least = -Lines.Largest(-bounds);
        return (Lines.LaneOf(bounds, least), least);
    }

    private void Widen(int anchor)
    {
        var skills = Math.Max(_bodies.Length * 2 / SkillTable.Levels, SkillOf(anchor) + 1);
        (_skills, _rest, _fronts) = (Wider(_skills, skills), Wider(_rest, skills), Wider(_fronts, skills * SkillTable.Levels));
        Array.Resize(ref _required, skills * SkillTable.Levels * Fan);
        Array.Resize(ref _classes, skills * SkillTable.Levels * Fan);
        Array.Resize(ref _inFront, skills * SkillTable.Levels);
        Array.Resize(ref _bodies, skills * SkillTable.Levels);

        static double[] Wider(double[] lines, int blocks)
        {
            var wider = Lines.Empty(blocks);
            lines.CopyTo(wider, 0);
            return wider;
        }
    }

    /// <param name="Position">Below eight a lane of the front, else behind it.</param>
    private readonly record struct Place(int Anchor, int Position);
}

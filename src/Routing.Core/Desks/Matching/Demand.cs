namespace Routing.Core.Desks.Matching;

/// <summary>What is asked of the desk, by need: how many wait, how many come, and what the last refresh made of it.</summary>
/// <remarks>An arrival counts once, for the need it came with; a thread that relaxed waits for less, but nothing new is expected of its kind.
/// Some 200 queues times the languages seen, times the steps of a plan, are in use at once. A policy leaves those of the one before behind: a
/// need keeps its number, but beyond <see cref="Limits.NeedsPerDesk"/> a new one takes that of one for which nothing waits or comes, the lowest
/// first. Which those are follows from what is saved, so a desk that was rebuilt gives the same numbers.</remarks>
internal sealed class Demand(SkillTable skills, int most = Limits.NeedsPerDesk)
{
    private const int None = -1;

    /// <summary>Milliseconds after which an arrival that was counted weighs 1/e.</summary>
    private const long ForgetMs = 900_000;

    private const long Million = 1_000_000;

    private const int Word = 64;

    /// <summary>Arrivals a minute, in millionths, below which a need counts as asked for no more: one an hour.</summary>
    private const long LeastRate = Million / 60;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<QueueId> _held = new(StringComparer.Ordinal);
    private List<int>?[] _byAnchor = [];
    private Row[] _rows = new Row[16];

    /// <summary>A bit for each need for which nothing waits or comes.</summary>
    private ulong[] _idle = [];
    private byte[] _levels = [];

    public int Count { get; private set; }

    /// <summary>Skills there may be.</summary>
    public int Skills => skills.Stride;

    public int NumberOf(Need need)
    {
        if (_numbers.TryGetValue(need.Class, out var known)) return known;
        var number = Count >= most && FirstIdle() is var idle and not None ? Forget(idle) : Count++;
        _numbers.Add(need.Class, number);
        Enter(number, need);
        return number;
    }

    public int? Find(string need) => _numbers.TryGetValue(need, out var number) ? number : null;

    public void Wait(int need, int change)
    {
        _rows[need].Waiting += change;
        Mark(need);
    }

    public void Arrive(int need)
    {
        _rows[need].Arrived++;
        Mark(need);
    }

    public Need this[int need] => _rows[need].Need;

    public Requirement RequirementOf(int need) => _rows[need].Required;

    public int AnchorOf(int need) => _rows[need].Anchor;

    /// <summary>The first of its classes; −1 if there is none. They are linked by <see cref="ThreadIndex"/>.</summary>
    public ref int FirstClass(int need) => ref _rows[need].FirstClass;

    /// <summary>Nobody is offered what asks for it: of a queue that is held, nothing is asked of anybody.</summary>
    public bool IsHeld(int need) => _rows[need].Held;

    public int WaitingFor(int need) => _rows[need].Held ? 0 : _rows[need].Waiting;

    /// <summary>Holds a queue, or lets it go.</summary>
    /// <returns>Its needs, and how many wait for each.</returns>
    public List<(int Need, int Waiting)> Hold(QueueId queue, bool held)
    {
        if (!(held ? _held.Add(queue) : _held.Remove(queue))) return [];
        var needs = new List<(int, int)>();
        for (var need = 0; need < Count; need++)
        {
            if (_rows[need].Need.Queue != queue) continue;
            _rows[need].Held = held;
            needs.Add((need, _rows[need].Waiting));
        }

        return needs;
    }

    public int HeatOf(int need) => _rows[need].Heat;

    /// <summary>The step of τ; the policy's until it was measured.</summary>
    public int TauOf(int need, RankScale scale) => _rows[need].Tau is var tau and not None ? tau : scale.UsualTau;

    /// <summary>−1 until it was measured.</summary>
    public int TauOf(int need) => _rows[need].Tau;

    /// <summary>As it will be after a refresh at this instant: arrivals a minute, in millionths.</summary>
    public long RateAt(int need, Instant now)
    {
        ref readonly var row = ref _rows[need];
        var passed = Math.Clamp(now - row.CountedFrom, 1_000, ForgetMs);
        var rate = ((row.Rate * ForgetMs) + (row.Arrived * 60_000L * Million)) / (ForgetMs + passed);
        return row.Arrived == 0 && rate < LeastRate ? 0 : rate;
    }

    /// <summary>What was counted becomes a rate; counting begins anew.</summary>
    public void Tally(int need, Instant now)
    {
        var rate = RateAt(need, now);
        ref var row = ref _rows[need];
        (row.Rate, row.Arrived, row.CountedFrom) = (rate, 0, now);
        Mark(need);
    }

    public void Price(int need, int tau, int heat) => (_rows[need].Tau, _rows[need].Heat) = (tau, heat);

    /// <summary>Files the need under its rarest requirement; true if that is another than before.</summary>
    public bool Anchor(int need)
    {
        var rarest = AnchorFor(_rows[need].Need);
        if (rarest == _rows[need].Anchor) return false;
        _byAnchor[_rows[need].Anchor]!.Remove(need);
        Anchor(need, rarest);
        return true;
    }

    /// <summary>Threads that wait for somebody like this agent, and the heat of all needs that the agent can serve.</summary>
    /// <param name="has">As of <see cref="SkillTable.Set"/>.</param>
    public (long Waiting, long Heat) For(ReadOnlySpan<ushort> has)
    {
        if (_levels.Length < Skills) _levels = new byte[Skills];
        foreach (var one in has) _levels[one / SkillTable.Levels] = (byte)(one % SkillTable.Levels);
        var (waiting, heat) = (0L, 0L);
        Sum(0, ref waiting, ref heat);
        foreach (var one in has)
        {
            var skill = one / SkillTable.Levels * SkillTable.Levels;
            for (var level = 1; level <= one % SkillTable.Levels; level++) Sum(skill + level, ref waiting, ref heat);
        }

        foreach (var one in has) _levels[one / SkillTable.Levels] = 0;
        return (waiting, heat);
    }

    /// <summary>Forgets needs for which nothing waits or comes; while nothing is filed.</summary>
    public void Trim()
    {
        NeedCount[] kept = [.. Save().Where(row => row.Rate > 0 || row.Arrived > 0)];
        _numbers.Clear();
        _byAnchor = [];
        _idle = [];
        Count = 0;
        foreach (var row in kept) Restore(row);
    }

    /// <summary>In the order of their numbers.</summary>
    public IEnumerable<NeedCount> Save()
    {
        for (var n = 0; n < Count; n++)
            yield return new NeedCount(_rows[n].Need, _rows[n].Rate, _rows[n].Arrived, _rows[n].CountedFrom, _rows[n].Tau, _rows[n].Heat);
    }

    public void Restore(NeedCount from)
    {
        var need = Count++;
        _numbers.Add(from.Need.Class, need);
        Enter(need, from.Need);
        ref var row = ref _rows[need];
        (row.Rate, row.Arrived, row.CountedFrom, row.Tau, row.Heat) = (from.Rate, from.Arrived, from.CountedFrom, from.Tau, from.Heat);
        Mark(need);
    }

    private void Enter(int number, Need need)
    {
        if (number >= _rows.Length) Array.Resize(ref _rows, number * 2);
        _rows[number] = new Row { Need = need, FirstClass = None, Required = Requirement.Of(need, skills), Tau = None, Held = _held.Contains(need.Queue) };
        Anchor(number, AnchorFor(need));
        Mark(number);
    }

    /// <returns>Its number, which is free now.</returns>
    private int Forget(int need)
    {
        _numbers.Remove(_rows[need].Need.Class);
        _byAnchor[_rows[need].Anchor]!.Remove(need);
        return need;
    }

    private void Mark(int need)
    {
        if (need / Word >= _idle.Length) Array.Resize(ref _idle, (need / Word * 2) + 1);
        ref readonly var row = ref _rows[need];
        if (row is { Waiting: 0, Arrived: 0, Rate: 0 }) _idle[need / Word] |= 1UL << (need % Word);
        else _idle[need / Word] &= ~(1UL << (need % Word));
    }

    private int FirstIdle()
    {
        for (var word = 0; word < _idle.Length; word++)
        {
            if (_idle[word] != 0) return (word * Word) + System.Numerics.BitOperations.TrailingZeroCount(_idle[word]);
        }

        return None;
    }

    /// <summary>What several kinds of agents can serve has no skill that all of them have: it is looked at for every agent.</summary>
    private int AnchorFor(Need need) => need.Also is null ? skills.Rarest(need.Skills) : 0;

    private void Anchor(int need, int anchor)
    {
        if (anchor >= _byAnchor.Length) Array.Resize(ref _byAnchor, Math.Max(anchor + 1, _byAnchor.Length * 2));
        (_byAnchor[anchor] ??= []).Add(need);
        _rows[need].Anchor = anchor;
    }

    private void Sum(int anchor, ref long waiting, ref long heat)
    {
        if (anchor >= _byAnchor.Length || _byAnchor[anchor] is not { } needs) return;
        foreach (var need in needs)
        {
            ref readonly var row = ref _rows[need];
            if (!row.Required.MetBy(_levels)) continue;
            waiting += row.Held ? 0 : row.Waiting;
            heat += row.Heat > 0 ? Ladder.Value(row.Heat) : 0;
        }
    }

    private struct Row
    {
        public Need Need;
        public Requirement Required;
        public Instant CountedFrom;

        /// <summary>Arrivals a minute, in millionths.</summary>
        public long Rate;

        public int Arrived;
        public int Waiting;
        public int Tau;

        /// <summary>Step of threads that wait or are expected, in millionths, for each free slot.</summary>
        public int Heat;

        public int Anchor;
        public int FirstClass;
        public bool Held;
    }
}

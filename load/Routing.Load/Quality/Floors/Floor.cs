using Routing.Load.Quality.Days;

namespace Routing.Load.Quality.Floors;

/// <summary>A day as it happens, event by event, on a virtual clock. An agent's attention is shared equally among their threads.</summary>
/// <remarks>Single-threaded, deterministic. It keeps what is true of every policy: nobody has more threads than slots (but for <c>overflow</c>), nothing begins with
/// somebody who is off, lacks the skill, or after the customer left.</remarks>
public sealed class Floor
{
    private readonly IRouter _router;
    private readonly int _overflow;
    private readonly PriorityQueue<Happening, (double At, long Order)> _coming = new();
    private readonly List<int>[] _working;
    private readonly double[] _left;
    private readonly double[] _since;
    private readonly int[] _stamps;
    private long _order;

    /// <param name="overflow">Slots above an agent's own in which a thread of the most urgent kind, and no other, may be begun.</param>
    public Floor(Day day, IRouter router, int overflow = 0)
    {
        _overflow = overflow;
        Day = day;
        _router = router;
        Used = new int[day.Agents];
        On = new bool[day.Agents];
        LastStart = new double[day.Agents];
        Answers = [.. day.Arrivals.Select(_ => Answer.None)];
        Busy = new double[day.Agents];
        _working = [.. Enumerable.Range(0, day.Agents).Select(_ => new List<int>(day.Slots))];
        _left = [.. day.Arrivals.Select(arrival => arrival.Work)];
        _since = new double[day.Agents];
        _stamps = new int[day.Agents];
    }

    public Day Day { get; }

    /// <summary>Seconds after opening.</summary>
    public double Now { get; private set; }

    /// <summary>Threads in work, by agent.</summary>
    public int[] Used { get; }

    public bool[] On { get; }

    /// <summary>When each agent last began something.</summary>
    public double[] LastStart { get; }

    /// <summary>What became of each thread.</summary>
    public Answer[] Answers { get; }

    /// <summary>Seconds times share of slots in use, while on shift.</summary>
    public double[] Busy { get; }

    public bool HasRoom(int agent) => On[agent] && Used[agent] < Day.Slots;

    public bool Waits(int thread) => Answers[thread].Fate == Fate.Waiting;

    public void WakeAt(double at) => Add(Math.Max(at, Now), new Happening(Kind.Wake, 0, 0));

    /// <summary>Plays the whole day.</summary>
    public static Floor Play(Day day, IRouter router, int overflow = 0)
    {
        var floor = new Floor(day, router, overflow);
        floor.Run();
        return floor;
    }

    /// <param name="relaxed">The level that the thread asks for may be missing.</param>
    public void Start(int thread, int agent, bool relaxed = false)
    {
        ref readonly var arrival = ref Day.Arrivals[thread];
        if (!Waits(thread)) throw new InvalidOperationException($"thread {thread} does not wait: {Answers[thread].Fate}");
        if (!HasRoom(agent) && !MayOverflow(agent, arrival)) throw new InvalidOperationException($"agent {agent} has no room");
        var speed = Day.Speed(agent, relaxed ? Day.Loose[arrival.Class] : arrival.Class);
        if (speed <= 0) throw new InvalidOperationException($"agent {agent} lacks the skill for thread {thread}");

        Progress(agent);
        Answers[thread] = new Answer(Fate.Begun, Now, agent);
        _left[thread] /= speed;
        _working[agent].Add(thread);
        Used[agent]++;
        LastStart[agent] = Now;
        Plan(agent);
    }

    private bool MayOverflow(int agent, in Arrival arrival) => On[agent] && Used[agent] < Day.Slots + _overflow && arrival.Priority == 0;

    /// <summary>Attention to each thread; one above the slots adds nothing to what an agent gets done.</summary>
    private double RateOf(int used) => used <= Day.Slots ? Day.Rates[used] : Day.Rates[Day.Slots] * Day.Slots / used;

    private void Run()
    {
        for (var agent = 0; agent < Day.Agents; agent++)
        {
            Add(Day.Shifts[agent].From, new Happening(Kind.On, agent, 0));
            Add(Day.Shifts[agent].Until, new Happening(Kind.Off, agent, 0));
        }

        _router.Open(this);
        var next = 0;
        while (true)
        {
            var arrives = next < Day.Arrivals.Length ? Day.Arrivals[next].At : double.PositiveInfinity;
            var comes = _coming.TryPeek(out _, out var first) ? first.At : double.PositiveInfinity;
            if (Math.Min(arrives, comes) > Day.Close) break;
            if (arrives < comes) Arrive(next++);
            else Happen(_coming.Dequeue(), comes);
        }

        Now = Day.Close;
        for (var agent = 0; agent < Day.Agents; agent++) Progress(agent);
    }

    private void Arrive(int thread)
    {
        Now = Day.Arrivals[thread].At;
        Answers[thread] = new Answer(Fate.Waiting, double.NaN, -1);
        if (double.IsFinite(Day.Arrivals[thread].Patience)) Add(Now + Day.Arrivals[thread].Patience, new Happening(Kind.Leave, thread, 0));
        _router.Arrived(thread);
    }

    private void Happen(Happening what, double at)
    {
        Now = at;
        switch (what.Kind)
        {
            case Kind.On:
                On[what.Id] = true;
                _router.CameOn(what.Id);
                break;
            case Kind.Off:
                Progress(what.Id);
                On[what.Id] = false;
                _router.WentOff(what.Id);
                break;
            case Kind.Leave when Waits(what.Id):
                Answers[what.Id] = new Answer(Fate.Left, Now, -1);
                _router.Left(what.Id);
                break;
            case Kind.Finish when _stamps[what.Id] == what.Stamp:
                Finish(what.Id);
                break;
            case Kind.Wake:
                _router.Woke();
                break;
        }
    }

    private void Finish(int agent)
    {
        Progress(agent);
        var working = _working[agent];
        var at = 0;
        for (var i = 1; i < working.Count; i++)
        {
            if (_left[working[i]] < _left[working[at]]) at = i;
        }

        var thread = working[at];
        working.RemoveAt(at);
        Used[agent]--;
        Plan(agent);
        _router.Finished(thread, agent);
    }

    /// <summary>Work done and slots used since the last change of this agent.</summary>
    private void Progress(int agent)
    {
        var passed = Now - _since[agent];
        var done = passed * RateOf(Used[agent]);
        foreach (var thread in _working[agent]) _left[thread] -= done;
        if (On[agent]) Busy[agent] += passed * Math.Min(Used[agent], Day.Slots) / Day.Slots;
        _since[agent] = Now;
    }

    private void Plan(int agent)
    {
        _stamps[agent]++;
        if (_working[agent].Count == 0) return;
        var least = double.PositiveInfinity;
        foreach (var thread in _working[agent]) least = Math.Min(least, _left[thread]);
        Add(Now + (Math.Max(0, least) / RateOf(Used[agent])), new Happening(Kind.Finish, agent, _stamps[agent]));
    }

    private void Add(double at, Happening what) => _coming.Enqueue(what, (at, _order++));

    private enum Kind
    {
        On,
        Off,
        Leave,
        Finish,
        Wake,
    }

    private readonly record struct Happening(Kind Kind, int Id, int Stamp);
}

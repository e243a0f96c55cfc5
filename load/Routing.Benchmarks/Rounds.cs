using Routing.Core.Desks;
using Routing.Core.Desks.Matching;
using Routing.Core.Threads;

namespace Routing.Benchmarks;

/// <summary>Rounds of one arrival, one release with its match, one withdrawal and one passing of time, each timed apart with all upkeep.</summary>
internal sealed class Rounds(Matcher desk, Workload work, DeskAgent[] agents, List<DeskThread> waiting)
{
    /// <summary>Milliseconds of the desk's time that a round takes: some 300 matches a second.</summary>
    private const long RoundMs = 3;

    private readonly Dictionary<DeskThread, int> _places = Enumerable.Range(0, waiting.Count).ToDictionary(n => waiting[n], n => n);
    private readonly List<Timings> _withFree = [];
    private readonly Timings _refresh = new("a slice of prices, own time", 100_000);
    private Timings _arrival = null!;
    private Timings _withdrawal = null!;
    private Timings _passing = null!;
    private Timings? _mixed;
    private long _allocated;

    public Timings Release { get; private set; } = null!;

    public Timings Mixed
    {
        get
        {
            if (_mixed is not null) return _mixed;
            _mixed = new Timings("all four", Release.Count * 4);
            foreach (var kind in new[] { _arrival, Release, _withdrawal, _passing }) _mixed.Include(kind);
            return _mixed;
        }
    }

    public IEnumerable<Timings> All => [_arrival, Release, _withdrawal, _passing, Mixed, .. _withFree, _refresh];

    public double AllocatedPerDecision => (double)_allocated / (4 * Release.Count);

    public void Measure(int rounds)
    {
        _arrival = new Timings("arrival, nobody free", rounds);
        Release = new Timings("release + match", rounds);
        _withdrawal = new Timings("withdrawal", rounds);
        _passing = new Timings("time passes", rounds);
    }

    /// <summary>Every τ and every price is drawn: on a desk so full all τ would be the longest, which is easy to search.</summary>
    public void DrawPrices()
    {
        int[] taus = [60, 92, 141, 216, 331, 508, 781, 1_200];
        NeedPrice[] needs = [.. work.Needs.Select(need => new NeedPrice(need.Class, taus[work.Dice.Next(taus.Length)], 60 + work.Dice.Next(40)))];
        desk.Price(new PricesRefreshed(work.Now, 0, 0, [], needs, Last: true));
        foreach (var agent in agents) desk.Price(agent, new AgentPrice(agent.Id, 60 + work.Dice.Next(40), work.Dice.Next(60)));
    }

    /// <summary>Two rounds of real prices, from the first slice to the last. Without the few in which the collector ran: its marking of a
    /// million threads is no part of a slice.</summary>
    public void Refresh()
    {
        var known = agents.ToDictionary(agent => agent.Id);
        for (var round = 0; round < 2; round++)
        {
            do
            {
                work.Tick(RoundMs);
                var collections = GC.CollectionCount(0);
                var start = Timings.StartOwn();
                var slice = desk.Slice(work.Now);
                desk.Price(slice);
                foreach (var price in slice.AgentPrices) desk.Price(known[price.Agent], price);
                if (GC.CollectionCount(0) == collections) _refresh.StopOwn(start);
            }
            while (desk.Round.Underway);
        }
    }

    public void Turn(bool timed)
    {
        var comes = work.Thread(old: false);
        var agent = agents[work.Dice.Next(agents.Length)];
        var leaves = waiting[work.Dice.Next(waiting.Count)];
        work.Tick(RoundMs);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        var start = Timings.Start();
        desk.TryNext(work.Now, out _);
        if (timed) _passing.Stop(start);

        start = Timings.Start();
        desk.Add(comes);
        desk.TryNext(work.Now, out _);
        if (timed) _arrival.Stop(start);

        start = Timings.Start();
        var served = Serve(agent);
        if (timed) Release.Stop(start);

        start = Timings.Start();
        if (leaves.Holding == Holding.Waiting) desk.Remove(leaves);
        if (timed) _withdrawal.Stop(start);

        if (timed) _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        Enter(comes);
        if (served is not null) Leave(served);
        if (leaves != served) Leave(leaves);
        while (waiting.Count < _full) Refill();
        while (waiting.Count > _full) Leave(Withdraw());
    }

    /// <summary>Arrivals while this share of the agents is free; whoever gets one is full, and free again after the clock has stopped. The first
    /// few are not counted: one of them shows the compiler's 4 ms.</summary>
    public void ArriveWithFree(double share, int count)
    {
        var timings = new Timings($"arrival, {share:0.##%} free", count);
        _withFree.Add(timings);
        var free = agents.OrderBy(_ => work.Dice.Next()).Take(Math.Max(1, (int)(share * agents.Length))).ToArray();
        foreach (var agent in free) Stand(agent, Standing.Free);
        desk.Settle();
        for (var n = -10; n < count; n++)
        {
            var comes = work.Thread(old: false);
            work.Tick(RoundMs);
            var start = Timings.Start();
            desk.Add(comes);
            var matched = desk.TryNext(work.Now, out var match);
            if (matched)
            {
                desk.Remove(match.Thread);
                Stand(match.Agent, Standing.Full);
            }

            if (n >= 0) timings.Stop(start);
            if (!matched)
            {
                desk.Remove(comes);
                continue;
            }

            Stand(match.Agent, Standing.Free);
            desk.Settle(match.Agent);
        }

        foreach (var agent in free) Stand(agent, Standing.Full);
    }

    private readonly int _full = waiting.Count;

    private DeskThread? Serve(DeskAgent agent)
    {
        Stand(agent, Standing.Free);
        var found = desk.TryNext(work.Now, out var match);
        if (found)
        {
            desk.Remove(match.Thread);
            match.Thread.Holding = Holding.Assigned;
        }

        Stand(agent, Standing.Full);
        return found ? match.Thread : null;
    }

    private void Stand(DeskAgent agent, Standing standing)
    {
        desk.Lift(agent);
        agent.FreeSince = work.Now;
        desk.Place(agent, standing);
    }

    private void Refill()
    {
        var thread = work.Thread(old: false);
        desk.Add(thread);
        desk.TryNext(work.Now, out _);
        Enter(thread);
    }

    private DeskThread Withdraw()
    {
        var leaves = waiting[work.Dice.Next(waiting.Count)];
        desk.Remove(leaves);
        return leaves;
    }

    private void Enter(DeskThread thread)
    {
        if (thread.Holding != Holding.Waiting) return;
        _places[thread] = waiting.Count;
        waiting.Add(thread);
    }

    private void Leave(DeskThread thread)
    {
        if (!_places.Remove(thread, out var place)) return;
        var last = waiting[^1];
        waiting[place] = last;
        if (last != thread) _places[last] = place;
        waiting.RemoveAt(waiting.Count - 1);
    }
}

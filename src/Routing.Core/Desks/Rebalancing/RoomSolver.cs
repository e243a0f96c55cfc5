namespace Routing.Core.Desks.Rebalancing;

/// <summary>Solves a <see cref="RoomProblem"/> exactly: a min-cost flow in which a unit is a thread that is saved and what costs is a thread that
/// steps aside.</summary>
/// <remarks>Two limits make a flow no pure flow any more. But with <c>a</c> stranded and <c>w</c> waiting threads saved, and <c>d</c> that step aside,
/// the limits read <c>a + w + d ≤ moves</c> and <c>a + d ≤ broken</c>, and the fewest <c>d</c> for each pair <c>(a, w)</c> is one min-cost flow. The
/// fewest <c>d</c> never falls as <c>a</c> or <c>w</c> rises, so for each <c>a</c> in turn the largest <c>w</c> that is allowed only comes down. One
/// walk along that edge, a unit pushed or taken back at a time, therefore meets the best pair: every plan of as many threads lies on it.</remarks>
public sealed class RoomSolver
{
    private const int Sink = 0;
    private const int WaitingPool = 1;
    private const int StrandedPool = 2;
    private const int FirstNeed = 3;

    private readonly RoomProblem _problem;
    private readonly FlowNetwork _network;
    private readonly List<Arc> _arcs = [];
    private readonly int _firstSeat;
    private int _stranded;
    private int _waiting;

    private RoomSolver(RoomProblem problem)
    {
        _problem = problem;
        _firstSeat = FirstNeed + problem.Fits.Length;
        _network = new FlowNetwork(_firstSeat + problem.Free.Length);
        for (var need = 0; need < problem.Fits.Length; need++)
        {
            Add(WaitingPool, FirstNeed + need, problem.Waiting[need]);
            Add(StrandedPool, FirstNeed + need, problem.Stranded[need]);
            foreach (var seat in problem.Fits[need]) Add(FirstNeed + need, _firstSeat + seat, int.MaxValue / 2);
            for (var seat = 0; seat < problem.Free.Length; seat++) Add(_firstSeat + seat, FirstNeed + need, problem.Held[need][seat], cost: 1);
        }

        for (var seat = 0; seat < problem.Free.Length; seat++) Add(_firstSeat + seat, Sink, problem.Free[seat]);
    }

    public static RoomPlan Solve(RoomProblem problem) => new RoomSolver(problem).Walk();

    private RoomPlan Walk()
    {
        while (Push(WaitingPool, ref _waiting, +1) && IsAllowed)
        {
        }

        Shrink();
        var (best, rank) = (Flow(), Rank);
        while (AddStranded())
        {
            Shrink();
            if (!IsAllowed) break;
            if (Rank.CompareTo(rank) > 0) (best, rank) = (Flow(), Rank);
        }

        return new RoomPlan(Chains(best));
    }

    private bool IsAllowed => _stranded + _network.Cost <= _problem.Broken && _stranded + _waiting + _network.Cost <= _problem.Moves;

    /// <summary>More saved is better, then fewer that lose their agent, then fewer moves.</summary>
    private (int Saved, int Broken, int Moves) Rank => (_stranded + _waiting, -(_stranded + _network.Cost), -_network.Cost);

    /// <summary>Takes back waiting threads, those first for which the most step aside.</summary>
    private void Shrink()
    {
        while (!IsAllowed && _waiting > 0) TakeBack();
    }

    private bool AddStranded()
    {
        while (!Push(StrandedPool, ref _stranded, +1))
        {
            // No seat is left, or no stranded one: a waiting one makes room for it if that helps.
            if (_waiting == 0 || _stranded >= _problem.Stranded.Sum()) return false;
            TakeBack();
        }

        return true;
    }

    private void TakeBack()
    {
        if (!_network.TryPush(Sink, WaitingPool)) throw new InvalidOperationException("what flows can be taken back");
        _waiting--;
    }

    private bool Push(int pool, ref int count, int change)
    {
        if (!_network.TryPush(pool, Sink)) return false;
        count += change;
        return true;
    }

    private void Add(int from, int to, int capacity, int cost = 0)
    {
        if (capacity > 0) _arcs.Add(new Arc(from, to, _network.Add(from, to, capacity, cost)));
    }

    private int[] Flow() => [.. _arcs.Select(arc => _network.On(arc.Number))];

    /// <summary>Takes the flow apart into the ways that its units go. There are no circles in it: one would cost and bring nothing.</summary>
    private Chain[] Chains(int[] flow)
    {
        var leaving = Enumerable.Range(0, _arcs.Count).Where(index => flow[index] > 0).ToLookup(index => _arcs[index].From);
        var chains = new List<Chain>();
        foreach (var pool in (int[])[StrandedPool, WaitingPool])
        {
            while (Follow(pool) is { } first) chains.Add(ChainFrom(first, pool == StrandedPool));
        }

        return [.. chains];

        int? Follow(int node)
        {
            foreach (var index in leaving[node])
            {
                if (flow[index] == 0) continue;
                flow[index]--;
                return _arcs[index].To;
            }

            return null;
        }

        Chain ChainFrom(int need, bool stranded)
        {
            var (seats, aside) = (new List<int>(), new List<int>());
            for (var at = need; at != Sink;)
            {
                var seat = Follow(at) ?? throw new InvalidOperationException("what flows in flows out");
                seats.Add(seat - _firstSeat);
                at = Follow(seat) ?? throw new InvalidOperationException("what flows in flows out");
                if (at != Sink) aside.Add(at - FirstNeed);
            }

            return new Chain(need - FirstNeed, stranded, [.. seats], [.. aside]);
        }
    }

    private readonly record struct Arc(int From, int To, int Number);
}

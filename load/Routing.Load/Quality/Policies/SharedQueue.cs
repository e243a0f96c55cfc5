using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>One queue for all, bound at the moment a slot is free: a rule says which thread, a choice says which agent.</summary>
/// <param name="relaxAfter">Seconds after which the level is asked for no longer; infinite: always.</param>
public sealed class SharedQueue(IRule rule, IChoice choice, double relaxAfter = double.PositiveInfinity) : IRouter
{
    private readonly Queue<int> _toRelax = new();
    private Floor _floor = null!;
    private WaitingGroups _groups = null!;
    private Prices? _prices;

    public void Open(Floor floor)
    {
        _floor = floor;
        _groups = new WaitingGroups(floor.Day);
        if (rule is not IPriced && choice is not IPriced) return;
        _prices = new Prices(floor, _groups);
        (rule as IPriced)?.Use(_prices);
        (choice as IPriced)?.Use(_prices);
        _floor.WakeAt(0);
    }

    public void CameOn(int agent) => Fill(agent);

    public void WentOff(int agent)
    {
        // What is begun goes on; nothing else is bound to anybody.
    }

    public void Finished(int thread, int agent) => Fill(agent);

    public void Left(int thread) => _groups.Remove(thread);

    public void Arrived(int thread)
    {
        if (AgentFor(thread, _floor.Day.Arrivals[thread].Class) is var agent and >= 0)
        {
            _floor.Start(thread, agent);
            return;
        }

        _groups.Add(thread);
        if (double.IsInfinity(relaxAfter)) return;
        _toRelax.Enqueue(thread);
        _floor.WakeAt(_floor.Now + relaxAfter);
    }

    public void Woke()
    {
        if (_prices is not null && _prices.Refresh()) _floor.WakeAt(_floor.Now + Prices.Every);
        while (_toRelax.TryPeek(out var thread) && _floor.Day.Arrivals[thread].At + relaxAfter <= _floor.Now)
        {
            _toRelax.Dequeue();
            if (_floor.Waits(thread)) Relax(thread);
        }
    }

    private void Relax(int thread)
    {
        var loose = _floor.Day.Loose[_floor.Day.Arrivals[thread].Class];
        if (loose == _floor.Day.Arrivals[thread].Class) return;
        _groups.Relax(thread);
        if (AgentFor(thread, loose) is not (var agent and >= 0)) return;
        _groups.Remove(thread);
        _floor.Start(thread, agent, relaxed: true);
    }

    private int AgentFor(int thread, int @class)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var agent in _floor.Day.AgentsOf[@class])
        {
            if (!_floor.HasRoom(agent)) continue;
            var cost = choice.Cost(_floor, agent, @class);
            if (cost > least || (cost == least && _floor.LastStart[agent] >= _floor.LastStart[best])) continue;
            (best, least) = (agent, cost);
        }

        return best;
    }

    private void Fill(int agent)
    {
        while (_floor.HasRoom(agent) && BestFor(agent, out var relaxed) is var thread and >= 0)
        {
            _groups.Remove(thread);
            _floor.Start(thread, agent, relaxed);
        }
    }

    private int BestFor(int agent, out bool relaxed)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        relaxed = false;
        var day = _floor.Day;

        _groups.Expire(_floor.Now);
        foreach (var group in _groups.Active)
        {
            var @class = _groups.ClassOf(group);
            var speed = day.Speed(agent, @class);
            if (speed <= 0) continue;
            var head = _groups.Head(group);
            var score = rule.Score(new Head(head, @class, WaitingGroups.IsLate(group), speed), day.Arrivals[head], _floor.Now);
            if (score < most || (score == most && head > best)) continue;
            (best, most, relaxed) = (head, score, WaitingGroups.IsRelaxed(group));
        }

        return best;
    }
}

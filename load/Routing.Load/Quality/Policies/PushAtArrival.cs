using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>Bound at arrival to the agent whose turn it is: of those on shift who may have it the one given something longest ago, however
/// much they have already (Chatwoot without capacity keeps such a ring). What an agent has not begun waits for that agent alone; at the end of the shift it is dealt out again.</summary>
public sealed class PushAtArrival : IRouter
{
    private Floor _floor = null!;
    private LinkedList<int>[] _own = null!;
    private LinkedListNode<int>?[] _places = null!;
    private readonly List<int> _nobody = [];
    private long[] _turns = null!;
    private long _turn;

    public void Open(Floor floor)
    {
        _floor = floor;
        _own = [.. Enumerable.Range(0, floor.Day.Agents).Select(_ => new LinkedList<int>())];
        _turns = new long[floor.Day.Agents];
        _places = new LinkedListNode<int>?[floor.Day.Arrivals.Length];
    }

    public void CameOn(int agent) => DealAgain([.. _nobody]);

    public void WentOff(int agent) => DealAgain([.. _own[agent]]);

    public void Arrived(int thread) => Deal(thread);

    public void Left(int thread)
    {
        if (_places[thread] is { } place) place.List!.Remove(place);
        else _nobody.Remove(thread);
    }

    public void Finished(int thread, int agent)
    {
        if (_floor.HasRoom(agent) && _own[agent].First is { } first) Begin(first.Value, agent);
    }

    public void Woke()
    {
        // Nothing is asked for at a time.
    }

    private void DealAgain(int[] threads)
    {
        foreach (var thread in threads)
        {
            Left(thread);
            Deal(thread);
        }
    }

    private void Deal(int thread)
    {
        var next = -1;
        foreach (var agent in _floor.Day.AgentsOf[_floor.Day.Arrivals[thread].Class])
        {
            if (_floor.On[agent] && (next < 0 || _turns[agent] < _turns[next])) next = agent;
        }

        if (next < 0)
        {
            _places[thread] = null;
            _nobody.Add(thread);
            return;
        }

        _turns[next] = ++_turn;
        _places[thread] = _own[next].AddLast(thread);
        if (_floor.HasRoom(next)) Begin(_own[next].First!.Value, next);
    }

    private void Begin(int thread, int agent)
    {
        _own[agent].Remove(_places[thread]!);
        _places[thread] = null;
        _floor.Start(thread, agent);
    }
}

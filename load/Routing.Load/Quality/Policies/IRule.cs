using Routing.Load.Quality.Days;
using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>The oldest of a group of equal threads, seen from an agent who could take it.</summary>
/// <param name="Class">What it now needs.</param>
/// <param name="Late">Past its deadline.</param>
/// <param name="Speed">Of this agent with it.</param>
public readonly record struct Head(int Thread, int Class, bool Late, float Speed);

/// <summary>Which thread an agent gets who has a free slot: the largest score, of equals the older.</summary>
public interface IRule
{
    double Score(Head head, in Arrival arrival, double now);
}

/// <summary>Which agent a thread gets when several have room: the least cost, of equals the one who began something longest ago.</summary>
public interface IChoice
{
    double Cost(Floor floor, int agent, int @class);
}

/// <summary>A rule or choice that looks at how scarce agents are.</summary>
public interface IPriced
{
    void Use(Prices prices);
}

using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>Who began something longest ago (Twilio, Amazon Connect).</summary>
public sealed class LongestIdle : IChoice
{
    public double Cost(Floor floor, int agent, int @class) => floor.LastStart[agent];
}

/// <summary>The least share of slots used (Azure), of equals the one who began something longest ago.</summary>
public sealed class LoadRatio : IChoice
{
    public double Cost(Floor floor, int agent, int @class) => (double)floor.Used[agent] / floor.Day.Slots;
}

/// <summary>The fewest open threads, of equals always the first in the list (Rocket.Chat).</summary>
public sealed class LeastCount : IChoice
{
    private const double PerPlace = 1e-9;

    public double Cost(Floor floor, int agent, int @class) => floor.Used[agent] + (PerPlace * agent);
}

/// <summary>The best at it (Azure's best worker, Genesys' best available skills).</summary>
public sealed class BestWorker : IChoice
{
    public double Cost(Floor floor, int agent, int @class) => -floor.Day.Speed(agent, @class);
}

/// <summary>The one who is missed least elsewhere: price times load, by speed.</summary>
public sealed class LeastPrice : IChoice, IPriced
{
    private Prices? _prices;

    public void Use(Prices prices) => _prices = prices;

    public double Cost(Floor floor, int agent, int @class) =>
        _prices!.Of(agent) * (floor.Used[agent] + 1) / floor.Day.Speed(agent, @class);
}

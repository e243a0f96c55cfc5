using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Policies;

/// <summary>How scarce agents and chances are, as of the last refresh.</summary>
public sealed class Prices(Floor floor, WaitingGroups groups)
{
    /// <summary>Seconds between refreshes.</summary>
    public const double Every = 30;

    private const double Horizon = 360;
    private const double ShortestTau = 60;
    private const double LongestTau = 1200;

    private readonly double[] _prices = new double[floor.Day.Agents];
    private readonly double[] _releases = new double[floor.Day.Agents];
    private readonly double[] _tau = new double[floor.Day.Classes];

    /// <summary>Work that wants this agent's classes, by free slots that could take it.</summary>
    public double Of(int agent) => _prices[agent];

    /// <summary>Seconds until the next chance of a thread of this class: the pace at which agents who could take it come free, each shared by
    /// all waiting threads that want the same agent.</summary>
    public double Tau(int @class)
    {
        if (_tau[@class] > 0) return _tau[@class];
        var pace = 0.0;
        foreach (var agent in floor.Day.AgentsOf[@class]) pace += _releases[agent];
        return _tau[@class] = Math.Clamp(pace > 0 ? 1 / pace : LongestTau, ShortestTau, LongestTau);
    }

    /// <summary>False when the day is over.</summary>
    public bool Refresh()
    {
        var day = floor.Day;
        Array.Clear(_tau);
        var free = new int[day.Classes];
        for (var agent = 0; agent < day.Agents; agent++)
        {
            if (!floor.HasRoom(agent)) continue;
            foreach (var c in day.ClassesOf[agent]) free[c] += day.Slots - floor.Used[agent];
        }

        var usual = day.Usual(floor.Now) * Horizon;
        var full = day.Slots * day.Rates[day.Slots] / day.MeanWork;
        for (var agent = 0; agent < day.Agents; agent++)
        {
            var (price, waiting) = (0.0, 0);
            foreach (var c in day.ClassesOf[agent])
            {
                price += ((day.Shares[c] * usual) + groups.Backlog[c]) / (free[c] + 1);
                waiting += groups.Backlog[c];
            }

            _prices[agent] = price;
            _releases[agent] = floor.On[agent] ? full / Math.Max(1, waiting) : 0;
        }

        return floor.Now < day.Close;
    }
}

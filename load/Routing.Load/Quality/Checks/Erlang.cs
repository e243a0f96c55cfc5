namespace Routing.Load.Quality.Checks;

/// <summary>What a queue with one kind of customer and so many equal agents comes to in the long run.</summary>
/// <param name="Abandon">Share that leaves.</param>
/// <param name="Wait">Of everybody, in units of the mean work.</param>
/// <param name="Waits">Share that waits at all.</param>
public readonly record struct Steady(double Abandon, double Wait, double Waits, double Utilisation);

/// <summary>Exact formulas for Poisson arrivals and exponential work. Rates per unit of time; load is arrivals times mean work.</summary>
public static class Erlang
{
    private const double Negligible = 1e-15;

    /// <summary>Share refused by so many agents without a queue (Erlang 1917), by recursion on the number of agents.</summary>
    public static double B(int agents, double load)
    {
        var blocked = 1.0;
        for (var k = 1; k <= agents; k++) blocked = load * blocked / (k + (load * blocked));
        return blocked;
    }

    /// <summary>Share that waits when nobody leaves (Erlang 1917).</summary>
    public static double C(int agents, double load)
    {
        var blocked = B(agents, load);
        return agents * blocked / (agents - (load * (1 - blocked)));
    }

    /// <summary>The queue when nobody leaves.</summary>
    public static Steady WithoutLeaving(int agents, double arrivals, double work)
    {
        var waits = C(agents, arrivals * work);
        return new Steady(0, waits / ((agents / work) - arrivals), waits, arrivals * work / agents);
    }

    /// <summary>The queue when customers leave after an exponential time (Palm 1957, "Erlang A"): a birth and death process.</summary>
    /// <param name="patience">Mean.</param>
    public static Steady WithLeaving(int agents, double arrivals, double work, double patience)
    {
        var (share, all, waiting, queue) = (1.0, 1.0, 0.0, 0.0);
        for (var k = 1; k <= agents || share > Negligible * all; k++)
        {
            share *= arrivals / ((Math.Min(k, agents) / work) + (Math.Max(0, k - agents) / patience));
            all += share;
            if (k < agents) continue;
            waiting += share;
            queue += (k - agents) * share;
        }

        var wait = queue / all / arrivals;
        var abandon = wait / patience;
        return new Steady(abandon, wait, waiting / all, arrivals * work * (1 - abandon) / agents);
    }
}

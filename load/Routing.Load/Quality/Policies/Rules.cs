using Routing.Load.Quality.Days;

namespace Routing.Load.Quality.Policies;

/// <summary>First come, first served.</summary>
public sealed class Fifo : IRule
{
    public double Score(Head head, in Arrival arrival, double now) => -arrival.At;
}

/// <summary>The higher priority always first, whatever the age; then the older (Twilio, Amazon Connect, Azure).</summary>
public sealed class StrictPriority : IRule
{
    private const double Step = 1e6;

    public double Score(Head head, in Arrival arrival, double now) => (-arrival.Priority * Step) - arrival.At;
}

/// <summary>Minutes waited plus points for the priority (Genesys' conversation score: a point is worth a minute).</summary>
public sealed class LinearAgeing : IRule
{
    private static readonly double[] Points = [20, 10, 5, 0];

    public double Score(Head head, in Arrival arrival, double now) => ((now - arrival.At) / 60) + Points[arrival.Priority];
}

/// <summary>The earliest deadline first, also when it has passed (Rocket.Chat's sorting by service level).</summary>
public sealed class EarliestDeadline : IRule
{
    public double Score(Head head, in Arrival arrival, double now) => -arrival.Deadline;
}

/// <summary>Generalised c-mu for the cost weight × (wait / service level)² (van Mieghem 1995): its slope times the speed.</summary>
public sealed class GeneralisedCmu : IRule
{
    public double Score(Head head, in Arrival arrival, double now) =>
        2 * arrival.Weight * (now - arrival.At) / (arrival.Within * arrival.Within) * head.Speed;
}

/// <summary>Shortest time to extinction: the earliest deadline of those that can still be met; the others last (Panwar, Towsley, Wolf
/// 1988).</summary>
public sealed class ShortestTimeToExtinction : IRule
{
    private const double Last = 1e9;

    public double Score(Head head, in Arrival arrival, double now) => -arrival.Deadline - (head.Late ? Last : 0);
}

/// <summary>The miss-index: what is lost, weighted, if this thread is passed over now and gets its next chance after about tau. Threads past
/// their deadline rank low, and rise slowly.</summary>
/// <param name="power">0: fewest misses; 1: most value; .5 between.</param>
public sealed class MissIndex(double power) : IRule, IPriced
{
    private const double Late = .05;
    private const double Grow = .01;
    private const double MostLate = 10;
    private Prices? _prices;

    public void Use(Prices prices) => _prices = prices;

    public double Score(Head head, in Arrival arrival, double now)
    {
        var worth = Math.Pow(arrival.Weight, power) * head.Speed;
        var slack = arrival.Deadline - now;
        if (head.Late) return worth * (Late + (Grow * Math.Min(-slack / arrival.Within, MostLate)));
        var tau = _prices!.Tau(head.Class);
        var leaves = 1 / Terms.Patience[arrival.Priority];
        var missed = Math.Exp(-slack * ((1 / tau) + leaves));
        var left = leaves * tau / (1 + (leaves * tau));
        return worth * (missed + (left * (1 - missed)));
    }
}

/// <summary>Time in queue; priority customers begin with a credit of waiting (the rule of the bank whose calls are replayed).</summary>
/// <param name="seconds">Of priority 0.</param>
public sealed class WaitingCredit(double seconds) : IRule
{
    public double Score(Head head, in Arrival arrival, double now) => now - arrival.At + (arrival.Priority == 0 ? seconds : 0);
}

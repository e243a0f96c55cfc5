using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Checks;

/// <param name="Exact">By formula.</param>
/// <param name="Simulated">By the floor.</param>
public sealed record Compared(string What, double Exact, Estimate Simulated)
{
    private const double Errors = 3;

    /// <summary>Within three standard errors.</summary>
    public bool Agrees => Math.Abs(Simulated.Value - Exact) <= Errors * Simulated.Se;
}

/// <summary>The simulator itself, on queues that have an exact answer: 50 agents, 48 arrivals a minute, work of a minute.</summary>
public static class ErlangCheck
{
    private const int Agents = 50;
    private const double PerSecond = .8;
    private const double Work = 60;
    private const double Patience = 120;
    private const double WarmUp = 3600;
    private const int FirstSeed = 9101;

    /// <param name="seeds">Independent runs.</param>
    /// <param name="hours">Of each, the first left out.</param>
    public static IEnumerable<Compared> Run(int seeds, double hours)
    {
        var exactA = Erlang.WithLeaving(Agents, PerSecond, Work, Patience);
        var a = Enumerable.Range(FirstSeed, seeds).AsParallel().Select(seed => Simulated(seed, hours, Patience)).ToList();
        yield return new Compared("Erlang A: share that leaves", exactA.Abandon, Estimate.Of(a.Select(run => run.Abandon)));
        yield return new Compared("Erlang A: mean wait, s", exactA.Wait, Estimate.Of(a.Select(run => run.Wait)));
        yield return new Compared("Erlang A: share that waits", exactA.Waits, Estimate.Of(a.Select(run => run.Waits)));
        yield return new Compared("Erlang A: utilisation", exactA.Utilisation, Estimate.Of(a.Select(run => run.Utilisation)));

        var exactC = Erlang.WithoutLeaving(Agents, PerSecond, Work);
        var c = Enumerable.Range(FirstSeed, seeds).AsParallel().Select(seed => Simulated(seed, hours, double.PositiveInfinity)).ToList();
        yield return new Compared("Erlang C: mean wait, s", exactC.Wait, Estimate.Of(c.Select(run => run.Wait)));
        yield return new Compared("Erlang C: share that waits", exactC.Waits, Estimate.Of(c.Select(run => run.Waits)));
    }

    private static Steady Simulated(int seed, double hours, double patience)
    {
        var close = hours * 3600;
        var floor = Floor.Play(OneClass(seed, close, patience), new SharedQueue(new Fifo(), new LongestIdle()));
        var (all, left, waited, wait, work) = (0, 0, 0, 0.0, 0.0);
        for (var i = 0; i < floor.Answers.Length; i++)
        {
            var arrival = floor.Day.Arrivals[i];
            if (arrival.At < WarmUp) continue;
            var answer = floor.Answers[i];
            all++;
            if (answer.Fate == Fate.Left) left++;
            else work += arrival.Work;
            var until = answer.Fate == Fate.Waiting ? close : answer.At;
            if (until > arrival.At || answer.Fate == Fate.Left) waited++;
            wait += until - arrival.At;
        }

        return new Steady((double)left / all, wait / all, (double)waited / all, work / (Agents * (close - WarmUp)));
    }

    private static Day OneClass(int seed, double close, double patience)
    {
        var draw = new Draw(seed, stream: 1);
        var arrivals = new List<Arrival>();
        for (var at = draw.Exponential(1 / PerSecond); at < close; at += draw.Exponential(1 / PerSecond))
        {
            var leaves = double.IsInfinity(patience) ? patience : draw.Exponential(patience);
            arrivals.Add(new Arrival(at, 0, 0, 0, 1, draw.Exponential(Work), leaves, Work));
        }

        var (shifts, speeds) = (new (double, double)[Agents], new float[Agents]);
        Array.Fill(shifts, (0, close));
        Array.Fill(speeds, 1);
        return new Day(shifts, speeds, [0], [0, 1], [1], _ => PerSecond, Work, close, [.. arrivals]);
    }
}

namespace Routing.Load.Quality.Days;

/// <summary>All that a simulated day is made of; nothing in it depends on who routes.</summary>
/// <param name="Shifts">From and until, by agent, in seconds after opening.</param>
/// <param name="Speeds">By agent and class: how fast; 0 where the agent may not have it. See <see cref="Speed"/>.</param>
/// <param name="Loose">By class: the class that asks for the same without a level.</param>
/// <param name="Rates">Attention to each thread of an agent who has so many; index 0 is unused.</param>
/// <param name="Shares">By class: share of what usually arrives.</param>
/// <param name="Usual">What usually arrives a second, at a time.</param>
public sealed record Day(
    (double From, double Until)[] Shifts, float[] Speeds, int[] Loose, double[] Rates, double[] Shares, Func<double, double> Usual,
    double MeanWork, double Close, Arrival[] Arrivals)
{
    public int Agents => Shifts.Length;

    public int Classes => Loose.Length;

    public int Slots => Rates.Length - 1;

    /// <summary>Classes that each agent may have.</summary>
    public int[][] ClassesOf { get; } = [.. Enumerable.Range(0, Shifts.Length).Select(agent =>
        Enumerable.Range(0, Loose.Length).Where(c => Speeds[(agent * Loose.Length) + c] > 0).ToArray())];

    /// <summary>Agents who may have each class.</summary>
    public int[][] AgentsOf { get; } = [.. Enumerable.Range(0, Loose.Length).Select(c =>
        Enumerable.Range(0, Shifts.Length).Where(agent => Speeds[(agent * Loose.Length) + c] > 0).ToArray())];

    public float Speed(int agent, int @class) => Speeds[(agent * Loose.Length) + @class];

    /// <summary>The same day if every agent had every skill, at level 3 where they have none.</summary>
    public Day Pooled() => this with { Speeds = [.. Speeds.Select(speed => speed > 0 ? speed : 1f)] };
}

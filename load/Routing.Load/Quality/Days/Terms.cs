namespace Routing.Load.Quality.Days;

/// <summary>What the contact desk agreed with its customers and knows of them. Times in seconds.</summary>
public static class Terms
{
    public const int Priorities = 4;
    public const int Tiers = 3;

    public static readonly double[] PriorityShares = [.10, .20, .40, .30];

    /// <summary>Until the first response.</summary>
    public static readonly double[] Within = [120, 300, 900, 3600];

    /// <summary>Mean of an exponential.</summary>
    public static readonly double[] Patience = [900, 1800, 3600, 10800];

    public static readonly double[] TierShares = [.80, .15, .05];

    public static readonly int[] TierValues = [1, 3, 10];

    private static readonly double[] Presses = [8, 4, 2, 1];

    /// <summary>What missing it costs.</summary>
    public static double Weight(int priority, int tier) => Presses[priority] * TierValues[tier];
}

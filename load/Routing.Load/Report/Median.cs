namespace Routing.Load.Report;

/// <summary>The middle of several rounds, with how far they spread: one round says nothing on a shared machine.</summary>
public sealed record Median(double Middle, double Min, double Max, int Rounds)
{
    public static Median Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToArray();
        if (sorted.Length == 0) return new Median(0, 0, 0, 0);
        var middle = sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        return new Median(Rounded(middle), Rounded(sorted[0]), Rounded(sorted[^1]), sorted.Length);
    }

    private static double Rounded(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 4);
}

namespace Routing.Load.Quality.Figures;

/// <summary>A mean over seeds with its standard error.</summary>
public sealed record Estimate(double Value, double Se)
{
    public static Estimate Of(IEnumerable<double> samples)
    {
        var all = samples.ToArray();
        if (all.Length == 0) return new Estimate(double.NaN, double.NaN);
        var mean = all.Average();
        if (all.Length == 1) return new Estimate(mean, 0);
        var variance = all.Sum(sample => (sample - mean) * (sample - mean)) / (all.Length - 1);
        return new Estimate(mean, Math.Sqrt(variance / all.Length));
    }

    public Estimate Rounded() => new(Math.Round(Value, 4), Math.Round(Se, 4));
}

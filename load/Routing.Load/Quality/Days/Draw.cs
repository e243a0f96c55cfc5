namespace Routing.Load.Quality.Days;

/// <summary>A stream of chance: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine. Each use has a stream of its own, so that
/// one more draw in one place moves nothing in another.</summary>
public sealed class Draw(long seed, int stream)
{
    private ulong _state = unchecked(((ulong)seed * 0xD1342543DE82EF95UL) + ((ulong)stream * 0x9E3779B97F4A7C15UL));

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>Mean 0, deviation 1 (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <param name="mean">Of the lognormal itself.</param>
    /// <param name="variation">Deviation to mean.</param>
    public double Lognormal(double mean, double variation)
    {
        var square = Math.Log(1 + (variation * variation));
        return mean * Math.Exp((Math.Sqrt(square) * Normal()) - (square / 2));
    }

    /// <summary>An index, each with its share.</summary>
    public int Pick(ReadOnlySpan<double> shares)
    {
        var left = Uniform();
        for (var i = 0; i < shares.Length - 1; i++)
        {
            left -= shares[i];
            if (left < 0) return i;
        }

        return shares.Length - 1;
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}

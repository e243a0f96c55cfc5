using Routing.Core.Policies;

namespace Routing.Core.Desks.Matching;

/// <summary>The rule of order as numbers: what a thread is worth now, in logarithms for the miss-index. The largest value goes first.</summary>
/// <remarks>
/// Miss-index: live <c>ln w^g − slack/τ</c> (the chance that it is missed if skipped now, when the next chance comes after Exp(1/τ)); late
/// <c>ln w^g + ln(ε + grow·late/SLA)</c>, which is triage: what is lost yields to what can be saved. Strict priority, linear ageing and
/// earliest deadline are static keys in milliseconds. What a person raised goes before all that nobody did, what they lowered after it; among
/// themselves the rule holds. Beyond the age cap the oldest goes first, before everything else.
/// Doubles in one fixed order of operations, without the platform's logarithm: the same on every machine.
/// </remarks>
internal sealed class RankScale(RankPolicy policy)
{
    private const double Late = 0.05;
    private const double Grow = 0.01;
    private const double MostLate = 50;

    /// <summary>Above every uncapped value; with a time in milliseconds subtracted still exact in a double.</summary>
    private const double Capped = 1e15;

    /// <summary>What a person's word adds, or takes away: more than two usual values are ever apart, and less than what is capped lies above them. As
    /// little as that allows, so that nothing is lost by rounding: a deadline two years off counts a million of the shortest τ.</summary>
    private const double Said = 1e6;

    /// <summary>Likewise where values are milliseconds.</summary>
    private const double SaidStatic = 6e14;

    /// <summary>Milliseconds; more than any two receipts on one desk are apart, times urgencies still far below <see cref="Capped"/>.</summary>
    private const long PriorityMs = 100_000_000_000_000;

    /// <summary>Seconds of the shortest service level that lateness is measured in: bounds how fast a late thread's value grows.</summary>
    private const int ShortestService = 60;

    /// <summary>Seconds that τ may be, each half as long again as the one before: so few, that a bound is a line for each of them.</summary>
    public static readonly int[] Taus = [60, 92, 141, 216, 331, 508, 781, 1_200];

    /// <summary>1, 1/3 … 1/21.</summary>
    private static readonly double[] OddReciprocals = [.. Enumerable.Range(0, 11).Select(n => 1.0 / ((2 * n) + 1))];

    private readonly RankPolicy _measure = MeasureOf(policy);

    private readonly long _ageingMs = policy.AgeingSeconds * 1000L;

    private readonly double _said = policy.Rule == RankRule.MissIndex ? Said : SaidStatic;

    public RankRule Rule { get; } = policy.Rule;

    public long CapMs { get; } = policy.AgeCapMinutes * 60_000L;

    /// <summary>Whether what is live grows and what is late does not count as live.</summary>
    public bool Grows => Rule == RankRule.MissIndex;

    /// <summary>The step of τ for needs of which nothing was measured yet.</summary>
    public int UsualTau { get; } = TauStep(policy.TauSeconds * 1000L);

    /// <summary>By step of τ, per millisecond: how fast a live value grows; zero where values are static.</summary>
    public double[] Slopes { get; } = [.. Taus.Select(tau => policy.Rule == RankRule.MissIndex ? 1 / (tau * 1000.0) : 0)];

    /// <summary>No value grows faster, per millisecond: a late one's first growth at the shortest service level is slower than the shortest τ.</summary>
    public double Steep => Slopes[0];

    /// <summary>The nearest step, by ratio.</summary>
    public static int TauStep(long tauMs)
    {
        var step = 0;
        while (step + 1 < Taus.Length && tauMs * tauMs >= Taus[step] * 1000L * (Taus[step + 1] * 1000L)) step++;
        return step;
    }

    /// <summary>How fast the value of a late thread grows at this instant, per millisecond: the more slowly, the later it is.</summary>
    public double LateSlope(long key, int service, long now)
    {
        if (!Grows) return 0;
        var serviceMs = Math.Max(service, ShortestService) * 1000.0;
        var late = (now - key) / serviceMs;
        return late < MostLate ? Grow / serviceMs / (Late + (Grow * late)) : 0;
    }

    /// <summary>Whether this policy measures alike: weights, which differ by thread, are left aside.</summary>
    public bool IsOf(RankPolicy other) => _measure == MeasureOf(other);

    private static RankPolicy MeasureOf(RankPolicy of) =>
        new(AgeCapMinutes: of.AgeCapMinutes, Rule: of.Rule, AgeingSeconds: of.AgeingSeconds, TauSeconds: of.TauSeconds);

    /// <summary>By which threads of one class are ordered, the smaller first: a deadline, a receipt or a static key.</summary>
    public long KeyOf(Rank rank) => Rule switch
    {
        RankRule.MissIndex => rank.Deadline.Ms,
        RankRule.StrictPriority => rank.Since.Ms + (((long)Urgency.Critical - (long)rank.Urgency) * PriorityMs),
        RankRule.LinearAgeing => rank.Since.Ms - ((long)rank.Urgency * _ageingMs),
        _ => rank.Key,
    };

    /// <summary>What divides threads of equal needs into classes: order within a class never changes as time passes.</summary>
    public Share ShareOf(Rank rank) =>
        Rule == RankRule.MissIndex ? new(rank.Weight, rank.ServiceSeconds, rank.Priority) : new((int)rank.Urgency, 0, rank.Priority);

    /// <summary>Under the earliest deadline the key itself is never later than the cap, but for what a person moved.</summary>
    public bool Caps(in Share share) => Rule != RankRule.EarliestDeadline || share.Priority != Priority.Usual;

    public bool IsCapped(long since, in Share share, long now) => now - since >= CapMs && Caps(share);

    /// <param name="tau">The step of its need.</param>
    public double Value(long key, long since, in Share share, int tau, long now)
    {
        if (IsCapped(since, share, now)) return Capped - since;
        var worth = (int)share.Priority * _said;
        if (Rule != RankRule.MissIndex) return worth - key;
        worth += share.Weight / 1000.0;
        return key > now
            ? worth - ((key - now) / (Taus[tau] * 1000.0))
            : worth + Logarithm(Late + (Grow * Math.Min((now - key) / (Math.Max(share.Service, ShortestService) * 1000.0), MostLate)));
    }

    /// <summary>Natural logarithm: the exponent's part, and the series of <c>2·artanh((m−1)/(m+1))</c> for the mantissa in [0.7, 1.42].</summary>
    internal static double Logarithm(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var z = (mantissa - 1) / (mantissa + 1);
        var square = z * z;
        var sum = 0.0;
        for (var n = OddReciprocals.Length - 1; n >= 0; n--) sum = (sum * square) + OddReciprocals[n];
        return (exponent * 0.6931471805599453) + (2 * z * sum);
    }
}

/// <summary>What threads of one class have in common beside their need.</summary>
/// <param name="Weight">Of what a miss costs; under a static rule the urgency.</param>
/// <param name="Service">Seconds of the service level.</param>
internal readonly record struct Share(int Weight, int Service, Priority Priority);

using System.Globalization;
using System.Numerics;

namespace Routing.Core.Reporting;

/// <summary>How durations are spread: their number and sum, exactly, and how many lie in each step. Two are added step by step.</summary>
/// <remarks>Eight steps to each doubling from one second to twelve days, so a percentile is right within a sixteenth; below a second is one step, above
/// twelve days the last. At most 161 numbers, however much was counted. Source of the idea: HdrHistogram's log-linear buckets.</remarks>
public sealed class Distribution
{
    private const int PerDoubling = 8;
    private const int Doublings = 20;
    private const int LastStep = PerDoubling * Doublings;

    private const string NumberOf = "n";
    private const string SumOf = "ms";

    private static readonly string[] StepNames = [.. Enumerable.Range(0, LastStep + 1).Select(step => step.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Names that <see cref="Numbers"/> may have.</summary>
    internal static readonly IReadOnlyList<string> Parts = [NumberOf, SumOf, .. StepNames];

    private readonly SortedDictionary<int, long> _steps = [];

    public long Count { get; private set; }

    public long SumMs { get; private set; }

    /// <summary>Null where nothing was counted.</summary>
    public double? MeanSeconds => Count == 0 ? null : SumMs / 1000.0 / Count;

    /// <param name="ms">Less than zero counts as zero: clocks of machines differ.</param>
    public void Add(long ms)
    {
        var length = Math.Max(0, ms);
        Count++;
        SumMs += length;
        AddTo(StepOf(length), 1);
    }

    /// <summary>The length that so many of a hundred do not exceed (nearest rank): the middle of its step. Null where nothing was counted.</summary>
    public double? PercentileSeconds(int percent)
    {
        var rank = Math.Max(1, ((Count * percent) + 99) / 100);
        foreach (var (step, count) in _steps)
        {
            rank -= count;
            if (rank > 0) continue;
            var (from, to) = SpanOf(step);
            return (from + to) / 2000.0;
        }

        return null;
    }

    public static int StepOf(long ms)
    {
        if (ms < 1_000) return 0;
        var doubling = BitOperations.Log2((ulong)(ms / 1_000));
        if (doubling >= Doublings) return LastStep;
        var least = 1_000L << doubling;
        return 1 + (doubling * PerDoubling) + (int)((ms - least) * PerDoubling / least);
    }

    /// <summary>Milliseconds from which and up to which a step goes.</summary>
    public static (long From, long To) SpanOf(int step)
    {
        if (step == 0) return (0, 1_000);
        var least = 1_000L << ((step - 1) / PerDoubling);
        var part = (step - 1) % PerDoubling;
        return (least * (PerDoubling + part) / PerDoubling, least * (PerDoubling + part + 1) / PerDoubling);
    }

    /// <summary>Its numbers under their names, but for those that are zero: two are added by adding the numbers.</summary>
    internal IEnumerable<(string Name, long Value)> Numbers()
    {
        if (Count == 0) yield break;
        yield return (NumberOf, Count);
        yield return (SumOf, SumMs);
        foreach (var (step, count) in _steps) yield return (StepNames[step], count);
    }

    internal void Add(string name, long value)
    {
        switch (name)
        {
            case NumberOf: Count += value; break;
            case SumOf: SumMs += value; break;
            default: AddTo(int.Parse(name, CultureInfo.InvariantCulture), value); break;
        }
    }

    private void AddTo(int step, long count) => _steps[step] = _steps.GetValueOrDefault(step) + count;
}

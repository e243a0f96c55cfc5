namespace Routing.Core.Desks.Matching;

/// <summary>Steps in which prices are kept, four to each doubling: most do not change from one refresh to the next, so records stay small.</summary>
/// <remarks>Integers alone, so that a step means the same on every machine.</remarks>
internal static class Ladder
{
    /// <summary>Steps; the last stands for 2⁴⁰.</summary>
    public const int Steps = 161;

    private const int PerDoubling = 4;
    private const int Shift = 30;

    /// <summary>Quarter powers of two in 2⁻³⁰.</summary>
    private static readonly long[] Quarters = [1_073_741_824, 1_276_901_416, 1_518_500_249, 1_805_811_301];

    private static readonly long[] Values = [.. Enumerable.Range(0, Steps).Select(ValueOf)];

    /// <summary>What a step stands for; at least 1.</summary>
    public static long Value(int step) => Values[step];

    /// <summary>The last step that stands for no more than this; 0 for less than one.</summary>
    public static int Step(long amount)
    {
        if (amount <= 1) return 0;
        var least = Math.Min(Steps - 1, PerDoubling * (63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)amount)));
        while (least + 1 < Steps && Values[least + 1] <= amount) least++;
        return least;
    }

    private static long ValueOf(int step)
    {
        var (doublings, quarter) = (step / PerDoubling, Quarters[step % PerDoubling]);
        return doublings <= Shift ? quarter >> (Shift - doublings) : quarter << (doublings - Shift);
    }
}

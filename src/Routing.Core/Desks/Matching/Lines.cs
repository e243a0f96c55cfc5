using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Routing.Core.Desks.Matching;

/// <summary>Bounds of eight children side by side: of each a value, how fast it grows, and the instant that both are of; 192 bytes.</summary>
/// <remarks>
/// A bound is a line for a span, and from there on as steep as any value can grow; so once true it is true for ever, however late it is
/// renewed. The bound of a whole block is the chord of its largest bound over that span: bounds bend upward only, so none lies above it. The
/// longer the span, the further the chord lies above what it bounds where slopes differ: nodes are renewed often and have a short one. Three
/// vectors tell all eight; <see cref="PlainAt"/> does the same one by one, and tests compare them.
/// </remarks>
internal static class Lines
{
    public const int Fan = 8;

    /// <summary>Numbers of a block.</summary>
    public const int Block = 3 * Fan;

    /// <summary>Milliseconds for which a leaf's line is tight; it is renewed more often than that.</summary>
    public const long LeafMs = 60_000;

    /// <summary>Likewise of a node.</summary>
    public const long NodeMs = 4_000;

    /// <summary>Milliseconds after which a node's line is renewed though it is as good as a new one.</summary>
    private const long RenewMs = 1_000;

    /// <summary>How far above a bound may be left: far less than what tells two threads apart as a rule.</summary>
    private const double Slack = 1e-4;

    /// <summary>What rounding may lose; <see cref="Search.Loosened"/> makes up for it.</summary>
    private const double Rounding = 1e-9;

    private static readonly Vector512<long> Bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);

    public static double[] Empty(int blocks)
    {
        var lines = new double[blocks * Block];
        for (var n = 0; n < blocks; n++) lines.AsSpan(n * Block, Fan).Fill(double.NegativeInfinity);
        return lines;
    }

    /// <summary>The bounds of a block's children at an instant; −∞ where there is none.</summary>
    /// <param name="span">Of what the block holds.</param>
    /// <param name="steep">The fastest growth of any value, per millisecond.</param>
    public static Vector512<double> At(double[] lines, int block, double now, double span, double steep)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(lines);
        var at = (nuint)(block * Block);
        var age = Vector512.Create(now) - Vector512.LoadUnsafe(ref first, at + (2 * Fan));
        var past = Vector512.Max(age - Vector512.Create(span), Vector512<double>.Zero);
        var slope = Vector512.LoadUnsafe(ref first, at + Fan);
        return Vector512.LoadUnsafe(ref first, at) + (age * slope) + (past * (Vector512.Create(steep) - slope));
    }

    /// <summary>Likewise of one child.</summary>
    public static double PlainAt(double[] lines, int block, int child, double now, double span, double steep)
    {
        var at = (block * Block) + child;
        var age = now - lines[at + (2 * Fan)];
        return lines[at] + (age * lines[at + Fan]) + (Math.Max(age - span, 0) * (steep - lines[at + Fan]));
    }

    /// <summary>A bound of all children from now on.</summary>
    public static Line Over(double[] lines, int block, double now, double span, double steep)
    {
        var value = Largest(At(lines, block, now, span, steep));
        return double.IsNegativeInfinity(value) ? Line.None : Line.Chord(value, Largest(At(lines, block, now + NodeMs, span, steep)), NodeMs);
    }

    public static void Set(double[] lines, int block, int child, Line line, double now)
    {
        var at = (block * Block) + child;
        (lines[at], lines[at + Fan], lines[at + (2 * Fan)]) = (line.Value, line.Slope, now);
    }

    public static void Copy(double[] lines, (int Block, int Child) from, (int Block, int Child) to) => Copy(lines, from, lines, to);

    public static void Copy(double[] lines, (int Block, int Child) from, double[] into, (int Block, int Child) to)
    {
        var (source, target) = ((from.Block * Block) + from.Child, (to.Block * Block) + to.Child);
        for (var n = 0; n < 3; n++) into[target + (n * Fan)] = lines[source + (n * Fan)];
    }

    /// <summary>One takes the place of the other.</summary>
    public static void Swap(double[] lines, (int Block, int Child) one, double[] others, (int Block, int Child) other)
    {
        var (a, b) = ((one.Block * Block) + one.Child, (other.Block * Block) + other.Child);
        for (var n = 0; n < 3; n++) (lines[a + (n * Fan)], others[b + (n * Fan)]) = (others[b + (n * Fan)], lines[a + (n * Fan)]);
    }

    /// <summary>Sets a node's bound unless the one it has is as good; true if it was set, then what lies above is to be told.</summary>
    public static bool Renew(double[] lines, int block, int child, Line line, double now, double steep)
    {
        var at = (block * Block) + child;
        if (double.IsNegativeInfinity(line.Value) && double.IsNegativeInfinity(lines[at])) return false;
        if (now - lines[at + (2 * Fan)] <= RenewMs)
        {
            var above = PlainAt(lines, block, child, now, NodeMs, steep) - line.Value;
            var steeper = (lines[at + Fan] - line.Slope) * NodeMs;
            if (above is >= -Rounding and <= Slack && steeper is >= -Rounding and <= Slack) return false;
        }

        Set(lines, block, child, line, now);
        return true;
    }

    /// <summary>−∞ in place of the others.</summary>
    /// <param name="lanes">A bit for each that stays.</param>
    public static Vector512<double> Only(Vector512<double> of, byte lanes) => Vector512.ConditionalSelect(
        Vector512.Equals(Vector512.Create((long)lanes) & Bits, Bits).AsDouble(), of, Vector512.Create(double.NegativeInfinity));

    /// <summary>The first lane with this value.</summary>
    public static int LaneOf(Vector512<double> of, double value) =>
        BitOperations.TrailingZeroCount(Vector512.Equals(of, Vector512.Create(value)).ExtractMostSignificantBits());

    public static double Largest(Vector512<double> of)
    {
        var four = Vector256.Max(of.GetLower(), of.GetUpper());
        var two = Vector128.Max(four.GetLower(), four.GetUpper());
        return two[0] > two[1] ? two[0] : two[1];
    }
}

/// <summary>A value now, and what it grows by in a millisecond.</summary>
internal readonly record struct Line(double Value, double Slope)
{
    public static Line None => new(double.NegativeInfinity, 0);

    /// <summary>From what it is now to what it is once so many milliseconds are over.</summary>
    public static Line Chord(double now, double then, double span) => new(now, Math.Max(0, (then - now) / span));

    public double After(double span) => Value + (Slope * span);
}

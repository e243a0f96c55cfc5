using System.Globalization;
using Routing.Core.Projections;

namespace Routing.Redis;

/// <summary>Where a page of threads ended, as it is given out: by rank and number, or by number alone.</summary>
internal sealed record ThreadCursor(bool ByRank, long Rank, long No)
{
    public override string ToString() => ByRank
        ? string.Create(CultureInfo.InvariantCulture, $"w{Rank}.{No}")
        : string.Create(CultureInfo.InvariantCulture, $"n{No}");

    /// <exception cref="BadCursorException">It is none of this kind of list.</exception>
    public static ThreadCursor Parse(string cursor, bool byRank)
    {
        var (rank, dot) = (0L, 0);
        if (byRank)
        {
            dot = cursor.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || cursor[0] != 'w' || !Number(cursor.AsSpan(1, dot - 1), out rank)) throw new BadCursorException(cursor);
        }
        else if (!cursor.StartsWith('n'))
        {
            throw new BadCursorException(cursor);
        }

        return Number(cursor.AsSpan(dot + 1), out var no) && no > 0 ? new ThreadCursor(byRank, rank, no) : throw new BadCursorException(cursor);

        static bool Number(ReadOnlySpan<char> digits, out long number) =>
            long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}

namespace Routing.Edge.Policies;

/// <summary>Which known word somebody meant.</summary>
internal static class Spelling
{
    /// <returns>The nearest of the known words, or null if none is near: at most a third of its letters differ, or it was cut short.</returns>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        if (word.Length is < 2 or > 40) return null;
        var (best, least) = ((string?)null, int.MaxValue);
        foreach (var each in known)
        {
            var apart = Distance(word.ToLowerInvariant(), each.ToLowerInvariant());
            if (word.Length >= 3 && each.StartsWith(word, StringComparison.OrdinalIgnoreCase)) apart = Math.Min(apart, 1);
            if (apart < least && apart <= Math.Max(1, each.Length / 3)) (best, least) = (each, apart);
        }

        return best;
    }

    /// <summary>Letters added, left out, changed, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}

using System.Globalization;
using System.Text;

namespace Routing.Redis;

/// <summary>A text as the words under which it is found: letters and digits, without case and accents, as SQLite's <c>unicode61</c> has them.</summary>
internal static class TextWords
{
    /// <returns>Each word once, in the order of their first coming.</returns>
    public static IReadOnlyCollection<string> Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var (found, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            if (Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.SpacingCombiningMark)
            {
                if (word.Length < RedisLimits.WordChars) word.Append(Rune.ToLowerInvariant(Accents.Off(rune)));
                continue;
            }

            Take();
        }

        Take();
        return found;

        void Take()
        {
            if (word.Length > 0 && found.Count < RedisLimits.WordsPerText && seen.Add(word.ToString())) found.Add(word.ToString());
            word.Clear();
        }
    }
}

using System.Collections.Frozen;

namespace Routing.Core.Readings;

/// <summary>Where words begin and end, and how word lists are held.</summary>
internal static class Words
{
    /// <summary>Characters of a word that is looked up; a longer one is in no list.</summary>
    public const int MostChars = 24;

    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '\'' or '’' || char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Mentions and links say nothing of what is wanted.</summary>
    public static bool SkipsFrom(ReadOnlySpan<char> text, int at) =>
        text[at] == '@' || (text[at] is 'h' or 'H' && text[at..].StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && text[at..].IndexOf("://") is 4 or 5);

    public static int EndOfRun(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    /// <summary>Lists of words, written <c>name: words</c>; a line that begins with a space goes on with the list before it.</summary>
    public static string[] Lists(string text) => text.Replace("\n ", " ", StringComparison.Ordinal).Split('\n');

    /// <summary>Each word to the bits of the lists that hold it.</summary>
    public static FrozenDictionary<string, uint> Bits(IReadOnlyList<string> lists)
    {
        var bits = new Dictionary<string, uint>(StringComparer.Ordinal);
        for (var list = 0; list < lists.Count; list++)
            foreach (var word in Of(lists[list])) bits[word] = bits.GetValueOrDefault(word) | (1u << list);
        return bits.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static IEnumerable<string> Of(string list) =>
        list[(list.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static string[] Names(IReadOnlyList<string> lists) =>
        [.. lists.Select(list => list[..list.IndexOf(':', StringComparison.Ordinal)])];
}

using System.Text;
using AnyAscii;

namespace Routing.Edge.Answers;

/// <summary>The words of a text as a search compares them: letters and digits without case and accents, in Latin letters whatever the script.</summary>
internal static class Words
{
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0) yield return word.ToString();
    }
}

using System.Text.RegularExpressions;

namespace Routing.Tidy.Tests;

/// <summary>Turns matches into one readable failure that names every place.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> places, string rule)
    {
        var found = places.ToList();
        Assert.True(found.Count == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }

    public static IEnumerable<string> Lines(IEnumerable<SourceFile> files, Func<SourceFile, string[]> lines, Regex pattern) =>
        from file in files
        from line in lines(file).Select((text, index) => (Text: text, Number: index + 1))
        where pattern.IsMatch(line.Text)
        select $"{file.Path}:{line.Number}: {line.Text.Trim()}";

    public static string[] Raw(SourceFile file) => file.Lines;

    public static string[] Code(SourceFile file) => SourceTree.CodeOnly(file.Text).Split('\n');

    public static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
}

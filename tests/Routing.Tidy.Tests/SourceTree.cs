using System.Text.RegularExpressions;

namespace Routing.Tidy.Tests;

/// <summary>One file of the tree: its path below the root, with forward slashes, and its lines.</summary>
public sealed record SourceFile(string Path, string[] Lines)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Text => string.Join('\n', Lines);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

/// <summary>The repository as files: found by walking up to the solution, build output left out.</summary>
public static class SourceTree
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "artifacts", "wwwroot", "dist", "data", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> CSharp { get; } = Read("*.cs");

    public static IReadOnlyList<SourceFile> Projects { get; } = Read("*.csproj");

    /// <summary>Everything that a person wrote: code, projects, scripts, pages, documents.</summary>
    public static IReadOnlyList<SourceFile> Written { get; } =
    [
        .. CSharp,
        .. Projects,
        .. new[] { "*.props", "*.targets", "*.proj", "*.json", "*.md", "*.yml", "*.yaml", "*.ts", "*.tsx", "*.sh", "*.service", "*.txt" }
            .SelectMany(Read)
            .Where(file => !file.Path.EndsWith("package-lock.json", StringComparison.Ordinal)),
    ];

    /// <summary>The same lines with comments and the contents of strings blanked, so that only code is judged.</summary>
    public static string CodeOnly(string text) =>
        Regex.Replace(
            text,
            """"
            (?<keep>'(?:\\.|[^'\\\n])+')|//[^\n]*|/\*.*?\*/|\$*"""(?:.*?)"""|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"
            """",
            match => match.Groups["keep"].Success ? "' '" : new string('\n', match.Value.Count(c => c == '\n')),
            RegexOptions.Singleline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(10));

    private static IReadOnlyList<SourceFile> Read(string pattern) =>
        [.. Files(new DirectoryInfo(Root), pattern)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllLines(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<string> Files(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName).Concat(
            folder.EnumerateDirectories()
                .Where(child => !Skipped.Contains(child.Name, StringComparer.Ordinal) && !child.Name.StartsWith('.'))
                .SelectMany(child => Files(child, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Routing.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Routing.sln was not found above the test's folder.");
    }
}

namespace Routing.Tidy.Tests;

public sealed class LeftoverTests
{
    // Put together from parts, so that this file passes its own tests.
    private static readonly string[] Marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" + "XX"];
    private static readonly string[] MachinePaths = ["/wo" + "rk/", "/tmp/" + "spike", "/ho" + "me/", "C:" + @"\\Users"];

    [Fact]
    public void No_file_holds_a_mark_of_unfinished_work() =>
        Findings.None(
            Findings.Lines(SourceTree.Written, Findings.Raw, Findings.Pattern($@"\b({string.Join('|', Marks)})\b")),
            "Do it, or write an issue:");

    [Fact]
    public void No_file_names_a_path_of_one_machine() =>
        Findings.None(
            Findings.Lines(SourceTree.Written, Findings.Raw, Findings.Pattern($@"(?<![\w.}}])({string.Join('|', MachinePaths)})")),
            "Take the path as an argument, or from the repository's root:");

    [Fact]
    public void No_catch_is_empty_without_a_word_why() =>
        Findings.None(
            from file in SourceTree.CSharp
            from match in Findings.Pattern(@"\bcatch\b\s*(\([^{}]*?\)\s*)?(when\s*\([^{}]*\)\s*)?\{\s*\}").Matches(file.Text)
            select $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}",
            "Say what the failure means:");

    [Fact]
    public void No_catch_swallows_whatever_comes() =>
        Findings.None(
            from file in SourceTree.CSharp
            let code = SourceTree.CodeOnly(file.Text)
            from match in Findings.Pattern(@"\bcatch\b\s*(\(\s*Exception(\s+\w+)?\s*\)\s*)?\{\s*\}").Matches(code)
            select $"{file.Path}:{code.AsSpan(0, match.Index).Count('\n') + 1}",
            "Name the failure that is meant, or do something about it:");
}

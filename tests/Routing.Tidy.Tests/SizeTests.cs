namespace Routing.Tidy.Tests;

public sealed class SizeTests
{
    private const int SourceLines = 400;
    private const int TestLines = 600;
    private const int Columns = 200;

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Findings.None(LongerThan(SourceLines, "src", "load"), "Split the file by what its parts are for:");

    [Fact]
    public void No_test_file_is_longer_than_600_lines() =>
        Findings.None(LongerThan(TestLines, "tests"), "Split the file by the unit that is tested:");

    [Fact]
    public void No_line_is_longer_than_200_characters() =>
        Findings.None(
            from file in SourceTree.CSharp
            from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > Columns
            select $"{file.Path}:{line.Number}: {line.Text.Length} characters",
            "Break the line:");

    private static IEnumerable<string> LongerThan(int limit, params string[] folders) =>
        from file in SourceTree.CSharp
        where folders.Any(file.IsUnder) && file.Lines.Length > limit
        select $"{file.Path}: {file.Lines.Length} lines";
}

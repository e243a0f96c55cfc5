namespace Routing.Tidy.Tests;

public sealed class NameTests
{
    private const string Empty = "Manager|Helpers?|Utils?|Services?|Common|Misc";

    [Fact]
    public void No_file_is_named_after_nothing_in_particular()
    {
        var suffix = Findings.Pattern($"({Empty})$");
        Findings.None(
            from file in SourceTree.CSharp
            where file.Name.Split('.').Any(suffix.IsMatch)
            select file.Path,
            "Name the file after what it holds:");
    }

    [Fact]
    public void No_type_is_named_after_nothing_in_particular() =>
        Findings.None(
            Findings.Lines(
                SourceTree.CSharp,
                Findings.Code,
                Findings.Pattern($@"\b(class|struct|interface|enum|record|delegate\s+\S+)\s+\w*({Empty})\b(?!\s*[.,)])")),
            "Name the noun, or delete the layer:");

    [Fact]
    public void No_type_takes_a_name_that_threading_already_has() =>
        Findings.None(
            Findings.Lines(
                SourceTree.CSharp,
                Findings.Code,
                Findings.Pattern(@"\b(class|struct|interface|enum|record)\s+(Thread|Channel)\b")),
            "Thread and Channel belong to System.Threading, an implicit using:");

    [Fact]
    public void No_namespace_or_project_ends_in_Orleans() =>
        Findings.None(
            Findings.Lines(SourceTree.CSharp, Findings.Code, Findings.Pattern(@"^\s*namespace\s+[\w.]+\.Orleans\s*[;{]?\s*$"))
                .Concat(SourceTree.Projects.Where(p => p.Name.EndsWith(".Orleans", StringComparison.Ordinal)).Select(p => p.Path)),
            "Inside such a namespace the name Orleans would no longer mean the library:");
}

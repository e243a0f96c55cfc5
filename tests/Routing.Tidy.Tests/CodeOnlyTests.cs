namespace Routing.Tidy.Tests;

/// <summary>The scanner itself: a rule that looks at nothing passes always.</summary>
public sealed class CodeOnlyTests
{
    [Theory]
    [InlineData("a(); // await b", "a(); ")]
    [InlineData("a(\"await\");", "a();")]
    [InlineData("a(\"x \\\" await\"); b();", "a(); b();")]
    [InlineData("a('\"'); await b; // '\"'", "a(' '); await b; ")]
    [InlineData("a(/* await */ b);", "a( b);")]
    [InlineData("a(@\"c:\\\"); await b(\"\");", "a(); await b();")]
    public void Comments_and_strings_are_not_code(string text, string code) =>
        Assert.Equal(code, SourceTree.CodeOnly(text));

    [Fact]
    public void Line_numbers_survive() =>
        Assert.Equal("a\n\n\nb", SourceTree.CodeOnly("a/*\n\n*/\nb"));

    [Fact]
    public void The_tree_is_found_and_not_empty()
    {
        Assert.Contains(SourceTree.Projects, file => file.Name == "Routing.Core");
        Assert.Contains(SourceTree.CSharp, file => file.Path == "tests/Routing.Tidy.Tests/CodeOnlyTests.cs");
        Assert.DoesNotContain(SourceTree.CSharp, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }
}

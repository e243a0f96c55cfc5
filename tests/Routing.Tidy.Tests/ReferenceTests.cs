using System.Xml.Linq;

namespace Routing.Tidy.Tests;

public sealed class ReferenceTests
{
    // Who may refer to whom. A project that is not named here may not be referred to, nor refer.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Routing.Core"] = [],
        ["Routing.Hosting"] = ["Routing.Core"],
        ["Routing.Grains"] = ["Routing.Core", "Routing.Hosting"],
        ["Routing.Sqlite"] = ["Routing.Core", "Routing.Hosting"],
        ["Routing.Redis"] = ["Routing.Core", "Routing.Hosting"],
        ["Routing.Simulation"] = ["Routing.Core", "Routing.Hosting"],
        ["Routing.Edge"] = ["Routing.Core"],
        ["Routing.Web"] = ["Routing.Edge"],
        ["Routing.Server"] =
            ["Routing.Core", "Routing.Hosting", "Routing.Grains", "Routing.Sqlite", "Routing.Redis", "Routing.Edge", "Routing.Web"],
    };

    [Fact]
    public void Source_projects_refer_to_each_other_in_one_direction() =>
        Findings.None(
            from project in SourceTree.Projects
            where project.IsUnder("src")
            from reference in ReferencesOf(project)
            where !Allowed.GetValueOrDefault(project.Name, []).Contains(reference, StringComparer.Ordinal)
            select $"{project.Name} refers to {reference}",
            "References point one way (Core, Hosting, shells, Server):");

    [Fact]
    public void Every_source_project_has_its_place_in_the_direction() =>
        Findings.None(
            from project in SourceTree.Projects
            where project.IsUnder("src") && !Allowed.ContainsKey(project.Name)
            select project.Path,
            "Say in this test to whom the project may refer:");

    [Fact]
    public void No_source_or_load_project_refers_to_a_test() =>
        Findings.None(
            from project in SourceTree.Projects
            where project.IsUnder("src") || project.IsUnder("load")
            from include in Includes(project, "ProjectReference")
            where include.Replace('\\', '/').Contains("/tests/", StringComparison.Ordinal)
            select $"{project.Name} refers to {include}",
            "Tests depend on the source, never the other way:");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Routing.sln")).Replace('\\', '/');
        Findings.None(
            from project in SourceTree.Projects
            where !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
            select project.Path,
            "Add it, so that one command builds and tests everything:");
    }

    [Fact]
    public void Versions_stand_in_one_file_only() =>
        Findings.None(
            from project in SourceTree.Projects
            from package in XDocument.Parse(project.Text).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project.Path}: {package.Attribute("Include")?.Value}",
            "Versions belong in Directory.Packages.props:");

    internal static IEnumerable<string> Includes(SourceFile project, string item) =>
        XDocument.Parse(project.Text).Descendants(item).Attributes("Include").Select(attribute => attribute.Value);

    private static IEnumerable<string> ReferencesOf(SourceFile project) =>
        Includes(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));
}

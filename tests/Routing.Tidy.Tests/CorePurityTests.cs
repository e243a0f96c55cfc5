using System.Reflection;
using NetArchTest.Rules;

namespace Routing.Tidy.Tests;

public sealed class CorePurityTests
{
    private static IEnumerable<SourceFile> Core => SourceTree.CSharp.Where(file => file.IsUnder("src/Routing.Core"));

    [Fact]
    public void The_core_depends_on_no_package_and_no_other_framework()
    {
        var project = Assert.Single(SourceTree.Projects, file => file.Name == "Routing.Core");
        Findings.None(
            new[] { "PackageReference", "FrameworkReference", "ProjectReference", "Reference" }
                .SelectMany(item => ReferenceTests.Includes(project, item)),
            "The core is pure; adapters live in the shells:");
    }

    [Fact]
    public void The_core_as_built_uses_no_web_no_actors_no_store_and_no_network()
    {
        var result = Types.InAssembly(Assembly.Load("Routing.Core"))
            .ShouldNot()
            .HaveDependencyOnAny(
                "Microsoft.AspNetCore",
                "Microsoft.Extensions",
                "Microsoft.Data.Sqlite",
                "Orleans",
                "StackExchange.Redis",
                "System.Net",
                "System.IO.File",
                "System.IO.FileStream",
                "System.Threading.Channels")
            .GetResult();

        Findings.None(result.FailingTypeNames ?? [], "These types of the core reach outside:");
    }

    [Fact]
    public void The_core_names_no_web_no_actors_and_no_store() =>
        Findings.None(
            Findings.Lines(
                Core,
                Findings.Code,
                Findings.Pattern(@"\b(Microsoft\.(AspNetCore|Data|Extensions)|Orleans|StackExchange|SqliteConnection)\b")),
            "The core is pure; adapters live in the shells:");

    [Fact]
    public void The_core_awaits_nothing() =>
        Findings.None(
            Findings.Lines(
                Core,
                Findings.Code,
                Findings.Pattern(@"\b(async|await|ValueTask|CancellationToken|Task<|Task\.\w|System\.Threading\.Tasks)|\bTask\s+\w+\s*\(")),
            "A decider answers at once; what waits is a wake-up:");

    [Fact]
    public void The_core_reads_no_clock_and_draws_no_random_number() =>
        Findings.None(
            Findings.Lines(
                Core,
                Findings.Code,
                Findings.Pattern(
                    @"\b(DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider|Stopwatch|Environment\.TickCount(64)?|"
                    + @"Random|RandomNumberGenerator|Guid\.(NewGuid|CreateVersion7))\b")),
            "Time and ids arrive in the command:");

    [Fact]
    public void The_banned_symbols_bind_in_the_core_the_loop_and_the_simulator()
    {
        var props = File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props"));

        Assert.Contains("BannedSymbols.txt", props, StringComparison.Ordinal);
        Assert.All(
            ["Routing.Core", "Routing.Hosting", "Routing.Simulation"],
            project => Assert.Contains($"'{project}'", props, StringComparison.Ordinal));
    }
}

using Routing.Simulation.Planted;

namespace Routing.Simulation.Tests;

/// <summary>A checker that finds nothing proves nothing: each bug that is put in on purpose must be found.</summary>
public sealed class PlantedBugTests
{
    private const ulong Most = 200;

    public static TheoryData<string> Names => [.. PlantedBugs.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_caught_within_200_seeds(string name)
    {
        var bug = PlantedBugs.Find(name)!;
        for (ulong seed = 1; seed <= Most; seed++)
        {
            if (Run.Of(seed, Scenario.All, bug).Ending != Ending.Passed) return;
        }

        Assert.Fail($"{bug.Name} ({bug.What}) was not caught in {Most} seeds");
    }

    [Fact]
    public void There_are_at_least_twelve() => Assert.True(PlantedBugs.All.Count >= 12);
}

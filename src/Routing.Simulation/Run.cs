using Routing.Simulation.Planted;

namespace Routing.Simulation;

/// <summary>What one seed came to.</summary>
/// <param name="What">What is wrong; empty if it passed.</param>
/// <param name="Hash">Of everything that happened: the same seed has the same.</param>
/// <param name="Struck">Faults that had an effect, by kind.</param>
public sealed record Run(
    Conditions Conditions, Ending Ending, string What, string Hash, long Steps, int Assignments, int Relaxations, int HandOvers,
    (int Moved, int Restored) Moves, IReadOnlyDictionary<string, int> Struck)
{
    internal static Run Of(ulong seed, Scenario scenario, PlantedBug? bug = null, TextWriter? lines = null)
    {
        using var trace = new Trace(lines);
        var conditions = Conditions.Draw(seed, bug is { Scenario: not Scenario.All } ? bug.Scenario : scenario);
        var world = new World(conditions, trace, bug);
        var (ending, what) = Play(world);
        return new Run(conditions, ending, what, trace.Hash(), world.Steps, world.Assignments, world.Relaxations, world.HandOvers, world.Moves, world.Struck);
    }

    private static (Ending Ending, string What) Play(World world)
    {
        try
        {
            world.Run();
            return (Ending.Passed, "");
        }
        catch (Violation violation)
        {
            return (violation.Ending, violation.Message);
        }
        catch (Exception crash)
        {
            return (Ending.Crashed, crash.ToString());
        }
    }
}

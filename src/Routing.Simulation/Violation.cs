namespace Routing.Simulation;

/// <summary>How a run ended. The numbers are the exit codes.</summary>
public enum Ending
{
    Passed = 0,
    /// <summary>Something that must never happen did.</summary>
    Wrong = 1,
    /// <summary>Faults were over, and something that must happen did not.</summary>
    Stuck = 2,
    /// <summary>An exception: a bug of the engine or of the simulator.</summary>
    Crashed = 3,
    /// <summary>The command line was not understood.</summary>
    Usage = 4,
}

/// <summary>An invariant does not hold; ends the run.</summary>
internal sealed class Violation(Ending ending, string what) : Exception(what)
{
    public Ending Ending { get; } = ending;

    public static Violation Wrong(string what) => new(Ending.Wrong, what);

    public static Violation Stuck(string what) => new(Ending.Stuck, what);
}

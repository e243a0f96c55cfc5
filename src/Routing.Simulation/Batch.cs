using Routing.Simulation.Planted;

namespace Routing.Simulation;

/// <summary>Many seeds, two at a time; each run has its own world and one thread.</summary>
internal sealed class Batch(Scenario scenario, PlantedBug? bug, TextWriter screen)
{
    /// <summary>Runs at the same time: what the machines that gate a change have.</summary>
    private const int AtOnce = 2;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _struck = new(StringComparer.Ordinal);
    private int _passed;
    private long _steps;
    private long _assignments;
    private long _relaxations;
    private long _handOvers;
    private (int Moved, int Restored) _moves;

    public List<Run> Failed { get; } = [];

    public int Passed => _passed;

    public void Play(ulong from, int seeds, Action<int> progress)
    {
        var done = 0;
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, i =>
        {
            var run = Run.Of(from + (ulong)i, scenario, bug);
            lock (_gate)
            {
                Count(run);
                progress(++done);
            }
        });
        Failed.Sort((a, b) => a.Conditions.Seed.CompareTo(b.Conditions.Seed));
    }

    public void Sum()
    {
        var struck = string.Join(", ", _struck.Select(pair => $"{pair.Value:N0} {pair.Key}"));
        screen.WriteLine($"{_steps:N0} steps, {_assignments:N0} assignments, {_relaxations:N0} relaxations, {_handOvers:N0} hand-overs, "
            + $"{_moves.Moved:N0} threads moved, {_moves.Restored:N0} moved back; faults: {struck}");
        screen.WriteLine($"{_passed} passed, {Failed.Count} failed");
    }

    private void Count(Run run)
    {
        _steps += run.Steps;
        _assignments += run.Assignments;
        _relaxations += run.Relaxations;
        _handOvers += run.HandOvers;
        _moves = (_moves.Moved + run.Moves.Moved, _moves.Restored + run.Moves.Restored);
        foreach (var (fault, times) in run.Struck) _struck[fault] = _struck.GetValueOrDefault(fault) + times;
        if (run.Ending == Ending.Passed) _passed++;
        else Failed.Add(run);
    }
}

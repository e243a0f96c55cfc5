using System.CommandLine;
using Routing.Simulation.Planted;

namespace Routing.Simulation;

/// <summary>What is asked for on the command line.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, TextWriter screen)
    {
        var seeds = new Option<int>("--seeds") { Description = "How many seeds to run", DefaultValueFactory = _ => 100 };
        var from = new Option<ulong>("--from-seed") { Description = "The first of them", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong?>("--seed") { Description = "One seed, with everything that happens" };
        var scenario = new Option<Scenario>("--scenario")
        {
            Description = "all, embedded, cluster, calm (no faults), rewind (the store forgets), shifts (a day of three), "
                + "moves (of many threads, planned, made, taken back) or actions (a supervisor who acts)",
        };
        var names = string.Join(", ", PlantedBugs.All.Select(bug => bug.Name));
        var planted = new Option<string?>("--planted") { Description = $"A bug put in on purpose: {names}" };
        planted.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && PlantedBugs.Find(name) is null) result.AddError($"no bug is called '{name}'");
        });

        var command = new RootCommand(
            "The shipping engine on virtual time, with injected faults. "
            + "Exit code: 0 all passed, 1 something is wrong, 2 something never happens, 3 an exception, 4 usage.")
        {
            seeds, from, seed, scenario, planted,
        };
        command.SetAction(parsed => (int)Play(
            parsed.GetValue(seed), parsed.GetValue(from), parsed.GetValue(seeds), parsed.GetValue(scenario), parsed.GetValue(planted), screen));

        var parsed = command.Parse(args);
        var code = parsed.Invoke();
        return parsed.Errors.Count > 0 ? (int)Ending.Usage : code;
    }

    private static Ending Play(ulong? seed, ulong from, int seeds, Scenario scenario, string? planted, TextWriter screen)
    {
        var bug = planted is null ? null : PlantedBugs.Find(planted);
        if (seed is { } one)
        {
            var run = Simulation.Run.Of(one, scenario, bug, screen);
            Print(run, scenario, planted, screen);
            return run.Ending;
        }

        var batch = new Batch(scenario, bug, screen);
        var last = 0;
        batch.Play(from, seeds, done =>
        {
            if (done * 20 / seeds == last) return;
            last = done * 20 / seeds;
            screen.WriteLine($"{done,6} of {seeds} seeds, {batch.Failed.Count} failed");
        });
        foreach (var run in batch.Failed.Take(10)) Print(run, scenario, planted, screen);
        batch.Sum();
        return batch.Failed.Count == 0 ? Ending.Passed : batch.Failed.Max(run => run.Ending);
    }

    /// <summary>Everything that is needed to see it again.</summary>
    private static void Print(Run run, Scenario scenario, string? planted, TextWriter screen)
    {
        screen.WriteLine($"seed {run.Conditions.Seed}: {run.Ending} after {run.Steps} steps, hash {run.Hash}");
        if (run.What.Length > 0) screen.WriteLine($"  {run.What}");
        screen.WriteLine($"  {run.Conditions}");
        screen.WriteLine($"  again: --seed {run.Conditions.Seed} --scenario {scenario}{(planted is null ? "" : $" --planted {planted}")}");
    }
}

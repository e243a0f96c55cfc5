using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Pages;
using Routing.Load.Report;

namespace Routing.Load.Quality;

/// <summary>Days, tables, verdicts, and the page.</summary>
/// <param name="Only">The id of one scenario; null: all.</param>
/// <param name="Page">Where the page is written, if it is wanted.</param>
/// <param name="Judged">Whether a goal that does not hold, or could not be measured, is a failure.</param>
public sealed record QualityRun(int Seeds, long FirstSeed, string? Only, FileInfo? Page, bool Judged)
{
    public async Task<QualityResult> Run()
    {
        var scenarios = Scenario.All.Where(scenario => Only is null || scenario.Id == Only).ToArray();
        if (scenarios.Length == 0) throw new InvalidOperationException($"no scenario is called {Only}; there are {string.Join(", ", Scenario.All.Select(s => s.Id))}");
        var study = new Study(scenarios, [.. Enumerable.Range(0, Seeds).Select(i => FirstSeed + i)]);
        var all = await Terminal.Progress($"{scenarios.Length} scenarios, {Seeds} days, {study.Contenders.Count} policies",
            progress => Task.Run(() => study.Run(progress)));
        var tallies = scenarios.Zip(all).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        var verdicts = new Goals(tallies).All;

        foreach (var scenario in scenarios) Tables.Write(Console.Out, scenario, tallies[scenario.Id]);
        Tables.Write(Console.Out, verdicts);
        if (Page is not null)
        {
            await File.WriteAllTextAsync(Page.FullName, QualityPage.Of(study, tallies, verdicts));
            Terminal.Say($"the page is in {Page.FullName}");
        }

        return new QualityResult
        {
            Seeds = Seeds,
            A = Result("A"),
            B = Result("B"),
            C = Result("C"),
            D = Result("D"),
            E = Result("E"),
            GoalsHeld = verdicts.Count(verdict => verdict.Holds == true),
            GoalsMissed = verdicts.Count(verdict => verdict.Holds == false),
            GoalsNotMeasured = verdicts.Count(verdict => verdict.Holds is null),
            Failures = !Judged ? [] :
                [.. verdicts.Where(verdict => verdict.Holds != true).Select(verdict => $"{verdict.Id}: {verdict.Goal}; {verdict.Measured}")],
        };

        ScenarioResult? Result(string id) => tallies.TryGetValue(id, out var tally) ? ScenarioResult.Of(tally) : null;
    }
}

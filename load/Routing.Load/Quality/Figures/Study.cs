using Routing.Load.Quality.Bounds;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Desks;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Figures;

/// <summary>Every contender on every scenario on every seed; within a seed and scenario all see the same day. Seeds run side by side.</summary>
/// <param name="Seeds">Never ones on which anything was tuned.</param>
public sealed record Study(IReadOnlyList<Scenario> Scenarios, IReadOnlyList<long> Seeds)
{
    public IReadOnlyList<Contender> Contenders { get; init; } = Catalogue.All;

    /// <summary>By scenario.</summary>
    public Tally[] Run(IProgress<double> progress)
    {
        var tallies = Scenarios.Select(_ => new Tally(Contenders, Seeds.Count)).ToArray();
        var done = 0;
        var days = Scenarios.SelectMany((_, scenario) => Enumerable.Range(0, Seeds.Count).Select(seed => (scenario, seed)));
        Parallel.ForEach(days, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, day =>
        {
            Play(tallies[day.scenario], Scenarios[day.scenario], day.seed);
            progress.Report((double)Interlocked.Increment(ref done) / (Scenarios.Count * Seeds.Count));
        });
        return tallies;
    }

    private void Play(Tally tally, Scenario scenario, int seed)
    {
        var people = Staff.Of(Seeds[seed], scenario.Twins);
        var day = ContactDesk.Of(scenario, Seeds[seed], people);
        var pooled = day.Pooled();
        tally.Bounds[seed] = Clairvoyant.Of(day);
        for (var i = 0; i < Contenders.Count; i++)
        {
            var router = Contenders[i].Router?.Invoke() ?? new DeskRouter(people, DeskWords.Policy(day, Contenders[i].Setting));
            tally.Set(i, seed, DayFigures.Of(Floor.Play(Contenders[i].Pooled ? pooled : day, router, DeskWords.Overflow(Contenders[i].Setting))));
            if (router is DeskRouter desk && Contenders[i].Role == Role.Ours) tally.PassedOver[seed] = desk.PassedOverPastCap;
        }
    }
}

using System.Globalization;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Figures;

/// <summary>The figures as text: a table for each scenario, means with standard errors.</summary>
public static class Tables
{
    private const int Name = 46;
    private const int Wide = 13;

    public static readonly (string Title, Func<DayFigures, double> Of)[] Columns =
    [
        ("miss %", day => day.Miss), ("wmiss %", day => day.WeightedMiss), ("late %", day => day.Late), ("wlate %", day => day.WeightedLate),
        ("mean min", day => day.MeanWait), ("p99 min", day => day.P99Wait), ("spread pp", day => day.Spread), ("urgent miss %", day => day.UrgentMiss),
    ];

    public static void Write(TextWriter to, Scenario scenario, Tally tally)
    {
        to.WriteLine();
        to.WriteLine($"{scenario.Id}  {scenario.Title}; {Number(tally.Ours.Average(day => day.Threads), 0)} threads a day, {tally.Ours.Count} days");
        to.WriteLine(new string(' ', Name) + string.Concat(Columns.Select(column => column.Title.PadLeft(Wide))));
        foreach (var contender in tally.Contenders)
        {
            var row = contender.Row == 0 ? "    " : $"{contender.Row,2}  ";
            var cells = Columns.Select(column => Cell(tally.Mean(contender.Id, column.Of)).PadLeft(Wide));
            to.WriteLine((row + contender.Title).PadRight(Name) + string.Concat(cells));
        }

        var bound = (Estimate.Of(tally.Bounds.Select(b => b.Miss)), Estimate.Of(tally.Bounds.Select(b => b.WeightedMiss)));
        to.WriteLine("    clairvoyant bound".PadRight(Name) + Cell(bound.Item1).PadLeft(Wide) + Cell(bound.Item2).PadLeft(Wide));
        foreach (var id in new[] { Catalogue.Ours, Catalogue.Unweighted, Catalogue.Prototype }) Ratios(to, tally, id);
    }

    public static void Write(TextWriter to, IEnumerable<Verdict> verdicts)
    {
        to.WriteLine();
        foreach (var verdict in verdicts)
        {
            var word = verdict.Holds switch { true => "holds", false => "MISSED", null => "not measured" };
            to.WriteLine($"{word,-14}{verdict.Id,-8}{verdict.Goal,-76} {verdict.Measured}");
        }

        to.WriteLine();
    }

    public static string Number(double value, int digits = 2) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    public static string Cell(Estimate estimate) =>
        estimate.Value >= 100 ? $"{Number(estimate.Value, 0)} ±{Number(estimate.Se, 0)}" : $"{Number(estimate.Value)} ±{Number(estimate.Se)}";

    private static void Ratios(TextWriter to, Tally tally, string id)
    {
        var priority = tally.Peers(deadlines: false).ToList();
        var all = tally.Peers(deadlines: true).ToList();
        to.WriteLine($"    {id}: misses to the best of 1-7 {Cell(tally.Ratio(id, priority, day => day.Miss))}, of 1-8 "
            + $"{Cell(tally.Ratio(id, all, day => day.Miss))}; weighted to the best of 1-8 {Cell(tally.Ratio(id, all, day => day.WeightedMiss))}; "
            + $"late {Cell(tally.Ratio(id, all, day => day.Late))}");
    }
}

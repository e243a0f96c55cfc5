using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Pages;

/// <summary>The drawings of the page. Small: two stand side by side on a screen, one on a phone.</summary>
public static class Charts
{
    private const double Width = 430;
    private const double Names = 178;
    private const double Row = 19;
    private const double Right = 56;

    /// <summary>Misses by policy, the fewest first, with the bound below which nobody can come.</summary>
    public static string Misses(Scenario scenario, Tally tally)
    {
        var rows = tally.Contenders.Select(contender => (contender, Miss: tally.Mean(contender.Id, day => day.Miss), Weighted: tally.Mean(contender.Id, day => day.WeightedMiss)))
            .OrderBy(row => row.Miss.Value).ToList();
        var most = rows.Max(row => row.Miss.Value + row.Miss.Se);
        double X(double value) => Names + ((Width - Names - Right) * value / most);
        var svg = new Svg(Width, (rows.Count * Row) + 8, $"Misses by policy, {scenario.Title}");
        var bound = X(tally.Bounds.Average(b => b.Miss));
        foreach (var ((contender, miss, weighted), i) in rows.Select((row, i) => (row, i)))
        {
            var y = 4 + (i * Row);
            svg.Text(Names - 8, y + 13, Short(contender), contender.Role == Role.Ours ? "strong" : "", "end");
            svg.Rect(Names, y + 3, X(miss.Value) - Names, Row - 6, Colour(contender), $"{contender.Title}: {Tables.Cell(miss)} % missed, {Tables.Cell(weighted)} % by weight");
            svg.Line(X(miss.Value - miss.Se), y + (Row / 2), X(miss.Value + miss.Se), y + (Row / 2), "error");
            svg.Text(X(miss.Value + miss.Se) + 5, y + 13, Tables.Number(miss.Value) + " %", contender.Role == Role.Ours ? "strong" : "quiet");
        }

        return svg.Line(bound, 2, bound, (rows.Count * Row) + 6, "bound").ToString();
    }

    private static readonly (string Id, string Style)[] Lines =
        [(Catalogue.FifoLongestIdle, "line a"), (Catalogue.PriorityLoad, "line b"), ("edf", "line c"), (Catalogue.PooledSte, "line d"), (Catalogue.Ours, "line ours")];

    /// <summary>Mean wait by the quarter of an hour in which threads came.</summary>
    public static string Waits(Scenario scenario, Tally tally)
    {
        const double height = 220, left = 34, bottom = 26, top = 10;
        var series = Lines.Select(line => (line.Style, Title: tally.Contenders.Single(c => c.Id == line.Id).Title, Waits: Mean(tally.Days(line.Id)))).ToList();
        var most = series.SelectMany(line => line.Waits).Where(double.IsFinite).Max();
        var step = Step(most);
        most = Math.Ceiling(most / step) * step;
        double X(double quarter) => left + ((Width - left - 8) * quarter / DayFigures.Quarters);
        double Y(double wait) => height - bottom - ((height - bottom - top) * wait / most);
        var svg = new Svg(Width, height, $"Mean wait over the day, {scenario.Title}");
        for (var wait = 0.0; wait <= most + .001; wait += step)
            svg.Line(left, Y(wait), Width - 8, Y(wait), "grid").Text(left - 5, Y(wait) + 4, Tables.Number(wait, 0), "quiet", "end");
        if (scenario.SpikeMinutes > 0)
            svg.Rect(X(16), top, X(16 + (scenario.SpikeMinutes / 15)) - X(16), height - bottom - top, "spike", "three times as much arrives");
        for (var hour = 8; hour <= 20; hour += 2) svg.Text(X((hour - 8) * 4), height - 8, $"{hour}:00", "quiet", hour == 8 ? "start" : hour == 20 ? "end" : "middle");
        foreach (var (style, title, waits) in series)
            svg.Path(waits.Select((wait, i) => (X(i + .5), Y(wait))).Where(point => double.IsFinite(point.Item2)), style, title);
        return svg.ToString();
    }

    /// <summary>What the lines of <see cref="Waits"/> are.</summary>
    public static string WaitsKey(Tally tally) => string.Concat(Lines.Select(line =>
        $"<span><i class=\"{line.Style.Replace("line ", "key ", StringComparison.Ordinal)}\"></i>{Short(tally.Contenders.Single(c => c.Id == line.Id))}</span>"));

    /// <summary>How busy agents are: from the tenth to the ninetieth in a hundred, the middle half thick, the median marked.</summary>
    public static string Spread(Scenario scenario, Tally tally)
    {
        var svg = new Svg(Width, (tally.Contenders.Count * Row) + 30, $"Share of slots in use by agent, {scenario.Title}");
        double X(double percent) => Names + ((Width - Names - Right) * percent / 100);
        var foot = 4 + (tally.Contenders.Count * Row);
        for (var percent = 0; percent <= 100; percent += 25)
            svg.Line(X(percent), 4, X(percent), foot, "grid").Text(X(percent), foot + 17, $"{percent} %", "quiet", "middle");
        foreach (var (contender, i) in tally.Contenders.Select((contender, i) => (contender, i)))
        {
            var y = 4 + (i * Row);
            var sorted = tally.Days(contender.Id).SelectMany(day => day.Occupancy).Order().ToArray();
            double At(double share) => X(sorted[(int)(share * (sorted.Length - 1))]);
            svg.Text(Names - 8, y + 13, Short(contender), contender.Role == Role.Ours ? "strong" : "", "end");
            svg.Line(At(.1), y + (Row / 2), At(.9), y + (Row / 2), "whisker");
            svg.Rect(At(.25), y + 4, At(.75) - At(.25), Row - 8, Colour(contender), contender.Title);
            svg.Line(At(.5), y + 3, At(.5), y + Row - 3, "error");
            svg.Text(Width - 4, y + 13, $"± {Tables.Number(tally.Mean(contender.Id, day => day.Spread).Value, 1)}", contender.Role == Role.Ours ? "strong" : "quiet", "end");
        }

        return svg.ToString();
    }

    public static string Colour(Contender contender) => contender.Role switch
    {
        Role.Ours or Role.OursOtherwise => "bar ours",
        Role.Peer => "bar peer",
        Role.DeadlinePeer => "bar deadline",
        _ => "bar reference",
    };

    /// <summary>Fits beside a bar.</summary>
    private static string Short(Contender contender) => contender.Id switch
    {
        "push" => "push at arrival, no cap",
        "ageing" => "ageing, best skill, relaxed",
        Catalogue.PooledSte => "everybody does everything",
        Catalogue.Ours => "ours",
        _ => contender.Title.Replace(" (prototype)", "", StringComparison.Ordinal),
    };

    private static double[] Mean(IReadOnlyList<DayFigures> days) =>
        [.. Enumerable.Range(0, DayFigures.Quarters).Select(i => days.Select(day => day.WaitByQuarter[i]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];

    private static double Step(double most) => most switch { <= 10 => 2, <= 25 => 5, <= 60 => 10, <= 150 => 25, _ => 50 };
}

using System.Xml.Linq;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Pages;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Tests.Quality;

public sealed class PageTests
{
    private static readonly Lazy<(Study Study, Dictionary<string, Tally> Tallies)> Day = new(() =>
    {
        var study = new Study([Scenario.Five[1]], [5]);
        return (study, new Dictionary<string, Tally> { ["B"] = study.Run(new Progress<double>())[0] });
    });

    [Fact]
    public void A_study_compares_ours_with_every_row_on_the_same_threads()
    {
        var tally = Day.Value.Tallies["B"];

        Assert.Contains(tally.Contenders, contender => contender.Role == Role.Ours);
        Assert.Single(tally.Contenders.Select(contender => tally.Days(contender.Id)[0].Threads).Distinct());
        Assert.All(tally.Contenders.Where(contender => !contender.Pooled), contender =>
            Assert.True(tally.Days(contender.Id)[0].Miss >= tally.Bounds[0].Miss, $"{contender.Id} beats what is possible"));
    }

    [Fact]
    public void What_was_not_run_is_not_judged()
    {
        var verdicts = new Goals(Day.Value.Tallies).All;

        Assert.All(verdicts.Where(verdict => verdict.Id.EndsWith(" C", StringComparison.Ordinal)), verdict => Assert.Null(verdict.Holds));
        Assert.Contains(verdicts, verdict => verdict.Id == "G3 B" && verdict.Holds is not null);
    }

    [Fact]
    public void The_page_needs_nothing_else_and_its_drawings_are_sound()
    {
        var page = QualityPage.Of(Day.Value.Study, Day.Value.Tallies, new Goals(Day.Value.Tallies).All);

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        for (var at = page.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = page.IndexOf("<svg", at + 1, StringComparison.Ordinal))
            Assert.Equal("svg", XElement.Parse(page[at..(page.IndexOf("</svg>", at, StringComparison.Ordinal) + 6)]).Name.LocalName);
    }
}

using System.Net;
using System.Text;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Pages;

/// <summary>Verdicts, charts and tables as one HTML file that needs nothing else.</summary>
public static class QualityPage
{
    public static string Of(Study study, IReadOnlyDictionary<string, Tally> tallies, IReadOnlyList<Verdict> verdicts)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append($"<title>Routing quality</title><style>{PageStyle.Css}</style></head><body><header><h1>Who is served in time, with the same staff</h1>");
        page.Append($"<p>{study.Seeds.Count} simulated {(study.Seeds.Count == 1 ? "day" : "days")} of each scenario: 200 agents, 40 skills, 14 to 20 thousand threads a day. ");
        page.Append("Every policy sees the same arrivals, work and patience. A thread is <b>missed</b> if nobody began it within its service level; ");
        page.Append("customers who left before that count. Figures are means with standard errors.</p></header><main>");

        Cards(page, study, tallies);
        Section(page, "Misses by policy", Key() + "<p class=\"note\">Per cent of threads, fewest first. Dashed: what no policy could avoid, even knowing everything beforehand.</p>",
            study.Scenarios, scenario => Charts.Misses(scenario, tallies[scenario.Id]));
        Section(page, "Waits over the day", $"<p class=\"key\">{Charts.WaitsKey(tallies.Values.First())}</p>"
                + "<p class=\"note\">Mean minutes until begun or given up, by the quarter of an hour of arrival. The band is the spike.</p>",
            study.Scenarios, scenario => Charts.Waits(scenario, tallies[scenario.Id]));
        Section(page, "How evenly work is spread",
            "<p class=\"note\">Share of slots in use by agent: the middle half, its median, and from the 10th to the 90th in a hundred. Right: the standard deviation in points.</p>",
            study.Scenarios.Where(scenario => scenario.Patience == 1), scenario => Charts.Spread(scenario, tallies[scenario.Id]));
        Goals(page, verdicts);
        page.Append("<h2>All figures</h2>");
        foreach (var scenario in study.Scenarios) Table(page, scenario, tallies[scenario.Id]);
        return page.Append("</main></body></html>").ToString();
    }

    /// <summary>The answer at a glance: ours, and ours to the best peer of each day.</summary>
    private static void Cards(StringBuilder page, Study study, IReadOnlyDictionary<string, Tally> tallies)
    {
        page.Append("<div class=\"cards\">");
        foreach (var scenario in study.Scenarios)
        {
            var result = ScenarioResult.Of(tallies[scenario.Id]);
            page.Append($"<div class=\"card\"><h3>{scenario.Id} <small>{Text(scenario.Title)}</small></h3>");
            page.Append($"<p class=\"big\">{Tables.Number(result.Miss.Value)} % missed</p><ul>");
            Line("misses to the best by arrival, priority or age", result.MissToBestPriorityPeer);
            Line("misses to the best peer of any kind", result.MissToBestPeer);
            Line("weighted misses to the best peer of any kind", result.WeightedToBestPeer);
            page.Append("</ul></div>");
        }

        page.Append("</div>");

        void Line(string what, Estimate ratio) =>
            page.Append($"<li><b class=\"{(ratio.Value < 1 ? "yes" : "no")}\">{Tables.Number(ratio.Value)} ×</b> <small>±{Tables.Number(ratio.Se)}</small> {what}</li>");
    }

    private static void Section(StringBuilder page, string title, string before, IEnumerable<Scenario> scenarios, Func<Scenario, string> chart)
    {
        page.Append($"<h2>{title}</h2>{before}<div class=\"charts\">");
        foreach (var scenario in scenarios) page.Append($"<figure><figcaption><b>{scenario.Id}</b> {Text(scenario.Title)}</figcaption>{chart(scenario)}</figure>");
        page.Append("</div>");
    }

    private static string Key() =>
        "<p class=\"key\"><span><i class=\"bar ours\"></i>ours</span><span><i class=\"bar peer\"></i>peers, by arrival, priority or age</span>"
        + "<span><i class=\"bar deadline\"></i>peers, by deadline</span><span><i class=\"bar reference\"></i>references</span></p>";

    private static void Goals(StringBuilder page, IReadOnlyList<Verdict> verdicts)
    {
        page.Append($"<h2>Goals</h2><p class=\"note\">{verdicts.Count(v => v.Holds == true)} hold, {verdicts.Count(v => v.Holds == false)} do not, ");
        page.Append($"{verdicts.Count(v => v.Holds is null)} could not be measured. ");
        page.Append($"The numbers 1-8 are the peers in the tables below; the best is picked for each day with hindsight.</p>");
        page.Append("<div class=\"wide\"><table><tr><th>Goal</th><th>What</th><th>Measured</th><th></th></tr>");
        foreach (var verdict in verdicts)
        {
            var (word, style) = verdict.Holds switch { true => ("holds", "yes"), false => ("missed", "no"), null => ("not measured", "open") };
            page.Append($"<tr><td class=\"nowrap\">{verdict.Id}</td><td>{Text(verdict.Goal)}</td><td>{Text(verdict.Measured)}</td><td><span class=\"{style}\">{word}</span></td></tr>");
        }

        page.Append("</table></div>");
    }

    private static void Table(StringBuilder page, Scenario scenario, Tally tally)
    {
        page.Append($"<h3>{scenario.Id} <small>{Text(scenario.Title)}</small></h3><div class=\"wide\"><table class=\"figures\"><tr><th>Policy</th>");
        foreach (var (title, _) in Tables.Columns) page.Append($"<th>{title}</th>");
        page.Append("</tr>");
        foreach (var contender in tally.Contenders)
        {
            page.Append($"<tr{(contender.Role == Role.Ours ? " class=\"ours\"" : "")}><td>{(contender.Row == 0 ? "" : $"{contender.Row} · ")}{Text(contender.Title)}</td>");
            foreach (var (_, of) in Tables.Columns) page.Append($"<td>{Cell(tally.Mean(contender.Id, of))}</td>");
            page.Append("</tr>");
        }

        page.Append($"<tr><td>what nobody could avoid</td><td>{Cell(Estimate.Of(tally.Bounds.Select(b => b.Miss)))}</td>");
        page.Append($"<td>{Cell(Estimate.Of(tally.Bounds.Select(b => b.WeightedMiss)))}</td><td colspan=\"{Tables.Columns.Length - 2}\"></td></tr></table></div>");
    }

    private static string Cell(Estimate estimate) => $"{Tables.Number(estimate.Value)} <small>±{Tables.Number(estimate.Se)}</small>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

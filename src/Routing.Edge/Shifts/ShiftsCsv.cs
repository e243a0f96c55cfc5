using System.Text;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Http;

namespace Routing.Edge.Shifts;

/// <summary>Shifts as a table: <c>agent,from,until,zone,breaks,handTo</c>; breaks written <c>from/until</c>, with spaces between.</summary>
internal static class ShiftsCsv
{
    private const string Header = "agent,from,until,zone,breaks,handTo";

    /// <summary>Lines of one file: a month of two shifts a day for two thousand agents.</summary>
    private const int MostLines = 120_000;

    /// <returns>The plans of each agent that the table names, and what is wrong by line; nothing is to be done if anything is.</returns>
    public static (IReadOnlyDictionary<AgentId, List<ShiftPlan>> Plans, IReadOnlyList<(int Line, Wrong Wrong)> Wrongs) Parse(string text)
    {
        var plans = new SortedDictionary<AgentId, List<ShiftPlan>>(StringComparer.Ordinal);
        var wrongs = new List<(int, Wrong)>();
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            number++;
            if (number > MostLines)
            {
                wrongs.Add((number, ShiftsForm.Bad("", $"is beyond the {MostLines} lines that a file may have")));
                break;
            }

            if (number == 1)
            {
                if (!string.Equals(line.Replace(" ", "", StringComparison.Ordinal), Header, StringComparison.OrdinalIgnoreCase))
                    wrongs.Add((1, ShiftsForm.Bad("", $"must be the header {Header}")));
                continue;
            }

            if (line.Trim().Length == 0) continue;
            var (agent, plan, wrong) = Line(line);
            if (wrong is not null)
            {
                wrongs.Add((number, wrong));
                continue;
            }

            if (!plans.TryGetValue(agent, out var own)) plans[agent] = own = [];
            own.Add(plan);
        }

        return (plans, wrongs);
    }

    public static string Write(IEnumerable<(AgentId Agent, Shift Shift)> shifts, TimeZoneInfo zone)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var (agent, shift) in shifts)
        {
            var breaks = string.Join(' ', shift.Plan.Breaks.Select(pause => $"{ZonedTime.Write(pause.From, zone)}/{ZonedTime.Write(pause.Until, zone)}"));
            csv.Append(agent).Append(',').Append(ZonedTime.Write(shift.Plan.From, zone)).Append(',').Append(ZonedTime.Write(shift.Until, zone)).Append(',')
                .Append(zone.Id).Append(',').Append(breaks).Append(',').Append(shift.Plan.HandTo).Append('\n');
        }

        return csv.ToString();
    }

    private static (AgentId Agent, ShiftPlan Plan, Wrong? Wrong) Line(string line)
    {
        var none = new ShiftPlan("", default, default, [], null);
        var cells = Csv.Cells(line);
        if (cells is not { Count: 6 }) return ("", none, ShiftsForm.Bad("", "must have six cells, quotes closed"));
        var agent = cells[0].Trim();
        if (!AgentForm.IsId(agent)) return ("", none, ShiftsForm.Bad("agent", "must be an agent's id"));
        if (!ZonedTime.IsZone(Given(cells[3]), out var zone)) return ("", none, ShiftsForm.Bad("zone", "must be an IANA time zone such as Europe/Berlin"));
        var pauses = new List<PauseForm>();
        foreach (var word in cells[4].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var slash = word.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0) return ("", none, ShiftsForm.Bad("breaks", "must be from/until"));
            pauses.Add(new PauseForm(word[..slash], word[(slash + 1)..]));
        }

        var wrong = new ShiftForm(cells[1].Trim(), cells[2].Trim(), pauses, Given(cells[5])).Read(agent, zone, "shift", out var plan);
        return (agent, plan, wrong);
    }

    private static string? Given(string cell) => cell.Trim() is { Length: > 0 } text ? text : null;
}

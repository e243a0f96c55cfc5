using System.Globalization;
using System.Text;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>Agents as a table: <c>id,name,skills,slots</c>, skills written <c>billing:3 lang:fr:5</c>. Quotes as in RFC 4180.</summary>
public static class AgentsCsv
{
    private const string Header = "id,name,skills,slots";

    /// <summary>Lines of one file: as many as a desk may have agents.</summary>
    private const int MostLines = Limits.AgentsPerDesk + 1;

    /// <returns>The agents, and what is wrong by line; nothing is to be done if anything is.</returns>
    public static (IReadOnlyList<(AgentId Id, AgentForm Form)> Agents, IReadOnlyList<(int Line, Wrong Wrong)> Wrongs) Parse(string text)
    {
        var agents = new List<(AgentId, AgentForm)>();
        var wrongs = new List<(int, Wrong)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            number++;
            if (number > MostLines) { wrongs.Add((number, Bad("", $"is beyond the {MostLines} lines that a file may have"))); break; }
            if (number == 1)
            {
                if (!string.Equals(line.Replace(" ", "", StringComparison.Ordinal), Header, StringComparison.OrdinalIgnoreCase))
                    wrongs.Add((1, Bad("", $"must be the header {Header}")));
                continue;
            }

            if (line.Trim().Length == 0) continue;
            var (agent, wrong) = Line(line);
            if (wrong is null && !seen.Add(agent.Id)) wrong = Bad("id", $"occurs twice ({agent.Id})");
            if (wrong is not null) wrongs.Add((number, wrong));
            else agents.Add(agent);
        }

        return (agents, wrongs);
    }

    public static string Write(IEnumerable<AgentDocument> agents)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var agent in agents)
        {
            var skills = string.Join(' ', agent.Skills.OrderBy(skill => skill.Key, StringComparer.Ordinal)
                .Select(skill => $"{skill.Key}:{skill.Value}"));
            csv.Append(agent.Id).Append(',').Append(Csv.Quoted(agent.Name)).Append(',').Append(skills).Append(',').Append(agent.Slots).Append('\n');
        }

        return csv.ToString();
    }

    private static ((AgentId Id, AgentForm Form) Agent, Wrong? Wrong) Line(string line)
    {
        var cells = Csv.Cells(line);
        if (cells is not { Count: 4 }) return (default, Bad("", "must have four cells, quotes closed"));
        var id = cells[0].Trim();
        if (!AgentForm.IsId(id)) return (default, Bad("id", "must be an id in letters, digits, dots, dashes and @"));
        var skills = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in cells[2].Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.LastIndexOf(':');
            if (colon < 1 || !int.TryParse(word[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var level))
                return (default, Bad("skills", $"must be skill:level ({word})"));
            skills[word[..colon]] = level;
        }

        var slots = AgentForm.DefaultSlots;
        if (cells[3].Trim() is { Length: > 0 } count && !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out slots))
            return (default, Bad("slots", "must be a number"));
        var form = new AgentForm(cells[1].Trim(), skills, slots);
        return ((id, form), form.Check());
    }

    private static Wrong Bad(string field, string message) => new(Refusal.BadRequest, field, message);
}

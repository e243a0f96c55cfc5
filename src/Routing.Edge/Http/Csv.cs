using System.Text;

namespace Routing.Edge.Http;

/// <summary>Lines and cells of a table; quotes as in RFC 4180.</summary>
internal static class Csv
{
    /// <summary>Lines by the number at which they begin, from 1; a line end within quotes ends none.</summary>
    public static IEnumerable<(int Number, string Line)> Records(string text)
    {
        var (begin, first, number, quoted) = (0, 1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            if (text[i] != '\n') continue;
            number++;
            if (quoted) continue;
            yield return (first, text[begin..i].TrimEnd('\r'));
            (begin, first) = (i + 1, number);
        }

        if (begin < text.Length) yield return (first, text[begin..]);
    }

    /// <returns>Null if a quote is left open.</returns>
    public static List<string>? Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return quoted ? null : cells;
    }

    /// <summary>A cell that came from a person and goes to a spreadsheet: what such a program would take for a formula becomes text.</summary>
    public static string Written(string cell) => Quoted(cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' ? $"'{cell}" : cell);

    public static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

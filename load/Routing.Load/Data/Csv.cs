using System.Text;

namespace Routing.Load.Data;

/// <summary>Comma-separated values as RFC 4180 has them, where CR, LF and CRLF each end a line outside quotes.</summary>
public static class Csv
{
    /// <summary>All rows but empty lines, each with the number of the line (from 1) on which it begins.</summary>
    public static IEnumerable<CsvRow> Rows(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var line = 1;
        var begins = 1;

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var endsLine = c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (endsLine) line++;

            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == ',') EndField();
            else if (endsLine)
            {
                if (fields.Count > 0 || field.Length > 0)
                {
                    EndField();
                    yield return new CsvRow(begins, [.. fields]);
                    fields.Clear();
                }

                begins = line;
            }
            else if (c != '\r') field.Append(c);
        }

        if (fields.Count == 0 && field.Length == 0) yield break;
        EndField();
        yield return new CsvRow(begins, [.. fields]);

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}

public sealed record CsvRow(int Line, string[] Fields);

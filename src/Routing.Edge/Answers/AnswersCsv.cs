using Routing.Core;
using Routing.Edge.Http;

namespace Routing.Edge.Answers;

/// <summary>Answers as a table: <c>id,kind,title,text,link</c>. Quotes as in RFC 4180; a quoted text may have several lines.</summary>
internal static class AnswersCsv
{
    public const string Header = "id,kind,title,text,link";

    /// <returns>The answers, and what is wrong by line; nothing is to be done if anything is.</returns>
    public static (IReadOnlyList<Answer> Answers, IReadOnlyList<(int Line, Wrong Wrong)> Wrongs) Parse(string text)
    {
        var answers = new List<Answer>();
        var wrongs = new List<(int, Wrong)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, line) in Csv.Records(text.TrimStart('\uFEFF')))
        {
            if (number == 1)
            {
                if (!string.Equals(line.Replace(" ", "", StringComparison.Ordinal), Header, StringComparison.OrdinalIgnoreCase))
                    wrongs.Add((1, Bad("", $"must be the header {Header}")));
                continue;
            }

            if (line.Trim().Length == 0) continue;
            var (answer, wrong) = Line(line);
            wrong ??= answer!.Check();
            if (wrong is null && !seen.Add(answer!.Id)) wrong = Bad("id", $"occurs twice ({answer.Id})");
            if (wrong is not null) wrongs.Add((number, wrong));
            else answers.Add(answer!);
        }

        return (answers, wrongs);
    }

    private static (Answer? Answer, Wrong? Wrong) Line(string line)
    {
        if (Csv.Cells(line) is not { Count: 5 } cells) return (null, Bad("", "must have five cells, quotes closed"));
        AnswerKind? kind = cells[1].Trim() switch { "answer" => AnswerKind.Answer, "article" => AnswerKind.Article, _ => null };
        if (kind is null) return (null, Bad("kind", "must be answer or article"));
        return (new(cells[0].Trim(), kind.Value, cells[2].Trim(), cells[3].Trim(), cells[4].Trim() is { Length: > 0 } link ? link : null), null);
    }

    private static Wrong Bad(string field, string message) => new(Refusal.BadRequest, field, message);
}

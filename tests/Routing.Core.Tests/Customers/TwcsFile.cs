using System.Globalization;
using System.Text;

namespace Routing.Core.Tests.Customers;

/// <summary>Five thousand real tweets, if they are at hand: beside the repository, never in it.</summary>
internal static class TwcsFile
{
    private const string Name = "shared/data/twcs-subset/twcs-5k.csv";
    private const int Text = 5;
    private const int Parent = 7;

    public static string? Path { get; } = Find();

    /// <summary>Rows with at least all columns up to the text; and those without, as they are.</summary>
    public static (List<Post> Posts, List<string> Refused) Read(long joinMs)
    {
        var (posts, refused) = (new List<Post>(), new List<string>());
        foreach (var row in Rows(File.ReadAllText(Path!)).Skip(1))
        {
            if (row.Count > Text) posts.Add(ToPost(row, joinMs));
            else refused.Add(string.Join('|', row));
        }

        return (posts, refused);
    }

    private static Post ToPost(List<string> row, long joinMs)
    {
        var created = Instant.Of(DateTimeOffset.ParseExact(row[4], "ddd MMM dd HH:mm:ss zzz yyyy", CultureInfo.InvariantCulture));
        var parent = row.ElementAtOrDefault(Parent) is { Length: > 0 } id ? (MessageKey?)Given.Key(id.Split('.')[0]) : null;
        var facts = new MessageFacts(
            Own: row[3] == "False", Repost: false, Visibility.Public, created, created,
            Hashes.Content($"{row[2]} {row[Text]}"), Hashes.Content(row[Text]), joinMs, 0, Reading.Unknown);
        return new Post(Given.Key(row[1]), Given.Customer(row[2]), parent, facts);
    }

    // A carriage return of its own ends a line too, even where a better writer would have quoted it. Empty lines are no rows.
    private static IEnumerable<List<string>> Rows(string csv)
    {
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"') field.Append(csv[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\r' or '\n')) field.Append(c);
            else if (c == ',') EndField();
            else if (row.Count > 0 || field.Length > 0) yield return EndRow();
        }

        if (row.Count > 0 || field.Length > 0) yield return EndRow();

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        List<string> EndRow()
        {
            EndField();
            var ended = row;
            row = [];
            return ended;
        }
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Routing.sln"))) continue;
            var path = System.IO.Path.Combine(folder.FullName, "..", Name);
            return File.Exists(path) ? path : null;
        }

        return null;
    }
}

/// <summary>A test on data that is not part of the repository; skipped, and counted as skipped, where it is not beside it.</summary>
internal sealed class TwcsTheoryAttribute : TheoryAttribute
{
    public TwcsTheoryAttribute()
    {
        if (TwcsFile.Path is null) Skip = "The tweets are not at ../shared/data/twcs-subset/twcs-5k.csv";
    }
}

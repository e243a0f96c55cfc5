using System.Globalization;

namespace Routing.Load.Data;

/// <summary>The public data set "Customer Support on Twitter" (twcs): one row per tweet, brands and customers mixed.</summary>
/// <param name="Refused">Rows that could not be read, by the line on which they begin.</param>
public sealed record TwcsFile(IReadOnlyList<SourceMessage> Messages, IReadOnlyList<RefusedRow> Refused)
{
    private const string TimeFormat = "ddd MMM dd HH:mm:ss zzz yyyy";

    // The first six columns say what the tweet is; the two of reply links may be missing in a row that was cut short.
    private const int Needed = 6;

    public static TwcsFile Read(string path) => Parse(File.ReadAllText(path));

    public static TwcsFile Parse(string text)
    {
        var messages = new List<SourceMessage>();
        var refused = new List<RefusedRow>();
        foreach (var row in Csv.Rows(text).Skip(1))
        {
            if (TryRead(row.Fields, out var message, out var why)) messages.Add(message);
            else refused.Add(new RefusedRow(row.Line, why));
        }

        return new TwcsFile(messages, refused);
    }

    private static bool TryRead(string[] fields, out SourceMessage message, out string why)
    {
        message = null!;
        why = "";
        if (fields.Length < Needed) why = $"{fields.Length} columns of at least {Needed}";
        else if (!long.TryParse(fields[1], NumberStyles.None, null, out _)) why = "tweet_id is not a number";
        else if (fields[2].Length == 0) why = "author_id is empty";
        else if (!bool.TryParse(fields[3], out var inbound)) why = "inbound is neither True nor False";
        else if (!DateTimeOffset.TryParseExact(fields[4], TimeFormat, null, DateTimeStyles.None, out var createdAt)) why = "created_at is no time";
        else if (!TryParent(fields, out var parent)) why = "in_response_to_tweet_id is not a number";
        else message = new SourceMessage(fields[1], fields[2], !inbound, createdAt, fields[5], parent);
        return why.Length == 0;
    }

    // Written as a float ("3.0") because the set went through a data frame with gaps.
    private static bool TryParent(string[] fields, out string? parent)
    {
        parent = null;
        if (fields.Length < 8 || fields[7].Length == 0) return true;
        if (!decimal.TryParse(fields[7], NumberStyles.AllowDecimalPoint, null, out var number) || number != decimal.Truncate(number)) return false;
        parent = decimal.Truncate(number).ToString("0", null);
        return true;
    }
}

public sealed record RefusedRow(int Line, string Why);

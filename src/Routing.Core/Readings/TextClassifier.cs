namespace Routing.Core.Readings;

/// <summary>Reads language, topic and urgency in a short text, by word lists and scripts. Deterministic, no network, a few microseconds.</summary>
/// <remarks>One pass over at most the first 4,000 characters. Mentions and links are skipped, hashtags count as words.
/// Language: by script where the script says it, else by the most function words (a tie or none: unknown). Topic: the most key words,
/// the earlier in <see cref="TopicWords"/> of equals. Urgency: critical by words of danger, outage or law; high by words of anger or
/// haste, by capitals or by three exclamation marks; low for praise; unknown where there is nothing to read.</remarks>
public static class TextClassifier
{
    /// <summary>Characters that are read: a post says what it wants in its first lines.</summary>
    private const int MostChars = 4_000;

    /// <summary>A text with at least this many letters, most of them capitals, is shouted.</summary>
    private const int ShoutLetters = 12;

    public static Reading Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MostChars) text = text[..MostChars];
        var tally = new Tally(stackalloc int[LanguageWords.Count], stackalloc int[TopicWords.Count]);
        Span<char> word = stackalloc char[Words.MostChars];

        for (var at = 0; at < text.Length;)
        {
            if (Words.SkipsFrom(text, at)) at = Words.EndOfRun(text, at);
            else if (Words.IsPart(text[at])) at = tally.Take(text, at, word);
            else
            {
                if (text[at] is '!' or '！') tally.Exclamations++;
                if (text[at] is '?' or '？' or '؟') tally.Asks = true;
                at++;
            }
        }

        if (tally.Letters == 0) return Reading.Unknown;
        var topic = tally.Topic(text);
        return new(UrgencyOf(tally, topic), topic, tally.Language());
    }

    private static Urgency UrgencyOf(in Tally tally, string topic)
    {
        if (tally.Critical > 0 || topic == "outage") return Urgency.Critical;
        var shouted = tally.Capitals >= ShoutLetters && tally.Capitals * 10 >= tally.Letters * 6;
        if (tally.High > 0 || shouted || (tally.Exclamations >= 3 && topic != "praise")) return Urgency.High;
        return topic == "praise" && !tally.Asks ? Urgency.Low : Urgency.Normal;
    }
}

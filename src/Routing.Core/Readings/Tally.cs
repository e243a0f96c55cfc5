using System.Numerics;

namespace Routing.Core.Readings;

/// <summary>What one pass over a text has counted so far.</summary>
internal ref struct Tally(Span<int> languages, Span<int> topics)
{
    private readonly Span<int> _languages = languages;
    private readonly Span<int> _topics = topics;
    private Scripts _scripts;
    private int _sinceNot = int.MaxValue;
    private bool _leadsDown;

    public int Letters { get; private set; }

    public int Capitals { get; private set; }

    public int Exclamations { get; set; }

    public bool Asks { get; set; }

    public int Critical { get; private set; }

    public int High { get; private set; }

    /// <summary>Takes the word that begins here; returns where it ends.</summary>
    public int Take(ReadOnlySpan<char> text, int at, Span<char> word)
    {
        var length = 0;
        var start = at;
        for (; at < text.Length && Words.IsPart(text[at]); at++)
        {
            var c = text[at];
            if (char.IsLetter(c))
            {
                Letters++;
                if (char.IsUpper(c)) Capitals++;
                _scripts.Count(c);
            }

            if (length < word.Length) word[length] = c == '’' ? '\'' : char.ToLowerInvariant(c);
            length++;
        }

        if (length <= word.Length && at > start) Count(word[..length]);
        return at;
    }

    private void Count(ReadOnlySpan<char> word)
    {
        Add(_languages, LanguageWords.Of(word));
        var topic = TopicWords.Of(word);
        // "not working", "won't load": what should work and does not is a technical matter, not praise.
        var negated = _sinceNot < 3;
        if (negated && TopicWords.Works(word)) topic |= TopicWords.Technical;
        if (negated) topic &= ~TopicWords.Praise;
        if (_leadsDown && word is "down") topic |= TopicWords.Outage;
        _leadsDown = TopicWords.LeadsDown(word);
        Add(_topics, topic);
        if (UrgencyWords.IsCritical(word)) Critical++;
        if (UrgencyWords.IsHigh(word)) High++;
        _sinceNot = TopicWords.Denies(word) ? 0 : _sinceNot == int.MaxValue ? _sinceNot : _sinceNot + 1;
    }

    public string Language()
    {
        if (_scripts.Language() is { } byScript) return byScript;
        var best = Best(_languages, out var tied);
        return best < 0 || tied ? "" : LanguageWords.Name(best);
    }

    public string Topic(ReadOnlySpan<char> text)
    {
        if (_scripts.HasUnspaced) TopicWords.CountUnspaced(text, _topics);
        var best = Best(_topics, out _);
        return best < 0 ? "" : TopicWords.Name(best);
    }

    private static int Best(ReadOnlySpan<int> counts, out bool tied)
    {
        var best = -1;
        tied = false;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            if (best < 0 || counts[i] > counts[best]) (best, tied) = (i, false);
            else if (counts[i] == counts[best]) tied = true;
        }

        return best;
    }

    private static void Add(Span<int> counts, uint bits)
    {
        for (; bits != 0; bits &= bits - 1) counts[BitOperations.TrailingZeroCount(bits)]++;
    }
}

namespace Routing.Edge.Answers;

/// <summary>Finds a workspace's answers by the beginnings of their words. Never changes: what changes makes a new one.</summary>
/// <remarks>Every word looked for must begin a word of the title or the text; a whole word beats a beginning, the title beats the text. All words stand
/// in one sorted array, so a beginning is a range of it: fast enough for every letter typed.</remarks>
internal sealed class AnswerIndex
{
    private const int InTitle = 4;
    private const int Whole = 2;

    private readonly Answer[] _answers;
    private readonly (string Word, int Answer, int Weight)[] _words;

    public AnswerIndex(IEnumerable<Answer> answers)
    {
        _answers = [.. answers.OrderBy(answer => answer.Title, StringComparer.OrdinalIgnoreCase).ThenBy(answer => answer.Id, StringComparer.Ordinal)];
        _words = [.. _answers.SelectMany((answer, index) =>
            Words.Of(answer.Title).Distinct(StringComparer.Ordinal).Select(word => (word, index, InTitle))
                .Concat(Words.Of(answer.Text).Distinct(StringComparer.Ordinal).Select(word => (word, index, 1))))];
        Array.Sort(_words, (one, other) => string.CompareOrdinal(one.Word, other.Word));
    }

    public int Count => _answers.Length;

    /// <summary>The best first; of equal ones by title. No words: all.</summary>
    public IReadOnlyList<Answer> Find(string query, AnswerKind? kind, int most)
    {
        var scores = new int[_answers.Length];
        foreach (var looked in Words.Of(query).Distinct(StringComparer.Ordinal))
        {
            var hits = new int[_answers.Length];
            for (var at = First(looked); at < _words.Length && _words[at].Word.StartsWith(looked, StringComparison.Ordinal); at++)
            {
                var (word, answer, weight) = _words[at];
                hits[answer] = Math.Max(hits[answer], word.Length == looked.Length ? weight * Whole : weight);
            }

            for (var i = 0; i < scores.Length; i++) scores[i] = hits[i] == 0 || scores[i] < 0 ? -1 : scores[i] + hits[i];
        }

        return [.. Enumerable.Range(0, _answers.Length).Where(index => scores[index] >= 0 && (kind is null || _answers[index].Kind == kind))
            .OrderByDescending(index => scores[index]).Take(most).Select(index => _answers[index])];
    }

    private int First(string beginning)
    {
        var (low, high) = (0, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_words[middle].Word, beginning) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

using Routing.Core;
using Routing.Core.Readings;

namespace Routing.Edge.Classifiers;

/// <summary>What reads urgency, topic and language in a text. Replace it in the service collection to use another.</summary>
/// <remarks>Called for every message on the way in: it must be quick, and must not call out. "Unknown" is an answer.</remarks>
public interface IClassifier
{
    /// <param name="language">As the channel named it (BCP 47), where it did.</param>
    Reading Read(string text, string? language);
}

/// <summary>The classifier that comes with the engine: word lists and scripts, see <see cref="TextClassifier"/>.</summary>
public sealed class BuiltInClassifier : IClassifier
{
    public Reading Read(string text, string? language)
    {
        var reading = TextClassifier.Read(text);
        return language is null ? reading : reading with { Language = Primary(language) };
    }

    /// <summary><c>pt-BR</c> and <c>PT_br</c> are <c>pt</c>: skills and queues name languages, not regions.</summary>
    private static string Primary(string tag)
    {
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }
}

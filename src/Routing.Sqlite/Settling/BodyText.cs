using Routing.Core.Projections;

namespace Routing.Sqlite;

/// <summary>The words of a body that a search looks in, by the key under which it is stored.</summary>
internal static class BodyText
{
    /// <returns>Null for bodies that are not searched: of something else, or without a text.</returns>
    public static string? Of(string key, string json)
    {
        var kind = key.IndexOf('/', StringComparison.Ordinal) + 1;
        return key.AsSpan(kind).StartsWith("m/", StringComparison.Ordinal) ? SearchText.Of(json) : null;
    }

    public static string Workspace(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];
}

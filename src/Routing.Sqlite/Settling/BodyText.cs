using System.Text;
using System.Text.Json;

namespace Routing.Sqlite;

/// <summary>The words of a body that a search looks in: the top-level <c>text</c> of a message.</summary>
internal static class BodyText
{
    /// <returns>Null for bodies that are not searched: of something else, or without a text.</returns>
    public static string? Of(string key, string json)
    {
        var kind = key.IndexOf('/', StringComparison.Ordinal) + 1;
        if (!key.AsSpan(kind).StartsWith("m/", StringComparison.Ordinal)) return null;
        try
        {
            return Read(json);
        }
        catch (JsonException)
        {
            // The store takes any text as a body; one that is no JSON has no words to look for.
            return null;
        }
    }

    public static string Workspace(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];

    private static string? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}

using System.Text;
using System.Text.Json;

namespace Routing.Core.Projections;

/// <summary>What of a message's body a search looks in: its top-level <c>text</c>.</summary>
public static class SearchText
{
    /// <returns>Null where there is none. A store takes any text as a body; one that is no JSON has no words to look for.</returns>
    public static string? Of(string json)
    {
        try
        {
            return Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

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

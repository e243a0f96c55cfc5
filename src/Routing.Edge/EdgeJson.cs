using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Routing.Core;

namespace Routing.Edge;

/// <summary>How the edge writes JSON: camelCase, enums as camelCase words, instants as RFC 3339.</summary>
public static class EdgeJson
{
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        // Answers are application/json, never put into a page unescaped: Japanese may stay Japanese.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = 32;
        // On an option list the instant's own converter (milliseconds, as stored) loses against this one.
        options.Converters.Add(new Rfc3339());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    private sealed class Rfc3339 : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number
            ? new(reader.GetInt64())
            : Instant.Of(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
        {
            if (value.Ms is < 0 or > 253_402_300_799_999) writer.WriteNullValue();
            else writer.WriteStringValue(value.Write(stackalloc char[Instant.Chars]));
        }
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Routing.Core.Projections;

/// <summary>What the feed says of one event, before it has its cursor.</summary>
/// <param name="Type">Such as <c>thread.assigned</c>: public, never renamed.</param>
/// <param name="By">The person who did it, where a person did: such items are in the audit too.</param>
/// <param name="Json">The event's data: ids and numbers, no texts and no names of customers.</param>
public sealed record FeedItem(string Type, ThreadId? Thread, AgentId? Agent, string? By, string Json)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Each event has an item, and some threads write most of them.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    internal static FeedItem Item(
        string type, ThreadId? thread, AgentId? agent, string? by, params ReadOnlySpan<(string Name, object? Value)> data) =>
        new(type, thread, agent, by, Write(data));

    private static string Write(ReadOnlySpan<(string Name, object? Value)> data)
    {
        var bytes = buffer ??= new ArrayBufferWriter<byte>(1024);
        bytes.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(bytes, Plain);
        json.Reset(bytes);
        json.WriteStartObject();
        foreach (var (name, value) in data) Write(json, name, value);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Absent is not written; instants are milliseconds; enumerations go by their camel-case name.</summary>
    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case Instant instant: json.WriteNumber(name, instant.Ms); break;
            case Enum word: json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(word.ToString())); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}

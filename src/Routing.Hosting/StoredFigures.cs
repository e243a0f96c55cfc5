using System.Buffers;
using System.Text;
using System.Text.Json;
using Routing.Core.Reporting;

namespace Routing.Hosting;

/// <summary>Figures as they are stored and moved: one flat JSON object of numbers, in the order of their names.</summary>
public static class StoredFigures
{
    private static readonly Comparison<(string Name, long Value)> ByName = (a, b) => string.CompareOrdinal(a.Name, b.Name);

    // A settler writes some thousand of them in one transaction.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    [ThreadStatic]
    private static List<(string Name, long Value)>? sorted;

    public static string Write(WorkFigures figures)
    {
        var numbers = sorted ??= [];
        numbers.Clear();
        numbers.AddRange(figures.Numbers());
        numbers.Sort(ByName);
        var bytes = buffer ??= new ArrayBufferWriter<byte>(4096);
        bytes.ResetWrittenCount();
        var json = writer ??= new Utf8JsonWriter(bytes);
        json.Reset(bytes);
        json.WriteStartObject();
        foreach (var (name, value) in numbers) json.WriteNumber(name, value);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Adds what is stored.</summary>
    public static void Read(string stored, WorkFigures into)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(stored));
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            var name = json.GetString()!;
            json.Read();
            into.Add(name, json.GetInt64());
        }
    }
}

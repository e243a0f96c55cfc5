using System.Buffers;
using System.Text;
using System.Text.Json;
using Routing.Core.Reporting;

namespace Routing.Hosting;

/// <summary>Figures as they are stored and moved: one flat JSON object of numbers, in the order of their names.</summary>
public static class StoredFigures
{
    public static string Write(WorkFigures figures)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (name, value) in figures.Numbers().OrderBy(number => number.Name, StringComparer.Ordinal)) json.WriteNumber(name, value);
            json.WriteEndObject();
        }

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

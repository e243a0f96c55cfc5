using System.Text.Json;
using System.Text.Json.Serialization;

namespace Routing.Core;

/// <summary>A point in time: milliseconds since 1970-01-01T00:00Z. The core is told the time, it never asks for it.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct Instant(long Ms) : IComparable<Instant>
{
    public static readonly Instant Never = new(long.MaxValue);

    public int CompareTo(Instant other) => Ms.CompareTo(other.Ms);

    public static bool operator <(Instant a, Instant b) => a.Ms < b.Ms;
    public static bool operator >(Instant a, Instant b) => a.Ms > b.Ms;
    public static bool operator <=(Instant a, Instant b) => a.Ms <= b.Ms;
    public static bool operator >=(Instant a, Instant b) => a.Ms >= b.Ms;
    public static Instant operator +(Instant a, long milliseconds) => new(a.Ms + milliseconds);
    public static long operator -(Instant a, Instant b) => a.Ms - b.Ms;

    public static Instant Earlier(Instant a, Instant b) => a <= b ? a : b;

    public static Instant Of(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Ms);

    public override string ToString() => this == Never ? "never" : ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null);

    private sealed class Json : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Ms);
    }
}

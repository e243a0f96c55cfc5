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

    /// <summary>Characters of a time written out.</summary>
    public const int Chars = 24;

    private const string Written = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override string ToString() => this == Never ? "never" : ToDateTimeOffset().ToString(Written, null);

    /// <summary>As <see cref="ToString"/> says it, into a place of at least <see cref="Chars"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is later than the year 9999, as <see cref="Never"/> is.</exception>
    /// <exception cref="ArgumentException">The place is too small.</exception>
    public ReadOnlySpan<char> Write(Span<char> place) => ToDateTimeOffset().TryFormat(place, out var length, Written, null)
        ? place[..length]
        : throw new ArgumentException($"a time needs {Chars} characters", nameof(place));

    private sealed class Json : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Ms);
    }
}

using System.Text.Json;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>Reads a JSON object field by field and says what is wrong with the first wrong one. Nothing is guessed or converted.</summary>
/// <remarks>Once something is <see cref="Wrong"/>, every read returns nothing; malformed JSON itself throws <see cref="JsonException"/>.</remarks>
internal ref struct StrictJson(ReadOnlySpan<byte> json)
{
    /// <summary>A message nests three deep; a client that nests deeper is mistaken or hostile.</summary>
    private const int MostDeep = 8;

    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = MostDeep });

    public Wrong? Wrong { get; private set; }

    public void Refuse(string field, string message) => Wrong ??= new(Refusal.BadRequest, field, message);

    /// <summary>Goes into the object that must begin here.</summary>
    public bool Begin(string field)
    {
        if (field.Length == 0) _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartObject) return true;
        Refuse(field, "must be an object");
        return false;
    }

    /// <summary>Moves to the next field's value; false at the end of the object.</summary>
    public bool Next(out string name)
    {
        name = "";
        if (Wrong is not null || !_reader.Read() || _reader.TokenType == JsonTokenType.EndObject) return false;
        name = _reader.ValueSpan.Length <= 64 ? Value() ?? "" : "";
        if (name.Length == 0) Refuse("", "holds a field whose name is empty, too long or not text");
        return Wrong is null && _reader.Read();
    }

    /// <summary>Moves to the next item of the array that began here; false at its end.</summary>
    public bool NextItem() => Wrong is null && _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    public bool BeginArray(string field)
    {
        if (_reader.TokenType == JsonTokenType.StartArray) return true;
        if (!IsNull) Refuse(field, "must be an array");
        return false;
    }

    public bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>A text of at most so many characters; null stays null.</summary>
    public string? Text(string field, int mostChars)
    {
        if (IsNull) return null;
        if (_reader.TokenType != JsonTokenType.String) { Refuse(field, "must be a string"); return null; }
        // Six bytes are the most that one character takes, as \uXXXX.
        if (_reader.ValueSpan.Length > mostChars * 6L) { TooLong(field, mostChars); return null; }
        var value = Value();
        if (value is null) Refuse(field, "is not valid Unicode text");
        else if (value.Length > mostChars) TooLong(field, mostChars);
        return Wrong is null ? value : null;
    }

    public bool Flag(string field)
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False) return _reader.GetBoolean();
        if (!IsNull) Refuse(field, "must be true or false");
        return false;
    }

    public long? Number(string field, long most)
    {
        if (IsNull) return null;
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) && value >= 0 && value <= most) return value;
        Refuse(field, $"must be a whole number from 0 to {most}");
        return null;
    }

    /// <summary>RFC 3339 with a zone, or milliseconds since 1970.</summary>
    public Instant? Time(string field)
    {
        const long lastMs = 253_402_300_799_999;
        if (IsNull) return null;
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var ms) && ms is >= 0 and <= lastMs) return new(ms);
        if (_reader.TokenType == JsonTokenType.String && _reader.ValueSpan.Length is >= 20 and <= 40 && HasZone(_reader.ValueSpan)
            && _reader.TryGetDateTimeOffset(out var time) && time.ToUnixTimeMilliseconds() >= 0) return Instant.Of(time);
        Refuse(field, "must be a time as in RFC 3339 with its zone (2026-01-31T12:00:00Z), or milliseconds since 1970");
        return null;
    }

    /// <summary>Whether nothing but white space follows.</summary>
    public void End()
    {
        if (Wrong is null && _reader.Read()) Refuse("", "must be one object and nothing after it");
    }

    private static bool HasZone(ReadOnlySpan<byte> time) => time[^1] is (byte)'Z' or (byte)'z' || time[^6] is (byte)'+' or (byte)'-';

    private void TooLong(string field, int mostChars) => Wrong ??= new(Refusal.TooLarge, field, $"must have at most {mostChars} characters");

    /// <summary>Null where the bytes or escapes are no text (a lone surrogate, say).</summary>
    private readonly string? Value()
    {
        try { return _reader.GetString(); }
        catch (InvalidOperationException) { return null; }
    }
}

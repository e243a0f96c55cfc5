namespace Routing.Edge.Hubs;

/// <summary>Words of the wire for our enums: by name, whatever the case, never by number.</summary>
internal static class Words
{
    public static bool Is<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        return !string.IsNullOrEmpty(word) && char.IsAsciiLetter(word[0]) && Enum.TryParse(word, ignoreCase: true, out value)
            && Enum.IsDefined(value);
    }
}

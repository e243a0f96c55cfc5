using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Core;

namespace Routing.Edge.Policies;

/// <summary>Reads single fields of a policy's tree. What is wrong is noted and replaced by a default, so that the walk goes on and finds
/// the next mistake.</summary>
internal abstract class PolicyFields(PolicyErrors errors)
{
    protected PolicyErrors Errors => errors;

    /// <param name="fields">Those that are known; any other is refused.</param>
    /// <returns>Null if there is no map, which is a mistake only of the whole and of an item of a list.</returns>
    internal JsonObject? Map(JsonNode? node, string path, params string[] fields)
    {
        if (node is null && path.Length > 0 && path[^1] != ']') return null;
        if (node is not JsonObject map)
        {
            errors.Expect(path, $"a map of {string.Join(", ", fields)}", node);
            return null;
        }

        foreach (var (field, _) in map)
        {
            if (Array.IndexOf(fields, field) >= 0) continue;
            var meant = Spelling.Nearest(field, fields) is { } near ? $"; did you mean {near}?" : "";
            Add(Under(path, field), $"is not known{meant}{(meant.Length > 0 ? " Known" : "; known")} are {string.Join(", ", fields)}");
        }

        return map;
    }

    /// <summary>An empty list where there is none, or no list, or one that is too long to be looked at.</summary>
    internal T[] List<T>(JsonObject? map, string field, string path, Func<JsonNode?, string, T> read, int most = int.MaxValue)
    {
        path = Under(path, field);
        if (map?[field] is not { } node) return [];
        if (node is not JsonArray items) errors.Expect(path, "a list", node);
        else if (items.Count > most) errors.Expect(path, $"a list of at most {most}", node);
        else return [.. items.Select((item, i) => read(item, $"{path}[{i}]"))];
        return [];
    }

    internal string? Text(JsonObject? map, string field, string path) =>
        map?[field] is { } node ? Text(node, Under(path, field), "a text") : null;

    /// <summary>Texts of a list; one that occurs twice is a slip.</summary>
    /// <param name="mostChars">Of each.</param>
    internal string[]? Texts(JsonObject? map, string field, string path, int most, int mostChars)
    {
        if (map?[field] is null) return null;
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        return List(map, field, path, (node, at) =>
        {
            var text = Text(node, at, "a text") ?? "";
            if (text.Length > 0 && !before.TryAdd(text, before.Count)) Add(at, $"must differ from those before it; {Found.Quoted(text)} is there already");
            else if (text.Length > mostChars || (text.Trim().Length == 0 && IsText(node)) || text.Any(char.IsControl))
                errors.Expect(at, $"a text of 1 to {mostChars} characters", node);
            return text;
        }, most);
    }

    /// <summary>A name that must be there.</summary>
    internal string? Word(JsonObject? map, string field, string path)
    {
        path = Under(path, field);
        if (map is null) return null;
        var expected = $"a name of 1 to {Limits.NameChars} characters without slashes and bars";
        if (map[field] is not { } node) return Add<string>(path, $"is missing; it must be {expected}");
        if (Text(node, path, expected) is not { } text) return null;
        if (text.Length <= Limits.NameChars && text.Trim().Length > 0 && !text.Any(c => char.IsControl(c) || c is '/' or '|')) return text;
        errors.Expect(path, expected, node);
        return null;
    }

    internal int Whole(JsonObject? map, string field, string path, int least, int most, int otherwise)
    {
        if (map?[field] is not { } node) return otherwise;
        if (node is JsonValue value && value.TryGetValue<long>(out var number) && number >= least && number <= most) return (int)number;
        errors.Expect(Under(path, field), string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), node);
        return otherwise;
    }

    /// <summary>A number above 0 and up to 1.</summary>
    internal double Share(JsonObject? map, string field, string path, double otherwise)
    {
        if (map?[field] is not { } node) return otherwise;
        if (node is JsonValue value && (value.TryGetValue<double>(out var number) || (value.TryGetValue<long>(out var whole) && (number = whole) >= 0))
            && number is > 0 and <= 1) return number;
        errors.Expect(Under(path, field), "a number above 0 and at most 1", node);
        return otherwise;
    }

    internal bool Truth(JsonObject? map, string field, string path, bool otherwise = false)
    {
        if (map?[field] is not { } node) return otherwise;
        if (node is JsonValue value && value.TryGetValue<bool>(out var truth)) return truth;
        errors.Expect(Under(path, field), "true or false", node);
        return otherwise;
    }

    internal void Add(string path, string message) => errors.Add(path, message);

    internal T? Add<T>(string path, string message)
    {
        errors.Add(path, message);
        return default;
    }

    internal void Expect(string path, string expected, JsonNode? found) => errors.Expect(path, expected, found);

    internal static string Under(string path, string field) => PolicyErrors.Under(path, field);

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);

    private string? Text(JsonNode? node, string path, string expected)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text)) return text;
        // Ids of accounts are digits on most networks; YAML takes them for numbers.
        errors.Expect(path, node is JsonValue ? $"{expected}, in quotes" : expected, node);
        return null;
    }
}

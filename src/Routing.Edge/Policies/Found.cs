using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Routing.Edge.Policies;

/// <summary>Says in a few words what stands at a place of a policy.</summary>
internal static class Found
{
    /// <summary>Characters of a text that an error repeats: enough to find it.</summary>
    private const int MostChars = 40;

    public static string Of(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonObject map => map.Count == 0 ? "an empty map" : "a map",
        JsonArray list => list.Count == 0 ? "an empty list" : $"a list of {list.Count}",
        _ when node.GetValueKind() == JsonValueKind.String => $"the text {Quoted(node.GetValue<string>())}",
        _ => Cut(node.ToJsonString()),
    };

    public static string Quoted(string text) =>
        $"\"{Cut(string.Concat(text.Select(c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : $"{c}")))}\"";

    private static string Cut(string text) => text.Length <= MostChars ? text : $"{text[..MostChars]}…";
}

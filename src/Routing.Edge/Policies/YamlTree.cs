using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Routing.Edge.Policies;

/// <summary>A YAML document as a JSON tree, with the line of each path.</summary>
internal static class YamlTree
{
    /// <summary>Nodes of one document: aliases could make it grow without end.</summary>
    private const int MostNodes = 200_000;

    public static JsonNode? Read(string text, Dictionary<string, int> lines)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var nodes = 0;
        return yaml.Documents.Count == 0 ? null : Of(yaml.Documents[0].RootNode, "", lines, ref nodes);
    }

    private static JsonNode? Of(YamlNode node, string path, Dictionary<string, int> lines, ref int nodes)
    {
        if (++nodes > MostNodes) throw new YamlException(node.Start, node.End, "too large");
        lines[path] = (int)node.Start.Line;
        switch (node)
        {
            case YamlMappingNode map:
                var made = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "a key must be a word");
                    made[name] = Of(value, path.Length == 0 ? name : $"{path}.{name}", lines, ref nodes);
                }

                return made;
            case YamlSequenceNode list:
                var items = new JsonArray();
                foreach (var item in list.Children) items.Add(Of(item, $"{path}[{items.Count}]", lines, ref nodes));
                return items;
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new YamlException(node.Start, node.End, "cannot be read");
        }
    }

    // Plain words are numbers, truths and nothing by YAML's core schema; quoted ones are always texts.
    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) return JsonValue.Create(text);
        if (text is "" or "~" or "null") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        const NumberStyles decimals = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return double.TryParse(text, decimals, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}

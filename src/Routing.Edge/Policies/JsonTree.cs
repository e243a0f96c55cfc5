using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Core;

namespace Routing.Edge.Policies;

/// <summary>A JSON document as a tree, with the line of each path.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly PolicyErrors _errors;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private JsonTree(ReadOnlySpan<byte> text, PolicyErrors errors)
    {
        _text = text;
        _errors = errors;
        _reader = new(text, new JsonReaderOptions { MaxDepth = Limits.PolicyDepth, AllowMultipleValues = true });
    }

    /// <exception cref="BrokenPolicyException">The text is not one JSON document.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> text, PolicyErrors errors)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty) throw new BrokenPolicyException("", 1, "must be a map, not an empty file");
        var tree = new JsonTree(text, errors);
        try
        {
            tree._reader.Read();
            var root = tree.Of("");
            if (tree._reader.Read()) throw new BrokenPolicyException("", tree.Line(), "must be one document, not two");
            return root;
        }
        catch (JsonException broken)
        {
            var where = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new BrokenPolicyException(
                "", (int?)broken.LineNumber + 1, $"must be JSON: {(where < 0 ? broken.Message : broken.Message[..where])}");
        }
    }

    private JsonNode? Of(string path)
    {
        _errors.Place(path, Line());
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject: return Map(path);
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) list.Add(Of($"{path}[{list.Count}]"));
                return list;
            case JsonTokenType.String: return JsonValue.Create(Text(path));
            case JsonTokenType.Number:
                if (_reader.TryGetInt64(out var whole)) return JsonValue.Create(whole);
                return JsonValue.Create(_reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : double.MaxValue);
            case JsonTokenType.Null: return null;
            default: return JsonValue.Create(_reader.GetBoolean());
        }
    }

    private JsonObject Map(string path)
    {
        var map = new JsonObject();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(path);
            var place = PolicyErrors.Under(path, name);
            if (map.ContainsKey(name)) _errors.Add(place, $"must be given once; it is there already on line {_errors.LineOf(place)}", Line());
            var line = Line();
            _reader.Read();
            map[name] = Of(place);
            _errors.Place(place, line);
        }

        return map;
    }

    /// <summary>Escapes may spell what is no text: half of a surrogate pair.</summary>
    private string Text(string path)
    {
        try { return _reader.GetString() ?? ""; }
        catch (InvalidOperationException) { throw new BrokenPolicyException(path, Line(), "must be valid Unicode text"); }
    }

    private int Line()
    {
        var at = (int)_reader.TokenStartIndex;
        _line += _text[_counted..at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Routing.Edge.Policies;

/// <summary>A YAML document as a JSON tree, with the line of each path.</summary>
internal sealed class YamlTree
{
    private readonly Dictionary<string, (JsonNode? Node, int Nodes)> _anchors = new(StringComparer.Ordinal);
    private readonly Scanner _scanner;
    private readonly IParser _events;
    private readonly PolicyErrors _errors;
    private int _nodes;

    private YamlTree(string text, PolicyErrors errors)
    {
        _scanner = new Scanner(new StringReader(text));
        _events = new Parser(_scanner);
        _errors = errors;
    }

    /// <exception cref="BrokenPolicyException">The text is not one YAML document.</exception>
    public static JsonNode? Read(string text, PolicyErrors errors)
    {
        var tree = new YamlTree(text, errors);
        try
        {
            tree._events.Consume<StreamStart>();
            if (tree._events.Accept<StreamEnd>(out _)) throw new BrokenPolicyException("", 1, "must be a map, not an empty file");
            tree._events.Consume<DocumentStart>();
            var root = tree.Of("", 1);
            tree._events.Consume<DocumentEnd>();
            if (tree._events.Accept<DocumentStart>(out var second)) throw new BrokenPolicyException("", Line(second), "must be one document, not two");
            tree._events.Consume<StreamEnd>();
            return root;
        }
        catch (YamlException broken)
        {
            var line = (int)broken.Start.Line;
            if (TabAt(text, line, tree.Line()) is { } tab) throw new BrokenPolicyException("", tab, "must be YAML: indented with spaces, not with a tab");
            throw new BrokenPolicyException("", line, $"must be YAML: {broken.Message}");
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // The parser stumbles over a few texts, such as "\UFFFFFFFF", without saying why.
            throw new BrokenPolicyException("", tree.Line(), "must be YAML: it cannot be read on from here");
        }
    }

    /// <summary>Tabs look like spaces, and the parser's own message is about what comes of them.</summary>
    /// <returns>The first line of these whose indentation holds a tab.</returns>
    private static int? TabAt(string text, int from, int to)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > to) return null;
            if (number >= from && line.TrimStart(' ') is ['\t', ..]) return number;
        }

        return null;
    }

    private JsonNode? Of(string path, int depth)
    {
        var next = _events.Current ?? throw new BrokenPolicyException(path, null, "must be YAML: it ends too early");
        _errors.Place(path, Line(next));
        Count(1, path, next);
        if (depth > Limits.PolicyDepth) throw new BrokenPolicyException(path, Line(next), $"must nest at most {Limits.PolicyDepth} deep");
        if (next is AnchorAlias alias) return Again(alias, path);

        var before = _nodes;
        JsonNode? node = next switch
        {
            MappingStart => Map(path, depth),
            SequenceStart => List(path, depth),
            _ => Scalar(_events.Consume<Scalar>(), path),
        };
        if (next is NodeEvent { Anchor.IsEmpty: false } named) _anchors[named.Anchor.Value] = (node, _nodes - before + 1);
        return node;
    }

    /// <summary>What an anchor named, once more: each use counts, since a few lines of aliases can stand for billions of nodes.</summary>
    private JsonNode? Again(AnchorAlias alias, string path)
    {
        _events.MoveNext();
        if (!_anchors.TryGetValue(alias.Value.Value, out var named))
            throw new BrokenPolicyException(path, Line(alias), $"must name an anchor that stands before it, not *{alias.Value.Value}");
        Count(named.Nodes, path, alias);
        return named.Node?.DeepClone();
    }

    private JsonObject Map(string path, int depth)
    {
        var map = new JsonObject();
        _events.MoveNext();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (!_events.TryConsume<Scalar>(out var key))
                throw new BrokenPolicyException(path, _events.Current is { } other ? Line(other) : null, "must have words as keys");
            var place = PolicyErrors.Under(path, key.Value);
            if (map.ContainsKey(key.Value))
                _errors.Add(place, $"must be given once; it is there already on line {_errors.LineOf(place)}", Line(key));
            map[key.Value] = Of(place, depth + 1);
            _errors.Place(place, Line(key));
        }

        return map;
    }

    private JsonArray List(string path, int depth)
    {
        var list = new JsonArray();
        _events.MoveNext();
        while (!_events.TryConsume<SequenceEnd>(out _)) list.Add(Of($"{path}[{list.Count}]", depth + 1));
        return list;
    }

    // Plain words are numbers, truths and nothing by YAML's core schema; quoted ones are always texts.
    private static JsonValue? Scalar(Scalar scalar, string path)
    {
        var text = scalar.Value;
        if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific) throw new BrokenPolicyException(path, Line(scalar), $"must have no tag, not {scalar.Tag.Value}");
        if (scalar.Style != ScalarStyle.Plain) return JsonValue.Create(text);
        if (text is "" or "~" or "null") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        const NumberStyles decimals = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return double.TryParse(text, decimals, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    private void Count(int nodes, string path, ParsingEvent at)
    {
        _nodes += nodes;
        if (_nodes > Limits.PolicyNodes) throw new BrokenPolicyException(path, Line(at), $"must have at most {Limits.PolicyNodes} nodes, aliases followed");
    }

    /// <summary>How far the text has been read.</summary>
    private int Line() => (int)_scanner.CurrentPosition.Line;

    private static int Line(ParsingEvent at) => (int)at.Start.Line;
}

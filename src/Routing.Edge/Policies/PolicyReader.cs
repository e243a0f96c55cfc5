using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Core;
using Routing.Core.Policies;

namespace Routing.Edge.Policies;

/// <summary>Reads a policy from JSON or YAML, as people write it. What is left out keeps its default; what is not known is refused.</summary>
/// <remarks>An error names the line (YAML and broken JSON) and the path (<c>queues[1].serviceLevel.target</c>).</remarks>
public static class PolicyReader
{
    /// <summary>Characters of a policy file.</summary>
    public const int MostChars = 1_000_000;

    public static (Policy? Policy, IReadOnlyList<PolicyError> Errors) Read(string text, bool yaml)
    {
        if (text.Length > MostChars) return Bad(new("", null, $"A policy has at most {MostChars} characters."));
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        JsonNode? root;
        try
        {
            root = yaml ? YamlTree.Read(text, lines) : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException broken)
        {
            return Bad(new("", (int?)broken.LineNumber + 1, "This is not valid JSON."));
        }
        catch (ArgumentException twice)
        {
            return Bad(new("", null, $"A key occurs twice. {twice.Message}"));
        }
        catch (YamlDotNet.Core.YamlException broken)
        {
            return Bad(new("", (int)broken.Start.Line, $"This is not valid YAML: {broken.Message}"));
        }

        var walk = new PolicyWalk(lines);
        var policy = walk.Policy(root);
        return walk.Errors.Count > 0 ? (null, walk.Errors) : (policy, walk.Errors);
    }

    private static (Policy?, IReadOnlyList<PolicyError>) Bad(PolicyError error) => (null, [error]);
}

/// <param name="Path">Such as <c>queues[1].serviceLevel.target</c>; empty: the whole.</param>
/// <param name="Line">From 1, where it is known.</param>
public sealed record PolicyError(string Path, int? Line, string Message)
{
    public override string ToString() => $"{(Line is { } line ? $"line {line}: " : "")}{(Path.Length > 0 ? $"{Path} " : "")}{Message}";
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Routing.Core;
using Routing.Edge.Ports;

namespace Routing.Edge;

/// <summary>The workspaces that there are: kept in the settings, known by heart.</summary>
public sealed partial class Workspaces(ILibrary library, TimeProvider clock)
{
    private const string Prefix = "workspace/";
    private readonly ConcurrentDictionary<string, Workspace> _known = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Workspace> All => [.. _known.Values.OrderBy(workspace => workspace.Id, StringComparer.Ordinal)];

    public bool Has(string id) => _known.ContainsKey(id);

    public async Task Load(CancellationToken cancel)
    {
        foreach (var (key, json) in await library.Settings(Prefix, cancel))
            if (EdgeJson.Read<Workspace>(json) is { } workspace) _known[key[Prefix.Length..]] = workspace;
    }

    /// <summary>Makes a workspace; the one that is there already stays as it is.</summary>
    /// <returns>The workspace, and whether it is new.</returns>
    public async Task<(Workspace Workspace, bool New)> Add(string id, string name, CancellationToken cancel)
    {
        if (_known.TryGetValue(id, out var there)) return (there, false);
        var workspace = new Workspace(id, name, Instant.Of(clock.GetUtcNow()));
        await library.PutSetting(Prefix + id, EdgeJson.Text(workspace), cancel);
        _known[id] = workspace;
        return (workspace, true);
    }

    /// <summary>Lower-case letters, digits and dashes, a letter first: it is typed, shown, and part of every actor's name.</summary>
    public static bool IsName(string id) => id.Length <= Limits.NameChars && Name().IsMatch(id);

    [GeneratedRegex("^[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}

/// <summary>One company's (or brand's) world.</summary>
public sealed record Workspace(string Id, string Name, Instant CreatedAt);

using System.Text.Json.Nodes;

namespace Routing.Edge.Policies;

/// <summary>The mistakes of one policy, with the line of each path. The first <see cref="Most"/> are kept, the rest are counted.</summary>
internal sealed class PolicyErrors(string? file)
{
    /// <summary>Mistakes that are told at a time: a screen of them. One slip early in a file can cause hundreds.</summary>
    public const int Most = 20;

    private readonly List<PolicyError> _errors = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private int _more;

    public bool FromFile => file is not null;

    public bool Any => _errors.Count > 0;

    /// <summary>In the order of the lines; the last one says how many more there are.</summary>
    public IReadOnlyList<PolicyError> All
    {
        get
        {
            var all = _errors.OrderBy(error => error.Line ?? 0).ToList();
            if (_more > 0) all.Add(new("", null, $"has {_more} more mistakes; these are the first {Most}", file));
            return all;
        }
    }

    /// <summary>Says on which line a path stands.</summary>
    public void Place(string path, int line) => _lines[path] = line;

    public bool IsWritten(string path) => _lines.ContainsKey(path);

    public void Add(string path, string message, int? line = null)
    {
        if (_errors.Count < Most) _errors.Add(new(path, line ?? LineOf(path), message, file));
        else _more++;
    }

    /// <summary>What is expected, and what was found instead.</summary>
    public void Expect(string path, string expected, JsonNode? found) => Add(path, $"must be {expected}, not {Found.Of(found)}");

    /// <summary>A missing field has no line of its own: the nearest one around it has.</summary>
    public int? LineOf(string path)
    {
        while (!_lines.ContainsKey(path) && path.Length > 0) path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return _lines.TryGetValue(path, out var line) ? line : null;
    }

    public static string Under(string path, string field) => path.Length == 0 ? field : $"{path}.{field}";
}

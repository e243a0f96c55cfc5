using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Texts that were stored lately: what is pushed to an agent is mostly what has just come in.</summary>
/// <remarks>Two generations; the older is dropped when the younger is full. Filled once stored and before anyone is told, so it never
/// holds what might be lost, and never lacks what was changed or erased. Thread-safe.</remarks>
internal sealed class RecentBodies
{
    /// <summary>Characters of one generation: 16 MB, so 32 MB in all.</summary>
    private const int MostChars = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private Dictionary<(string Workspace, string Key), string> _young = [];
    private Dictionary<(string Workspace, string Key), string> _old = [];
    private int _chars;

    public void Stored(Turn turn)
    {
        if (turn.Bodies.Count == 0 && turn.Erase.Count == 0) return;
        lock (_gate)
        {
            foreach (var body in turn.Bodies) Put((turn.Actor.Workspace, body.Key), body.Json);
            foreach (var key in turn.Erase) Erase((turn.Actor.Workspace, key));
        }
    }

    public string? Find(string workspace, string key)
    {
        lock (_gate) return _young.GetValueOrDefault((workspace, key)) ?? _old.GetValueOrDefault((workspace, key));
    }

    private void Put((string Workspace, string Key) key, string json)
    {
        if (_chars > MostChars) (_old, _young, _chars) = (_young, [], 0);
        _young[key] = json;
        _chars += json.Length + key.Key.Length;
    }

    private void Erase((string Workspace, string Key) key)
    {
        _young.Remove(key);
        _old.Remove(key);
    }
}

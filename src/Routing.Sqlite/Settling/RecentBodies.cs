using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Texts that were stored lately: what is pushed to an agent is mostly what has just come in. Among them all that the tables do
/// not have yet, and what was erased there and still is.</summary>
/// <remarks>Two generations; the older is dropped when the younger is full and all of the older is settled. Filled once stored and before
/// anyone is told, so it never holds what might be lost. Thread-safe.</remarks>
internal sealed class RecentBodies(Unsettled unsettled)
{
    /// <summary>Characters of one generation: 16 MB, so 32 MB in all, and more only while the tables are behind.</summary>
    private const int MostChars = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private Dictionary<(string Workspace, string Key), string?> _young = [];
    private Dictionary<(string Workspace, string Key), string?> _old = [];
    private long _lastOfOld;
    private long _last;
    private long _chars;

    /// <param name="sequence">Of the turn in the log.</param>
    public void Stored(long sequence, Turn turn)
    {
        if (turn.Bodies.Count == 0 && turn.Erase.Count == 0) return;
        lock (_gate)
        {
            if (_chars > MostChars && _lastOfOld <= unsettled.Settled) (_old, _lastOfOld, _young, _chars) = (_young, _last, [], 0);
            foreach (var body in turn.Bodies) Put((turn.Actor.Workspace, body.Key), body.Json);
            foreach (var key in turn.Erase) Put((turn.Actor.Workspace, key), null);
            _last = sequence;
        }
    }

    /// <param name="json">Null if it was erased.</param>
    /// <returns>False if only the tables know.</returns>
    public bool Find(string workspace, string key, out string? json)
    {
        lock (_gate) return _young.TryGetValue((workspace, key), out json) || _old.TryGetValue((workspace, key), out json);
    }

    private void Put((string Workspace, string Key) key, string? json)
    {
        _young[key] = json;
        _chars += (json?.Length ?? 0) + key.Key.Length;
    }
}

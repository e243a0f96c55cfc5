using System.Collections.Concurrent;
using System.Text.Json;

namespace Routing.Redis;

/// <summary>The highest positions that this silo was told were stored, by workspace, and in which run of the store. Kept in a file beside the
/// silo, outside the store: a store that comes back older is known by it.</summary>
/// <remarks>Saved about once a second: what was confirmed after the last save, by a silo that died with the store, has no witness. Thread-safe.</remarks>
internal sealed class Witness
{
    private static readonly Sighting Nothing = new("", 0);

    private readonly ConcurrentDictionary<string, Sighting> _seen;
    private readonly Lock _saving = new();
    private readonly string? _file;
    private volatile bool _changed;

    public Witness(string? file)
    {
        _file = file;
        _seen = file is not null && File.Exists(file)
            ? new(JsonSerializer.Deserialize<Dictionary<string, Sighting>>(File.ReadAllBytes(file)) ?? [], StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
    }

    public Sighting Of(string workspace) => _seen.GetValueOrDefault(workspace, Nothing);

    public void Saw(string workspace, Sighting seen)
    {
        while (true)
        {
            var known = _seen.GetOrAdd(workspace, Nothing);
            var isNews = seen.Position > known.Position || (seen.Position == known.Position && seen.Run != known.Run);
            if (!isNews) return;
            if (!_seen.TryUpdate(workspace, seen, known)) continue;
            _changed = true;
            return;
        }
    }

    /// <summary>An operator accepted that this is all that is left.</summary>
    public void Accept(string workspace, Sighting left)
    {
        _seen[workspace] = left;
        _changed = true;
    }

    /// <summary>Writes what changed; the file appears whole or not at all.</summary>
    public void Save()
    {
        if (_file is null || !_changed) return;
        lock (_saving)
        {
            _changed = false;
            var part = _file + ".part";
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(stream, _seen);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, _file, overwrite: true);
        }
    }
}

/// <param name="Run">The store's own name for its run.</param>
internal sealed record Sighting(string Run, long Position);

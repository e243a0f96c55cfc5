using System.Collections.Concurrent;
using System.Text.Json;

namespace Routing.Redis;

/// <summary>The highest positions that this silo was told were stored, by workspace. Kept in a file beside the silo, outside the store: a store
/// that comes back older is known by it.</summary>
/// <remarks>Saved about once a second: what was confirmed after the last save, by a silo that died with the store, has no witness. Thread-safe.</remarks>
internal sealed class Witness
{
    private readonly ConcurrentDictionary<string, long> _positions;
    private readonly Lock _saving = new();
    private readonly string? _file;
    private volatile bool _changed;

    public Witness(string? file)
    {
        _file = file;
        _positions = file is not null && File.Exists(file)
            ? new(JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(file)) ?? [], StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
    }

    /// <summary>0 where nothing was ever confirmed.</summary>
    public long Known(string workspace) => _positions.GetValueOrDefault(workspace);

    public void Saw(string workspace, long position)
    {
        while (true)
        {
            var known = _positions.GetOrAdd(workspace, 0);
            if (position <= known) return;
            if (!_positions.TryUpdate(workspace, position, known)) continue;
            _changed = true;
            return;
        }
    }

    /// <summary>An operator accepted that this is all that is left.</summary>
    public void Accept(string workspace, long position)
    {
        _positions[workspace] = position;
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
                JsonSerializer.Serialize(stream, _positions);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, _file, overwrite: true);
        }
    }
}

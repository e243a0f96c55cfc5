namespace Routing.Core.Directory;

/// <summary>The entries of one shard, findable by key and in the order in which they were last touched.</summary>
public sealed class DirectoryState
{
    private readonly Dictionary<MessageKey, LinkedListNode<DirectoryEntry>> _byKey = [];
    private readonly LinkedList<DirectoryEntry> _byAge = new();

    internal DirectoryState(IEnumerable<DirectoryEntry> entries)
    {
        foreach (var entry in entries) _byKey.Add(entry.Key, _byAge.AddLast(entry));
    }

    internal IReadOnlyCollection<DirectoryEntry> Entries => _byAge;

    internal DirectoryEntry? Oldest => _byAge.First?.Value;

    internal DirectoryEntry? Find(MessageKey key) => _byKey.GetValueOrDefault(key)?.Value;

    /// <summary>The entry, or a new placeholder that is not yet part of the state.</summary>
    internal DirectoryEntry FindOrBegin(MessageKey key) => Find(key) ?? new DirectoryEntry(key);

    /// <summary>Adds or replaces an entry and makes it the youngest. Should the clock step back, it counts as young as the youngest.</summary>
    internal void Touch(DirectoryEntry entry, Instant at)
    {
        var youngest = _byAge.Last?.Value.Touched ?? at;
        var touched = entry with { Touched = at < youngest ? youngest : at };
        if (_byKey.TryGetValue(entry.Key, out var node))
        {
            _byAge.Remove(node);
            node.Value = touched;
            _byAge.AddLast(node);
        }
        else
        {
            _byKey.Add(entry.Key, _byAge.AddLast(touched));
        }
    }

    /// <summary>Forgets what was last touched before that; what still waits for its root stays for another such time.</summary>
    internal void Expire(Instant before, Instant now)
    {
        while (Oldest is { } entry && entry.Touched < before)
        {
            if (entry.Standing == Standing.Adopting)
            {
                Touch(entry, now);
            }
            else
            {
                _byAge.RemoveFirst();
                _byKey.Remove(entry.Key);
            }
        }
    }
}

using Routing.Core;
using Routing.Hosting;

namespace Routing.Simulation.Stores;

/// <summary>What a simulated disk holds of one actor.</summary>
internal sealed class StoredRows
{
    private readonly List<(long Version, ReadOnlyMemory<byte> Bytes)> _records = [];
    private byte[]? _snapshot;

    public long Version { get; private set; }

    public long SnapshotVersion { get; private set; }

    public Instant Due { get; private set; } = Instant.Never;

    public bool Unsent { get; private set; }

    public void Add(Turn turn)
    {
        if (turn.Version != Version + 1) throw new InvalidOperationException($"{turn.Actor}: {turn.Version} cannot follow {Version}");
        Version = turn.Version;
        _records.Add((turn.Version, turn.Record));
        Note(turn.Due, turn.Unsent);
    }

    public void Replace(long version, byte[] snapshot)
    {
        if (version <= SnapshotVersion) return;
        SnapshotVersion = version;
        _snapshot = snapshot;
        _records.RemoveAll(record => record.Version <= version);
    }

    public void Note(Instant due, bool unsent) => (Due, Unsent) = (due, unsent);

    /// <summary>Takes back records above a version; impossible below the snapshot.</summary>
    public void Rewind(long version)
    {
        _records.RemoveAll(record => record.Version > version);
        Version = Math.Max(version, SnapshotVersion);
    }

    /// <summary>Who is due by then or has something unsent, in an order that does not depend on the run.</summary>
    public static IReadOnlyList<ActorId> ToWake(IEnumerable<KeyValuePair<ActorId, StoredRows>> disk, Instant by, int most) =>
        [.. disk.Where(pair => pair.Value.Unsent || pair.Value.Due <= by).Select(pair => pair.Key)
            .OrderBy(id => id.ToString(), StringComparer.Ordinal).Take(most)];

    public StoredActor Read() => new(Version, SnapshotVersion, _snapshot, [.. _records.Select(record => record.Bytes)]);
}

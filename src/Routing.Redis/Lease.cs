using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>What only one silo at a time is to do, for each workspace: whoever comes first has it, and keeps it while it gives signs of life.</summary>
/// <remarks>A lease by the store's clock: a silo that stood still may think for a moment longer that it has it. So nothing may rest on it that
/// must never be done twice. Thread-safe.</remarks>
internal sealed class Lease(RedisStore store, TimeProvider time)
{
    /// <summary>After which another takes over from a silo that fell silent.</summary>
    public static readonly TimeSpan For = TimeSpan.FromSeconds(3);

    /// <summary>Signs of life come so often.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromSeconds(1);

    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, long> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _asked = new(StringComparer.Ordinal);

    public bool Has(string workspace) => _held.TryGetValue(workspace, out var since) && time.GetElapsedTime(since) < For;

    /// <summary>Takes it if nobody has it; keeps it if it is this silo's.</summary>
    public async Task<bool> Keep(string workspace)
    {
        if (_asked.TryGetValue(workspace, out var last) && time.GetElapsedTime(last) < Renewed) return Has(workspace);
        // The clock is read before the question leaves: the store counts from later on.
        var asked = _asked[workspace] = time.GetTimestamp();
        var key = ProjectionKeys.Lease(workspace);
        if (await store.Database.LockExtendAsync(key, _token, For) || await store.Database.LockTakeAsync(key, _token, For)) _held[workspace] = asked;
        else _held.TryRemove(workspace, out _);
        return Has(workspace);
    }

    /// <summary>Lets the others have all of it now.</summary>
    public async Task Release()
    {
        foreach (var workspace in _held.Keys)
        {
            _held.TryRemove(workspace, out _);
            await store.Database.LockReleaseAsync(ProjectionKeys.Lease(workspace), _token);
        }
    }
}

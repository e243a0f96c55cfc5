namespace Routing.Core.Projections;

/// <summary>Deadlines in order of time; entries that no longer hold are passed over when their time comes.</summary>
/// <remarks>At most four entries per open thread (and 4,096): beyond that those that no longer hold are dropped.</remarks>
internal sealed class Deadlines
{
    private PriorityQueue<(Instant At, ThreadId Thread), long> _entries = new();

    public void Add(Instant at, ThreadId thread, IReadOnlyDictionary<ThreadId, BoardThread> threads)
    {
        _entries.Enqueue((at, thread), at.Ms);
        if (_entries.Count <= Math.Max(4_096, 4 * threads.Count)) return;
        var held = _entries.UnorderedItems.Select(item => item.Element).Distinct()
            .Where(entry => threads.GetValueOrDefault(entry.Thread)?.Rank?.Deadline == entry.At);
        _entries = new(held.Select(entry => (entry, entry.At.Ms)));
    }

    /// <summary>Takes the next deadline that has passed by then.</summary>
    public (Instant At, ThreadId Thread)? PassedBy(Instant now)
    {
        if (!_entries.TryPeek(out var first, out var at) || at >= now.Ms) return null;
        _entries.Dequeue();
        return first;
    }
}

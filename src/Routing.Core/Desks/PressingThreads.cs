namespace Routing.Core.Desks;

/// <summary>Waiting critical threads that are close to their deadline, the earliest first, and what of them and of the agents is still to be
/// looked at in this turn. An index: follows from the desk's threads.</summary>
public sealed class PressingThreads
{
    private readonly SortedSet<(long Deadline, ThreadId Thread)> _threads = new(Comparer<(long, ThreadId)>.Create(static (a, b) =>
        a.Item1 != b.Item1 ? a.Item1.CompareTo(b.Item1) : string.CompareOrdinal(a.Item2, b.Item2)));

    private readonly SortedSet<(long Deadline, ThreadId Thread)> _newThreads;
    private readonly SortedSet<AgentId> _changed = new(StringComparer.Ordinal);

    public PressingThreads() => _newThreads = new(_threads.Comparer);

    public IEnumerable<ThreadId> InOrder => _threads.Select(entry => entry.Thread);

    /// <summary>The next thread to be looked at.</summary>
    public ThreadId? FirstThread => _newThreads.Count > 0 ? _newThreads.Min.Thread : null;

    /// <summary>The next agent to be looked at.</summary>
    public AgentId? FirstAgent => _changed.Count > 0 ? _changed.Min : null;

    public void Add(DeskThread thread)
    {
        thread.IsPressing = true;
        _threads.Add(Place(thread));
        Look(thread);
    }

    public void Remove(DeskThread thread)
    {
        thread.IsPressing = false;
        _threads.Remove(Place(thread));
        _newThreads.Remove(Place(thread));
    }

    /// <summary>Nothing for one that presses no more.</summary>
    public void Look(DeskThread thread)
    {
        if (_threads.Contains(Place(thread))) _newThreads.Add(Place(thread));
    }

    public void Look(DeskAgent agent)
    {
        if (_threads.Count > 0) _changed.Add(agent.Id);
    }

    public void Looked(DeskThread thread) => _newThreads.Remove(Place(thread));

    public void Looked(DeskAgent agent) => _changed.Remove(agent.Id);

    /// <summary>Between turns there is nothing left to do.</summary>
    public void Settle()
    {
        _newThreads.Clear();
        _changed.Clear();
    }

    /// <summary>Threads whose deadline has passed press no more.</summary>
    public void Forget(Instant now)
    {
        while (_threads.Count > 0 && _threads.Min.Deadline <= now.Ms)
        {
            _newThreads.Remove(_threads.Min);
            _threads.Remove(_threads.Min);
        }

        if (_threads.Count == 0) _changed.Clear();
    }

    private static (long, ThreadId) Place(DeskThread thread) => (thread.Rank.Deadline.Ms, thread.Id);
}

namespace Routing.Core.Customers;

/// <summary>From how messages are threaded to how they should be: what moves where.</summary>
/// <remarks>A thread stays with its oldest message. Of several in one group the one with the oldest message keeps its id, the others join
/// it; a message apart from its thread's oldest one is refiled; a group without a thread opens one.</remarks>
internal sealed class Regrouping
{
    private readonly IReadOnlyList<FiledEntry> _entries;
    private readonly int[] _group;
    private readonly ThreadId?[] _threadOf;
    private readonly Dictionary<ThreadId, int> _home = [];
    private readonly Func<int, ThreadId> _open;

    /// <param name="open">Names the n-th thread that is opened here, from 0.</param>
    public Regrouping(Roster roster, Func<int, ThreadId> open)
    {
        _entries = roster.Entries;
        _group = Membership.Of(roster.Entries, roster.Cuts);
        _threadOf = new ThreadId?[_group.Length];
        _open = open;
        for (var i = 0; i < _group.Length; i++)
        {
            if (_entries[i].Thread is { } thread && _home.TryAdd(thread, _group[i])) _threadOf[_group[i]] ??= thread;
        }

        for (var i = 0; i < _group.Length; i++) Place(i);
    }

    public int Opened { get; private set; }

    /// <summary>To be done before <see cref="Joined"/>: they leave threads that then end.</summary>
    public List<(MessageKey Message, ThreadId From, ThreadId To, bool Opened)> Refiled { get; } = [];

    public List<(ThreadId From, ThreadId Into)> Joined { get; } = [];

    /// <summary>Where the message goes that had no thread yet, if there is one.</summary>
    public (ThreadId Thread, bool Opened)? New { get; private set; }

    private void Place(int i)
    {
        var opens = _threadOf[_group[i]] is null;
        var to = _threadOf[_group[i]] ??= _open(Opened++);
        if (_entries[i].Thread is not { } from) New = (to, opens);
        else if (from == to) return;
        else if (_home[from] != _group[i]) Refiled.Add((_entries[i].Message, from, to, opens));
        else if (!Joined.Contains((from, to))) Joined.Add((from, to));
    }
}

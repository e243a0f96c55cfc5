namespace Routing.Core.Customers;

/// <summary>The messages of a customer in the order in which they were created, and the cuts: all that decides which are one thread.</summary>
/// <remarks>A decision works on a copy, to see what would be; events then do the same to the one in the state.</remarks>
internal sealed class Roster
{
    private readonly List<FiledEntry> _entries;
    private readonly List<Cut> _cuts;

    public Roster(IEnumerable<FiledEntry> entries, IEnumerable<Cut> cuts)
    {
        _entries = [.. entries];
        _cuts = [.. cuts];
    }

    public IReadOnlyList<FiledEntry> Entries => _entries;

    /// <summary>In order, each once.</summary>
    public IReadOnlyList<Cut> Cuts => _cuts;

    /// <summary>The newest message comes after every cut: its thread is not resolved yet, and will say so here.</summary>
    public bool EndsOpen => _entries is [.., var newest] && (_cuts is not [.., var last] || newest.CreatedAt > last.At);

    public FiledEntry? Find(MessageKey message) => _entries.Find(entry => entry.Message == message);

    public Roster Copy() => new(_entries, _cuts);

    public void Add(FiledEntry entry) => _entries.Insert(~_entries.BinarySearch(entry), entry);

    /// <summary>Changes what is remembered of some messages; never their place in the order.</summary>
    public void Change(Func<FiledEntry, bool> which, Func<FiledEntry, FiledEntry> change)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (which(_entries[i])) _entries[i] = change(_entries[i]);
        }
    }

    public void MoveChain(MessageKey from, MessageKey into)
    {
        Change(entry => entry.Chain == from, entry => entry with { Chain = into });
        foreach (var cut in _cuts.Where(cut => cut.Chain == from).ToArray())
        {
            _cuts.Remove(cut);
            Add(cut with { Chain = into });
        }
    }

    public void Cut(IEnumerable<MessageKey> chains, Instant at)
    {
        foreach (var chain in chains) Add(new Cut(at, chain));
        if (_cuts.Count > Limits.MessagesPerCustomer) _cuts.RemoveRange(0, _cuts.Count - Limits.MessagesPerCustomer);
    }

    /// <summary>Keeps to the limit: folds away the oldest message. The others of its thread are held together from now on.</summary>
    public void Fold()
    {
        if (_entries.Count <= Limits.MessagesPerCustomer) return;

        var oldest = _entries[0];
        _entries.RemoveAt(0);
        Change(entry => entry.Thread == oldest.Thread && !entry.Tied, entry => entry with { Tied = true });
    }

    private void Add(Cut cut)
    {
        var place = _cuts.BinarySearch(cut);
        if (place < 0) _cuts.Insert(~place, cut);
    }
}

namespace Routing.Core.Desks;

/// <summary>The open threads of each author: whoever mutes one need not look through a million. An index: follows from the desk's threads.</summary>
/// <remarks>A chain through the threads themselves; some 60 bytes an author, and 16 a thread.</remarks>
public sealed class AuthorThreads
{
    private readonly Dictionary<CustomerKey, DeskThread> _first = [];

    /// <summary>So many threads are to come, each of another author at most.</summary>
    public void EnsureCapacity(int threads) => _first.EnsureCapacity(threads);

    public void Add(DeskThread thread)
    {
        var author = thread.Report.Customer;
        thread.PreviousOfAuthor = null;
        thread.NextOfAuthor = _first.GetValueOrDefault(author);
        if (thread.NextOfAuthor is { } next) next.PreviousOfAuthor = thread;
        _first[author] = thread;
    }

    public void Remove(DeskThread thread)
    {
        if (thread.NextOfAuthor is { } next) next.PreviousOfAuthor = thread.PreviousOfAuthor;
        if (thread.PreviousOfAuthor is { } previous) previous.NextOfAuthor = thread.NextOfAuthor;
        else if (thread.NextOfAuthor is { } first) _first[thread.Report.Customer] = first;
        else _first.Remove(thread.Report.Customer);
        thread.NextOfAuthor = thread.PreviousOfAuthor = null;
    }

    /// <summary>In the order of the desk's row, so that a desk that is rebuilt does the same.</summary>
    public List<DeskThread> Of(CustomerKey author)
    {
        var threads = new List<DeskThread>();
        for (var thread = _first.GetValueOrDefault(author); thread is not null; thread = thread.NextOfAuthor) threads.Add(thread);
        threads.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        return threads;
    }
}

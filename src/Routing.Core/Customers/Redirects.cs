namespace Routing.Core.Customers;

/// <summary>What became of what: chains that moved, threads that joined others. Each points straight to where it ended.</summary>
/// <remarks>At most <see cref="Limits.MessagesPerCustomer"/>; beyond it the oldest is forgotten. A redirect is needed only while something
/// that was sent under the old name is on its way: seconds.</remarks>
internal sealed class Redirects<T>
    where T : notnull
{
    private readonly List<(T From, T Into)> _all = [];

    public Redirects(IEnumerable<Redirect<T>> saved) => _all.AddRange(saved.Select(redirect => (redirect.From, redirect.Into)));

    public T Resolve(T name)
    {
        foreach (var (from, into) in _all)
        {
            if (EqualityComparer<T>.Default.Equals(from, name)) return into;
        }

        return name;
    }

    /// <summary>Both are resolved, and differ.</summary>
    public void Add(T from, T into)
    {
        for (var i = 0; i < _all.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(_all[i].Into, from)) _all[i] = (_all[i].From, into);
        }

        _all.Add((from, into));
        if (_all.Count > Limits.MessagesPerCustomer) _all.RemoveAt(0);
    }

    public Redirect<T>[] Save() => [.. _all.Select(redirect => new Redirect<T>(redirect.From, redirect.Into))];
}

/// <summary>What was <c>From</c> is <c>Into</c>.</summary>
public sealed record Redirect<T>(T From, T Into);

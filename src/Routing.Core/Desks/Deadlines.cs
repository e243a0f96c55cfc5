namespace Routing.Core.Desks;

/// <summary>What comes due on the desk, in order of time. An index: follows from the desk's threads and agents.</summary>
public sealed class Deadlines
{
    private readonly SortedSet<(long At, DueKind Kind, string Id)> due = new(Comparer<(long At, DueKind Kind, string Id)>.Create(static (a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At)
        : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind)
        : string.CompareOrdinal(a.Id, b.Id)));

    public Instant First => due.Count > 0 ? new Instant(due.Min.At) : Instant.Never;

    public void Set(Instant at, DueKind kind, string id) => due.Add((at.Ms, kind, id));

    public void Clear(Instant at, DueKind kind, string id) => due.Remove((at.Ms, kind, id));

    /// <summary>The first thing that is due by now.</summary>
    public bool TryFirst(Instant now, out DueKind kind, out string id)
    {
        if (due.Count > 0 && due.Min.At <= now.Ms)
        {
            (_, kind, id) = due.Min;
            return true;
        }

        (kind, id) = (default, "");
        return false;
    }
}

/// <summary>Kinds of things that come due; at one instant they are settled in this order.</summary>
public enum DueKind
{
    /// <summary>Of a thread: its offer lapses.</summary>
    Offer = 0,
    /// <summary>Of an agent: a cool-down ends.</summary>
    CoolDown = 1,
    /// <summary>Of a thread: it need not wait for its preferred agent any longer.</summary>
    Preference = 2,
    /// <summary>Of a thread: an agent who passed it over may get it again.</summary>
    Passes = 3,
    /// <summary>Of a waiting thread: the next step of its plan.</summary>
    Step = 4,
    /// <summary>Of an agent: a wrap-up ends.</summary>
    WrapUp = 5,
    /// <summary>Of a waiting critical thread: its deadline is near.</summary>
    Press = 6,
    /// <summary>Of an agent: their shift ends too soon for what they could be offered.</summary>
    Drain = 7,
    /// <summary>Of an agent: the next of what they leave behind is handed over.</summary>
    HandOver = 8,
    /// <summary>Of an agent: they are as usual again.</summary>
    Temporary = 9,
    /// <summary>Of a queue: it opens or closes.</summary>
    Hours = 10,
}

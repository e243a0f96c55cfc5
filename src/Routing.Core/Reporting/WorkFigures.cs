namespace Routing.Core.Reporting;

/// <summary>What was done in some time by an agent or in a shift, or with the threads of a queue or topic.</summary>
/// <remarks>Terms of the field: average handling time, first-response time, speed of answer, service level. Every number is a count or a sum, so
/// hours add up to days and agents to a team; means and percentiles are made when they are asked for.</remarks>
public sealed class WorkFigures
{
    private const char Dot = '.';

    private static readonly string[] Distributions = ["handling", "first", "answer"];

    // Made once: a row is written, with all its names, whenever anything in it was counted.
    private static readonly Dictionary<(string Distribution, string Part), string> Names =
        Distributions.SelectMany(name => Distribution.Parts.Select(part => (name, part))).ToDictionary(pair => pair, pair => $"{pair.name}{Dot}{pair.part}");

    /// <summary>From accept (or take, or transfer) until the thread no longer needed the agent's slot, its wrap-up included: one for each time that an
    /// agent had it.</summary>
    public Distribution Handling { get; } = new();

    /// <summary>From the receipt of a thread's first message to our first reply, once for a thread.</summary>
    public Distribution FirstResponse { get; } = new();

    /// <summary>From the receipt of the oldest unanswered message to the reply: once each time that a customer waited.</summary>
    public Distribution Answer { get; } = new();

    /// <summary>Waits that were answered by their deadline.</summary>
    public long OnTime { get; private set; }

    /// <summary>Waits that were answered after their deadline, or ended after it without an answer. One that nobody answered and that ended before it
    /// counts as neither; so does one that still goes on.</summary>
    public long Late { get; private set; }

    public long Replies { get; private set; }

    public long Resolved { get; private set; }

    /// <summary>Offers accepted, declined, missed.</summary>
    public long Accepted { get; private set; }

    public long Declined { get; private set; }

    public long Missed { get; private set; }

    /// <summary>Share on time of all waits that ended; null where none did.</summary>
    public double? OnTimeShare => OnTime + Late == 0 ? null : (double)OnTime / (OnTime + Late);

    public void Count(Happening what)
    {
        switch (what)
        {
            case Happening.OnTime: OnTime++; break;
            case Happening.Late: Late++; break;
            case Happening.Reply: Replies++; break;
            case Happening.Resolved: Resolved++; break;
            case Happening.Accepted: Accepted++; break;
            case Happening.Declined: Declined++; break;
            case Happening.Missed: Missed++; break;
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }
    }

    public void Add(WorkFigures other)
    {
        foreach (var (name, value) in other.Numbers()) Add(name, value);
    }

    /// <summary>All its numbers under names that are stored, but for those that are zero. Two figures are added by adding the numbers of the same
    /// name, which a store may do by itself.</summary>
    public IEnumerable<(string Name, long Value)> Numbers()
    {
        foreach (var name in Distributions)
            foreach (var (part, value) in Spread(name)!.Numbers()) yield return (Names[(name, part)], value);
        foreach (var (name, value) in Counts)
            if (value != 0) yield return (name, value);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public void Add(string name, long value)
    {
        if (name.IndexOf(Dot, StringComparison.Ordinal) is > 0 and var dot && Spread(name.AsSpan(0, dot)) is { } spread)
        {
            spread.Add(name[(dot + 1)..], value);
            return;
        }

        switch (name)
        {
            case "onTime": OnTime += value; break;
            case "late": Late += value; break;
            case "replies": Replies += value; break;
            case "resolved": Resolved += value; break;
            case "accepted": Accepted += value; break;
            case "declined": Declined += value; break;
            case "missed": Missed += value; break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "no figure is called so");
        }
    }

    private Distribution? Spread(ReadOnlySpan<char> name) => name switch
    {
        "handling" => Handling,
        "first" => FirstResponse,
        "answer" => Answer,
        _ => null,
    };

    private IEnumerable<(string Name, long Value)> Counts =>
    [
        ("onTime", OnTime), ("late", Late), ("replies", Replies), ("resolved", Resolved), ("accepted", Accepted), ("declined", Declined), ("missed", Missed),
    ];
}

/// <summary>What is counted.</summary>
public enum Happening
{
    OnTime,
    Late,
    Reply,
    Resolved,
    Accepted,
    Declined,
    Missed,
}

namespace Routing.Core.Customers;

/// <summary>One customer: the messages and cuts that threads follow from, and what is known of the person.</summary>
public sealed class CustomerState
{
    internal CustomerState(CustomerKey customer, CustomerSnapshot saved)
    {
        Customer = customer;
        Roster = new Roster(saved.Entries, saved.Cuts);
        ChainMoves = new Redirects<MessageKey>(saved.ChainMoves);
        Joins = new Redirects<ThreadId>(saved.Joins);
        Kept = [.. saved.Kept];
        Figures = saved.Figures;
    }

    public CustomerKey Customer { get; }

    internal Roster Roster { get; set; }

    /// <summary>Also of chains that were never seen here: the move may come before the message.</summary>
    internal Redirects<MessageKey> ChainMoves { get; }

    internal Redirects<ThreadId> Joins { get; }

    /// <summary>Changes that wait for their message, oldest first; at most <see cref="Limits.MessagesPerCustomer"/>.</summary>
    /// <remarks>A message is under way for seconds, so only changes of messages that were folded away grow old here, and are dropped.</remarks>
    internal List<KeptFor> Kept { get; }

    internal CustomerFigures Figures { get; set; }

    /// <summary>The n-th thread that this customer ever had, from 0. Follows from the number, so none need be remembered.</summary>
    internal ThreadId ThreadName(int ordinal) => Hashes.Name($"thread\n{Customer}\n{ordinal}");

    internal Regrouping Regroup(Roster after) => new(after, n => ThreadName(Figures.Opened + n));

    internal KeptChange? KeptEdit(MessageKey message) => Kept.Find(kept => kept.Message == message && kept.Change.Reading is not null)?.Change;

    internal KeptChange? KeptDelete(MessageKey message) => Kept.Find(kept => kept.Message == message && kept.Change.Reading is null)?.Change;

    internal CustomerSnapshot Save() =>
        new([.. Roster.Entries], [.. Roster.Cuts], ChainMoves.Save(), Joins.Save(), [.. Kept], Figures);
}

/// <summary>A customer in numbers.</summary>
/// <param name="Value">0–100; 0: not known.</param>
/// <param name="Followers">As of the newest message.</param>
/// <param name="Opened">Threads ever opened: names the next one, so it never falls.</param>
/// <param name="OpenedBefore">Of these, those of the person that was erased under this key.</param>
/// <param name="Threads">Threads of this person, but for those that joined others.</param>
/// <param name="Erased">And no message came since.</param>
public sealed record CustomerFigures(
    int Value, int Followers, Instant NewestAt, MessageKey? Newest, int Opened, int OpenedBefore, int Threads, bool Erased)
{
    public static readonly CustomerFigures None = new(0, 0, default, null, 0, 0, 0, false);

    internal CustomerFigures With(MessageKey message, MessageFacts facts)
    {
        var isNewest = Newest is not { } newest
            || facts.CreatedAt > NewestAt
            || (facts.CreatedAt == NewestAt && message.CompareTo(newest) > 0);
        return isNewest ? this with { Followers = facts.Followers, NewestAt = facts.CreatedAt, Newest = message } : this;
    }
}

/// <summary>A change that waits for its message.</summary>
public sealed record KeptFor(MessageKey Message, KeptChange Change);

/// <summary>A customer as it is stored.</summary>
public sealed record CustomerSnapshot(
    FiledEntry[] Entries, Cut[] Cuts, Redirect<MessageKey>[] ChainMoves, Redirect<ThreadId>[] Joins, KeptFor[] Kept, CustomerFigures Figures)
{
    public static readonly CustomerSnapshot Empty = new([], [], [], [], [], CustomerFigures.None);
}

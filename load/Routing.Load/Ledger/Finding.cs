namespace Routing.Load.Ledger;

/// <summary>What was promised and not kept. Each is a count in the report.</summary>
public enum Fault
{
    /// <summary>Acknowledged, and gone.</summary>
    Lost,
    /// <summary>There more than once, or never sent by anyone.</summary>
    Doubled,
    /// <summary>Messages of one conversation in two threads without a resolve between them, or of two in one.</summary>
    Apart,
    /// <summary>A thread shows messages in another order than that of their times.</summary>
    Unordered,
    /// <summary>Two agents held a thread at the same time.</summary>
    TwoOwners,
    /// <summary>An epoch was used by two, or an old one was accepted.</summary>
    StaleEpoch,
    OverCapacity,
    /// <summary>A thread in no state of the table, or without the holder that its state names.</summary>
    Limbo,
    /// <summary>A thread waits while somebody who could take it is free.</summary>
    Idle,
    /// <summary>A push missing, repeated on one connection, out of order, or different the second time.</summary>
    PushGap,
}

public sealed record Finding(Fault Fault, string What);

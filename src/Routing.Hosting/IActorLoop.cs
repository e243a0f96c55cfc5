using Routing.Core;

namespace Routing.Hosting;

/// <summary>One actor, live: decides inputs one at a time. Not thread-safe: its shell gives it one input after the other.</summary>
public interface IActorLoop
{
    ActorId Id { get; }

    /// <summary>Of the last record (stored or on its way).</summary>
    long Version { get; }

    /// <summary>Bytes of records since the last snapshot, to decide when the next is worth it.</summary>
    long TailBytes { get; }

    long SnapshotBytes { get; }

    Instant Due { get; }

    /// <summary>Whether it will soon be asked for again, although nothing happens to it now.</summary>
    bool HasOpenWork { get; }

    /// <summary>Whether envelopes wait to be taken.</summary>
    bool HasUnsent { get; }

    /// <summary>Decides an envelope. The turn is null for <see cref="Taken.Repeat"/> and <see cref="Taken.Gap"/>.</summary>
    Taken Take(Envelope envelope, Instant now, out Turn? turn);

    /// <summary>Puts an envelope away undecided, since taking it broke the actor in memory each time: it goes to quarantine, what comes
    /// after it is taken.</summary>
    Taken PutAway(Envelope envelope, Exception error, Instant now, out Turn? turn);

    /// <summary>The same for a wake-up; the actor's next event tries again.</summary>
    Turn PutAwayWake(Exception error, Instant now);

    /// <summary>Decides a client's command. There always is a turn, since there always is an answer.</summary>
    Turn Do(ClientCommand command, Instant now);

    /// <summary>Looks for what is due; null if nothing was.</summary>
    Turn? Wake(Instant now);

    View Read(Query query, Instant now);

    /// <summary>The receiver took everything up to this number. Noted with the next record.</summary>
    void Acknowledge(ActorId receiver, long number);

    /// <summary>All envelopes to this receiver that were not acknowledged, in order, linked.</summary>
    IReadOnlyList<Envelope> Unsent(ActorId receiver);

    IReadOnlyCollection<ActorId> UnsentTo { get; }

    /// <summary>The actor as it is stored between its records.</summary>
    /// <param name="contract">Nothing newer than this version of the <see cref="Contract"/> is in it.</param>
    byte[] Snapshot(int contract = Contract.Version);

    /// <summary>A hash of the whole state: equal states have equal hashes. For checks of exact replay.</summary>
    string StateHash();
}

using Routing.Core;

namespace Routing.Hosting;

/// <summary>The seam to the store: appends turns, reads an actor back.</summary>
/// <remarks>Implementations: one causal log for all actors (embedded), a journal per actor (cluster), both in the simulator.</remarks>
public interface IJournal
{
    /// <summary>True if all actors share one log in causal order: then envelopes need not wait for the turn that caused them.</summary>
    bool IsCausal { get; }

    /// <summary>The version of the <see cref="Hosting.Contract"/> at which all who read this store stand: nothing newer is written to it.</summary>
    int Contract => Hosting.Contract.Version;

    /// <summary>Appends in the order of the calls and returns at once; <paramref name="stored"/> is called in the same order, on a
    /// thread of the store, once this and all before it of the same actor are durable. Turns without a record only wait.</summary>
    /// <param name="lost">In a journal per actor, called instead if it was not stored or nobody knows: the actor is to be dropped, whoever
    /// waits is told to ask again. With one causal log the process ends, and neither is called.</param>
    void Append(Turn turn, Action stored, Action<Exception>? lost = null);

    /// <summary>Whether anything may be stored of this actor: false only if nothing is, so that it need not be read.</summary>
    bool MayHave(ActorId actor) => true;

    /// <summary>Snapshot and the records after it. Called while the actor is not active, after all it appended is stored.</summary>
    /// <exception cref="InvalidDataException">What is stored is damaged; the message names the place.</exception>
    /// <exception cref="StoreHaltedException">The store as a whole must not be used.</exception>
    ValueTask<StoredActor> Read(ActorId actor, CancellationToken cancel);

    /// <summary>Replaces what is stored up to this version by a snapshot. The records behind it may be trimmed.</summary>
    void Snapshot(ActorId actor, long version, byte[] snapshot, Instant due, bool unsent);

    /// <summary>Says without hurry when an actor must be brought up again after a restart (kept lazily; too early or for nothing is harmless).</summary>
    void Mark(ActorId actor, Instant due, bool unsent);

    /// <summary>Actors that are due by then or may have unsent envelopes.</summary>
    ValueTask<IReadOnlyList<ActorId>> ToWake(Instant by, int most, CancellationToken cancel);

    /// <summary>The activation that read the actor has left memory, and appends nothing more.</summary>
    void Left(ActorId actor)
    {
    }

    /// <summary>Shards in which a store that many silos share keeps who is to be woken; 0 if this process alone looks.</summary>
    int WakeShards => 0;

    /// <summary>Of one shard: who is to be woken by then, and when that was to be.</summary>
    ValueTask<IReadOnlyList<(ActorId Actor, Instant At)>> ToWake(int shard, Instant by, int most, CancellationToken cancel) =>
        throw new NotSupportedException("this store has no shards");
}

/// <summary>What was appended surely is not stored and never will be.</summary>
public class SurelyNotStoredException(string message) : IOException(message);

/// <summary>The store must not be gone on with as it is, until an operator has said so.</summary>
public class StoreHaltedException(string message) : IOException(message);

/// <param name="Version">0 if nothing was ever stored.</param>
/// <param name="SnapshotVersion">Version at which <c>Snapshot</c> was taken; 0 if there is none.</param>
/// <param name="Records">In order, versions <c>SnapshotVersion + 1 … Version</c>.</param>
/// <param name="Settled">All its envelopes were taken, as <see cref="IJournal.Mark"/> said last: none is sent again. Without it whatever the
/// records do not show as acknowledged is, and a receiver that has forgotten a sender long silent would take it for new.</param>
public sealed record StoredActor(
    long Version, long SnapshotVersion, byte[]? Snapshot, IReadOnlyList<ReadOnlyMemory<byte>> Records, bool Settled = false)
{
    public static readonly StoredActor Empty = new(0, 0, null, []);
}

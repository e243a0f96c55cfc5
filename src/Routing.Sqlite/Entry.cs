using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>One thing for the writer's thread, in the order in which it was given.</summary>
/// <param name="What">A <see cref="Turn"/>, a <see cref="SnapshotTaken"/>, a <see cref="Mark"/>, or an <c>Action&lt;Database&gt;</c> to be part of
/// the transaction, or a <see cref="Standstill"/>.</param>
/// <param name="Sequence">Of the log; 0 for what is not a record in it.</param>
/// <param name="Then">Called once this and all before it is durable.</param>
internal readonly record struct Entry(object What, long Sequence, int Bytes, Action? Then);

internal sealed record SnapshotTaken(ActorId Actor, long Version, byte[] State, Instant Due, bool Unsent);

/// <summary>When an actor must be brought up again.</summary>
internal sealed record Mark(ActorId Actor, Instant Due, bool Unsent);

/// <summary>Writes nothing: what is called then runs between two transactions.</summary>
internal sealed class Standstill
{
    public static readonly Standstill Here = new();
}

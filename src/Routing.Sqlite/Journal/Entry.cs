using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>One thing for the store, in the order in which it was given: turns are committed and then settled, all else is only settled.</summary>
/// <param name="What">A <see cref="Turn"/>, a <see cref="SnapshotTaken"/>, a <see cref="Mark"/>, an <c>Action&lt;Database&gt;</c> to be part of the
/// settling transaction, or a <see cref="Standstill"/>.</param>
/// <param name="Sequence">Of the log; 0 for what is not a record in it.</param>
/// <param name="Then">Called once this and all before it is durable.</param>
internal readonly record struct Entry(object What, long Sequence, int Bytes, Action? Then)
{
    /// <summary>As the settler needs it: for a good part of a second it would else hold whatever waited for the turn's answer.</summary>
    public Entry Settling => What is Action<Database> ? this : this with { Then = null };

    /// <summary>Whether the journal must hold it: a turn with a record, or with texts.</summary>
    public static bool Holds(Turn turn) => !turn.Record.IsEmpty || turn.Bodies.Count > 0 || turn.Erase.Count > 0;

    /// <summary>Bytes of its record and its texts.</summary>
    public static int Size(Turn turn)
    {
        var bytes = turn.Record.Length;
        foreach (var body in turn.Bodies) bytes += body.Json.Length;
        return bytes;
    }
}

internal sealed record SnapshotTaken(ActorId Actor, long Version, byte[] State, Instant Due, bool Unsent);

/// <summary>When an actor must be brought up again.</summary>
internal readonly record struct Mark(ActorId Actor, Instant Due, bool Unsent);

/// <summary>Writes nothing: what is called then runs between two commits.</summary>
internal sealed class Standstill
{
    public static readonly Standstill Here = new();
}

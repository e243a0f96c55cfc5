using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>The one causal log of all actors: appended to in the order of decisions.</summary>
internal sealed class LogTable(Database database, ActorNumbers actors)
{
    private readonly Statement _append = database.Prepare("INSERT INTO log(seq, actor_no, version, due, unsent, record) VALUES(?, ?, ?, ?, ?, ?)");

    /// <summary>Number of the last record written.</summary>
    public long LastSequence { get; private set; } = Last(database);

    public void Write(Turn turn, long sequence)
    {
        _append.Set(1, sequence).Set(2, actors.Of(turn.Actor, turn.Due, turn.Unsent).No).Set(3, turn.Version)
            .SetOrNull(4, turn.Due == Instant.Never ? null : turn.Due.Ms).Set(5, turn.Unsent).Set(6, turn.Record.Span)
            .Run();
        LastSequence = sequence;
    }

    /// <summary>Of a stored log. Its newest records may have been trimmed, but never one that was not projected.</summary>
    public static long Last(Database database) =>
        Math.Max(database.Prepare("SELECT max(seq) FROM log").Number() ?? 0, new Progress(database, ProjectionWriter.Name).Read());
}

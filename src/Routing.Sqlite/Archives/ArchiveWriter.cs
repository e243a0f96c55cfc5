using Routing.Core;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Writes an archive's items to empty tables, in whatever transaction is open.</summary>
internal sealed class ArchiveWriter
{
    /// <summary>Each actor comes once: none is looked for again.</summary>
    private const int ActorsRemembered = 16;

    private readonly Database _database;
    private readonly ActorTable _actors;
    private readonly LogTable _log;
    private readonly SnapshotTable _snapshots;
    private readonly BodyTable _bodies;
    private readonly ThreadTable _threads;

    public ArchiveWriter(Database database)
    {
        _database = database;
        _actors = new ActorTable(database, ActorsRemembered);
        _log = new LogTable(database);
        _snapshots = new SnapshotTable(database);
        _bodies = new BodyTable(database);
        _threads = new ThreadTable(database);
    }

    public void Write(ArchiveItem item)
    {
        switch (item)
        {
            case ArchivedSetting e: Row("INSERT INTO setting(key, json) VALUES(?, ?)").Set(1, e.Key).Set(2, e.Json).Run(); break;
            case ArchivedActor e: Write(e); break;
            case ArchivedText e: _bodies.Put(e.Workspace, new Body(e.Key, e.Json)); break;
            case ArchivedThread e: _threads.Write(e.Workspace, e.Row); break;
            case ArchivedMessage e: Write(e); break;
            case ArchivedFeed { Entry: var e }:
                Row("INSERT INTO feed(workspace, cursor, type, thread, agent, at, json) VALUES(?, ?, ?, ?, ?, ?, ?)").Set(1, e.Workspace)
                    .Set(2, e.Cursor).Set(3, e.Type).Set(4, e.Thread).Set(5, e.Agent).Set(6, e.At.Ms).Set(7, e.Json).Run();
                break;
            case ArchivedAudit e:
                Row("INSERT INTO audit(workspace, cursor, who, what, thread, at, json, agent) VALUES(?, ?, ?, ?, ?, ?, ?, ?)").Set(1, e.Workspace)
                    .Set(2, e.Cursor).Set(3, e.Who).Set(4, e.What).Set(5, e.Thread).Set(6, e.At.Ms).Set(7, e.Json).Set(8, e.Agent).Run();
                break;
            case ArchivedFigures e:
                Row("INSERT INTO figure(workspace, span, kind, since, key, json) VALUES(?, ?, ?, ?, ?, ?)").Set(1, e.Workspace)
                    .Set(2, (int)e.Row.Span).Set(3, (int)e.Row.By).Set(4, e.Row.From.Ms).Set(5, e.Row.Key).Set(6, e.Json).Run();
                break;
            case ArchivedShift e:
                Row("INSERT INTO running_shift(workspace, agent, shift) VALUES(?, ?, ?)").Set(1, e.Workspace).Set(2, e.Agent).Set(3, e.Shift).Run();
                break;
            case ArchivedReply e: Write(e); break;
            case ArchivedCursor e:
                Row("INSERT INTO cursor(name, workspace, value) VALUES(?, ?, ?)").Set(1, e.Name).Set(2, e.Workspace).Set(3, e.Value).Run();
                break;
            case ArchivedQuarantine { Input: var e }:
                Row("INSERT INTO quarantine(id, workspace, actor, at, input, error) VALUES(?, ?, ?, ?, ?, ?)").Set(1, e.Id)
                    .Set(2, e.Actor.Workspace).Set(3, e.Actor.ToString()).Set(4, e.At.Ms).Set(5, e.Input).Set(6, e.Error).Run();
                break;
            default: throw new InvalidOperationException($"nobody knows where to put {item.GetType()}");
        }
    }

    private void Write(ArchivedActor e)
    {
        var due = e.Due ?? Instant.Never;
        var no = _actors.Put(new Mark(e.Actor, due, e.Unsent));
        var turns = e.Records.Select((record, at) => new Turn
        {
            Actor = e.Actor, Version = e.SnapshotVersion + 1 + at, At = default, Record = record, Events = [],
        }).ToList();
        if (turns.Count > 0) _log.Write(no, turns);
        if (e.Snapshot is { } snapshot) _snapshots.Write(no, new SnapshotTaken(e.Actor, e.SnapshotVersion, snapshot, due, e.Unsent));
    }

    private void Write(ArchivedMessage e) => Row(
            """
            INSERT INTO message(workspace, message, parent, chain, thread, author, own, repost, deleted, visibility, created, received, reply)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .Set(1, e.Workspace).Set(2, e.Message.Value).Set(3, e.Parent?.Value).Set(4, e.Chain.Value).Set(5, e.Thread).Set(6, e.Author.Value)
        .Set(7, e.Own).Set(8, e.Repost).Set(9, e.Deleted).Set(10, (int)e.Visibility).Set(11, e.CreatedAt.Ms).Set(12, e.ReceivedAt.Ms)
        .Set(13, e.Reply).Run();

    private void Write(ArchivedReply reply)
    {
        var e = reply.Item;
        Row(
            """
            INSERT INTO outbox(workspace, cursor, reply, thread, agent, answers, visibility, at, status, sent_as, reason, attempts, next_attempt)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .Set(1, e.Workspace).Set(2, e.Cursor).Set(3, e.Reply).Set(4, e.Thread).Set(5, e.Agent).Set(6, e.To.Value).Set(7, (int)e.Visibility)
            .Set(8, e.At.Ms).Set(9, (int)e.Status).Set(10, e.As?.Value).Set(11, e.Reason).Set(12, e.Attempts)
            .SetOrNull(13, e.NextAttempt == Instant.Never ? null : e.NextAttempt.Ms).Run();
    }

    private Statement Row(string sql) => _database.Prepare(sql);
}

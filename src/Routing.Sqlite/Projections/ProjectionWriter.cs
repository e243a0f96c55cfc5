namespace Routing.Sqlite;

/// <summary>Writes turns to the read tables, together with how far they have come. On the writer's thread, inside its transaction.</summary>
internal sealed class ProjectionWriter : ITransactionPart
{
    public const string Name = "projected";

    private readonly ThreadTable _threads;
    private readonly MessageTable _messages;
    private readonly OutboxTable _outbox;
    private readonly FeedTable _feed;
    private readonly Progress _progress;
    private long _committed;

    public ProjectionWriter(Database database, SqliteOptions options)
    {
        var cursors = new Cursors(database);
        _threads = new ThreadTable(database);
        _messages = new MessageTable(database);
        _outbox = new OutboxTable(database, cursors);
        _feed = new FeedTable(database, cursors, options);
        _progress = new Progress(database, Name);
        Position = _committed = _progress.Read();
    }

    /// <summary>The last record of the log that is in the read tables, as of the open transaction.</summary>
    public long Position { get; private set; }

    public void Write(List<ProjectedTurn> turns)
    {
        foreach (var turn in turns)
        {
            var workspace = turn.Actor.Workspace;
            for (var i = 0; i < turn.Events.Count; i++)
            {
                var happened = turn.Events[i];
                _messages.Apply(turn.Actor, happened);
                _outbox.Apply(turn.Actor, happened);
                _threads.Apply(turn.Actor, happened, turn.At);
                if (turn.Items[i] is { } item) _feed.Add(workspace, turn.At, item);
            }
        }

        _threads.Write();
        _feed.Trim();
        Position = turns[^1].Sequence;
        _progress.Write(Position);
    }

    public void Committed() => _committed = Position;

    public void RolledBack()
    {
        Position = _committed;
        _threads.Forget();
        _feed.Forget();
    }
}

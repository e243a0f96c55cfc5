using Routing.Core.Projections;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Writes what happened to the read tables, inside the settling transaction.</summary>
internal sealed class ProjectionWriter : ITransactionPart
{
    private readonly ThreadTable _threads;
    private readonly MessageTable _messages;
    private readonly OutboxTable _outbox;
    private readonly FeedTable _feed;
    private readonly FigureTable _figures;
    private readonly Cursors _cursors;

    public ProjectionWriter(Database database, SqliteOptions options)
    {
        _cursors = new Cursors(database);
        _threads = new ThreadTable(database);
        _messages = new MessageTable(database);
        _outbox = new OutboxTable(database, _cursors);
        _feed = new FeedTable(database, _cursors, options);
        _figures = new FigureTable(database, _threads);
    }

    public void Apply(Turn turn)
    {
        foreach (var happened in turn.Events)
        {
            _messages.Apply(turn.Actor, happened);
            _outbox.Apply(turn.Actor, happened);
            _figures.Apply(turn.Actor, happened);
            _threads.Apply(turn.Actor, happened, turn.At);
            if (FeedMap.Of(turn.Actor, happened) is { } item) _feed.Add(turn.Actor.Workspace, turn.At, item);
        }
    }

    /// <summary>Writes what was only noted so far: rows that several events touch are written once.</summary>
    public void Write()
    {
        _threads.Write();
        _figures.Write();
        _feed.Trim();
        _cursors.Write();
    }

    public void Committed()
    {
    }

    public void RolledBack()
    {
        _threads.Forget();
        _figures.Forget();
        _feed.Forget();
        _cursors.Forget();
    }
}

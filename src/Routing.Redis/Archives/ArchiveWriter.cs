using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Writes an archive's items to an empty store.</summary>
internal sealed class ArchiveWriter(RedisStore store)
{
    /// <summary>Commands on their way at once: some megabytes.</summary>
    private const int MostUnderWay = 4_000;

    private readonly IDatabase _database = store.Database;
    private readonly List<Task> _underWay = [];
    private readonly Dictionary<string, Workspace> _workspaces = new(StringComparer.Ordinal);

    public async Task Write(ArchiveItem item)
    {
        _underWay.AddRange(item switch
        {
            ArchivedSetting e => [store.Settings.Put(e.Key, e.Json).AsTask()],
            ArchivedActor e => Actor(e),
            ArchivedText e => Text(e, await Of(e.Workspace)),
            ArchivedThread e => Thread(e, await Of(e.Workspace)),
            ArchivedMessage e => Message(e, await Of(e.Workspace)),
            ArchivedFeed e => [StoredFeed.Add(_database, e.Entry)],
            ArchivedAudit e => StoredAudit.Add(_database, new AuditEntry(e.Cursor, e.Workspace, e.Who, e.What, e.Thread, e.Agent, e.At, e.Json)),
            ArchivedFigures e => FigureRows.Add(_database, e.Workspace, e.Row, Figures(e)),
            ArchivedShift e => [_database.HashSetAsync(ProjectionKeys.Shifts(e.Workspace), (string)e.Agent, e.Shift)],
            ArchivedReply e => StoredReply.Put(_database, e.Item),
            ArchivedCursor e => Cursor(e, await Of(e.Workspace)),
            ArchivedQuarantine e => QuarantineRows.Put(_database, e.Input),
            _ => throw new InvalidOperationException($"nobody knows where to put {item.GetType()}"),
        });
        if (item is ArchivedActor { Actor: var actor, Records.Count: var records }) (await Of(actor.Workspace)).Records += records;
        if (_underWay.Count >= MostUnderWay) await Arrived();
    }

    /// <summary>Writes what is counted over all of a workspace, and waits until everything is stored.</summary>
    public async Task Finish()
    {
        foreach (var (name, workspace) in _workspaces)
        {
            _underWay.Add(_database.SetAddAsync(Keys.Workspaces, name));
            _underWay.Add(_database.StringSetAsync(Keys.Position(name), workspace.Records));
            _underWay.Add(workspace.Numbers.Put(_database));
        }

        await Arrived();
    }

    private async Task Arrived()
    {
        await Task.WhenAll(_underWay);
        _underWay.Clear();
    }

    private async ValueTask<Workspace> Of(string name)
    {
        if (!_workspaces.TryGetValue(name, out var workspace)) _workspaces[name] = workspace = new Workspace(await Numbers.Read(_database, name));
        return workspace;
    }

    private IEnumerable<Task> Actor(ArchivedActor e)
    {
        var fields = new List<HashEntry> { new("u", e.Unsent) };
        if (e.Snapshot is { } snapshot)
        {
            var pieces = 0;
            for (var at = 0; at < snapshot.Length; at += RedisLimits.ChunkBytes, pieces++)
            {
                var piece = snapshot.AsMemory(at, Math.Min(RedisLimits.ChunkBytes, snapshot.Length - at));
                yield return _database.ListRightPushAsync(Keys.Snapshot(e.Actor, e.SnapshotVersion), piece);
            }

            fields.AddRange([new("s", e.SnapshotVersion), new("n", pieces)]);
        }

        if (Keys.IsStream(e.Actor))
        {
            foreach (var task in Stream(e)) yield return task;
        }
        else
        {
            fields.Add(new("v", e.Version));
            fields.AddRange(e.Records.Select((record, at) => new HashEntry(e.SnapshotVersion + 1 + at, record)));
        }

        yield return _database.HashSetAsync(Keys.Actor(e.Actor), [.. fields]);
        if ((e.Unsent ? new Instant(0) : e.Due) is { } due)
            yield return _database.SortedSetAddAsync(Keys.Wake(e.Actor.Workspace, Keys.Shard(e.Actor)), e.Actor.ToString(), due.Ms);
    }

    /// <summary>The newest id of the stream is the version, even where all records are behind the snapshot.</summary>
    private IEnumerable<Task> Stream(ArchivedActor e)
    {
        var stream = Keys.Stream(e.Actor);
        for (var i = 0; i < e.Records.Count; i++)
            yield return _database.StreamAddAsync(stream, "r", e.Records[i], Numbers.Id(e.SnapshotVersion + 1 + i));
        if (e.Records.Count > 0) yield break;
        yield return _database.StreamAddAsync(stream, "r", "", Numbers.Id(e.Version));
        yield return _database.StreamDeleteAsync(stream, [Numbers.Id(e.Version)]);
    }

    private IEnumerable<Task> Text(ArchivedText e, Workspace workspace)
    {
        yield return _database.StringSetAsync(Keys.Body(e.Workspace, e.Key), e.Json);
        if (PendingTurn.MessageOf(e.Key) is not { } message) yield break;
        var words = TextWords.Of(SearchText.Of(e.Json));
        if (words.Count == 0) yield break;
        var number = ++workspace.Numbers.Text;
        foreach (var command in WordRows.Put(_database, e.Workspace, message, words, number)) yield return command;
    }

    private IEnumerable<Task> Thread(ArchivedThread e, Workspace workspace)
    {
        var row = StoredThread.Of(++workspace.Numbers.Thread, e.Row);
        yield return _database.StringSetAsync(ProjectionKeys.Thread(e.Workspace, row.Thread), Rows.Write(row));
        foreach (var (list, member, score) in row.Places(e.Workspace)) yield return _database.SortedSetAddAsync(list, member, score);
    }

    private IEnumerable<Task> Message(ArchivedMessage e, Workspace workspace)
    {
        workspace.Numbers.Message++;
        var row = new StoredMessage(
            e.Message, e.Parent, e.Chain, e.Thread, e.Author, e.Own, e.Repost, e.Deleted, e.Visibility, e.CreatedAt, e.ReceivedAt, e.Reply);
        yield return _database.StringSetAsync(ProjectionKeys.Message(e.Workspace, e.Message), Rows.Write(row));
        yield return _database.SortedSetAddAsync(ProjectionKeys.Chain(e.Workspace, e.Chain), e.Message.Value, e.CreatedAt.Ms);
        yield return _database.SetAddAsync(ProjectionKeys.Chains(e.Workspace), e.Chain.Value);
    }

    private static WorkFigures Figures(ArchivedFigures e)
    {
        var figures = new WorkFigures();
        StoredFigures.Read(e.Json, figures);
        return figures;
    }

    private static IEnumerable<Task> Cursor(ArchivedCursor e, Workspace workspace)
    {
        if (e.Name == ArchivedCursor.Feed) workspace.Numbers.Feed = e.Value;
        else workspace.Numbers.Outbox = e.Value;
        return [];
    }

    private sealed class Workspace(Numbers numbers)
    {
        public Numbers Numbers => numbers;

        public long Records { get; set; }
    }
}

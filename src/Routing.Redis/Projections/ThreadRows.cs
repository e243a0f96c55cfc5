using System.Text.Json;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The rows of lists of threads: each is read once, folded in memory, and written once for each slice. Figures are made on the way: they
/// follow from how a thread stood before each event.</summary>
internal sealed class ThreadRows(string workspace, Numbers numbers) : IProjection
{
    private readonly HashSet<ThreadId> _wanted = [];
    private readonly Dictionary<ThreadId, StoredThread> _before = [];
    private readonly Dictionary<ThreadId, (long No, ThreadStanding Row)> _rows = [];
    private readonly FigureRows _figures = new(workspace);

    public void Note(PendingTurn turn) => Fold(turn, _figures.Note, thread =>
    {
        _wanted.Add(thread);
        return new ThreadStanding(thread);
    });

    public async Task Load(IDatabase database)
    {
        foreach (var row in await Rows.Read<StoredThread>(database, _wanted.Select(thread => ProjectionKeys.Thread(workspace, thread))))
            _before[row.Thread] = row;
        await _figures.Load(database);
    }

    public void Apply(PendingTurn turn) => Fold(turn, _figures.Apply, Touch);

    public void Write(Change change)
    {
        _figures.Write(change);
        foreach (var (thread, (no, standing)) in _rows)
        {
            var row = StoredThread.Of(no, standing);
            var before = _before.GetValueOrDefault(thread);
            if (row == before) continue;
            change.Add(change.To.StringSetAsync(ProjectionKeys.Thread(workspace, thread), Rows.Write(row)));
            var (places, left) = (row.Places(workspace).ToList(), before?.Places(workspace).ToList() ?? []);
            foreach (var (list, member, _) in left.Except(places)) change.Add(change.To.SortedSetRemoveAsync(list, member));
            foreach (var (list, member, score) in places.Except(left)) change.Add(change.To.SortedSetAddAsync(list, member, score));
        }
    }

    private static void Fold(PendingTurn turn, Action<ActorId, Event, Func<ThreadId, ThreadStanding>> figures, Func<ThreadId, ThreadStanding> of)
    {
        var self = turn.Record.Actor;
        if (self.Kind is not (ActorKind.Thread or ActorKind.Desk or ActorKind.Agent)) return;
        foreach (var happened in turn.Record.Events)
        {
            figures(self, happened, of);
            ThreadFold.Apply(self, happened, turn.Record.At, of);
        }
    }

    private ThreadStanding Touch(ThreadId thread)
    {
        if (_rows.TryGetValue(thread, out var known)) return known.Row;
        var (no, row) = _before.TryGetValue(thread, out var before) ? (before.No, before.ToStanding()) : (++numbers.Thread, new ThreadStanding(thread));
        _rows.Add(thread, (no, row));
        return row;
    }
}

/// <summary>Rows that are kept as JSON, each under its own key.</summary>
internal static class Rows
{
    /// <summary>Those that exist, in the order of their keys.</summary>
    public static async Task<List<T>> Read<T>(IDatabase database, IEnumerable<RedisKey> keys)
    {
        var rows = new List<T>();
        foreach (var some in keys.Chunk(RedisLimits.BodiesPerRead))
        {
            foreach (var value in await database.StringGetAsync(some))
            {
                if (!value.IsNull) rows.Add(JsonSerializer.Deserialize<T>((byte[])value!, Wire.Options)!);
            }
        }

        return rows;
    }

    public static RedisValue Write<T>(T row) => JsonSerializer.SerializeToUtf8Bytes(row, Wire.Options);
}

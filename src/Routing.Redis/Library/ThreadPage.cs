using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>One page of a list of threads: goes down the shortest list that has all of them, and leaves out what the filter does not want.</summary>
internal sealed class ThreadPage(IDatabase database, string workspace, ThreadFilter filter, ThreadCursor? after, int limit)
{
    /// <summary>Rows read in one go.</summary>
    private const int Some = 200;

    private readonly bool _byRank = filter.State == "waiting";

    public async Task<Page<ThreadRow>> Read()
    {
        if (filter.Text is { } text) return Of(await Found(text));
        var shown = new List<StoredThread>();
        var from = after;
        var list = _byRank ? default : await Shortest();
        for (var seen = 0; seen < RedisLimits.RowsPerPage; seen += Some)
        {
            var next = _byRank ? await ByRank(from) : await ByNumber(list, from);
            var rows = (await Rows.Read<StoredThread>(database, next.Select(at => ProjectionKeys.Thread(workspace, at.Thread))))
                .ToDictionary(row => (string)row.Thread, StringComparer.Ordinal);
            foreach (var (at, thread) in next)
            {
                if (rows.TryGetValue(thread, out var row) && IsWanted(row))
                {
                    if (shown.Count == limit) return Page(shown, from);
                    shown.Add(row);
                }

                from = at;
            }

            if (next.Count < Some) return Page(shown, null);
        }

        return Page(shown, from);
    }

    private static Page<ThreadRow> Page(List<StoredThread> rows, ThreadCursor? next) =>
        new([.. rows.Select(row => row.ToStanding().ToRow())], next?.ToString());

    private bool IsWanted(StoredThread row) =>
        (filter.State is null || row.ToStanding().State == filter.State)
        && (filter.Queue is null || row.Queue == filter.Queue)
        && (filter.Agent is null || row.Agent == filter.Agent)
        && (filter.Customer is null || row.Customer == filter.Customer);

    private async Task<List<(ThreadCursor At, string Thread)>> ByRank(ThreadCursor? from)
    {
        var start = from is null ? RedisValue.Null : (RedisValue)StoredThread.ByRank(from.Rank, from.No + 1);
        var members = await database.SortedSetRangeByValueAsync(ProjectionKeys.Waiting(workspace), start, RedisValue.Null, take: Some);
        return [.. members.Select(member => StoredThread.OfRank(member.ToString())).Select(at => (new ThreadCursor(true, at.Rank, at.No), at.Thread))];
    }

    private async Task<List<(ThreadCursor At, string Thread)>> ByNumber(RedisKey list, ThreadCursor? from)
    {
        var entries = await database.SortedSetRangeByScoreWithScoresAsync(
            list, double.NegativeInfinity, from?.No - 1 ?? double.PositiveInfinity, order: Order.Descending, take: Some);
        return [.. entries.Select(entry => (new ThreadCursor(false, 0, (long)entry.Score), entry.Element.ToString()))];
    }

    /// <summary>Of the lists that have all that is wanted.</summary>
    private async Task<RedisKey> Shortest()
    {
        var lists = new List<RedisKey>();
        Narrow("state", filter.State);
        Narrow("queue", filter.Queue);
        Narrow("agent", filter.Agent);
        Narrow("customer", filter.Customer?.Value);
        if (lists.Count == 0) return ProjectionKeys.Threads(workspace);
        if (lists.Count == 1) return lists[0];
        var lengths = await Task.WhenAll(lists.Select(list => database.SortedSetLengthAsync(list)));
        return lists[Array.IndexOf(lengths, lengths.Min())];

        void Narrow(string what, string? value)
        {
            if (value is not null) lists.Add(ProjectionKeys.ThreadsOf(workspace, what, value));
        }
    }

    /// <summary>Threads that have a message with all of these words, in any order. What a person types is never a query language.</summary>
    private async Task<List<StoredThread>> Found(string text)
    {
        RedisKey[] words = [.. TextWords.Of(text).Select(word => ProjectionKeys.Word(workspace, word))];
        if (words.Length == 0) return [];
        var lengths = await Task.WhenAll(words.Select(word => database.SortedSetLengthAsync(word)));
        var rarest = words[Array.IndexOf(lengths, lengths.Min())];
        var messages = await database.SortedSetRangeByRankAsync(rarest, 0, RedisLimits.MostFound - 1, Order.Descending);
        foreach (var word in words.Where(word => word != rarest)) messages = await Having(word, messages);

        var found = await Rows.Read<StoredMessage>(database, messages.Select(key => ProjectionKeys.Message(workspace, new MessageKey(key.ToString()))));
        var threads = found.Select(message => message.Thread).OfType<ThreadId>().Distinct();
        return await Rows.Read<StoredThread>(database, threads.Select(thread => ProjectionKeys.Thread(workspace, thread)));
    }

    private async Task<RedisValue[]> Having(RedisKey word, RedisValue[] messages)
    {
        var having = new List<RedisValue>();
        foreach (var some in messages.Chunk(RedisLimits.BodiesPerRead))
        {
            var scores = await database.SortedSetScoresAsync(word, some);
            having.AddRange(some.Where((_, i) => scores[i] is not null));
        }

        return [.. having];
    }

    private Page<ThreadRow> Of(List<StoredThread> found)
    {
        var ordered = _byRank ? found.OrderBy(row => row.RankKey).ThenBy(row => row.No) : found.OrderByDescending(row => row.No);
        var rest = ordered.Where(IsWanted).Where(IsAfter).Take(limit + 1).ToList();
        if (rest.Count <= limit) return Page(rest, null);
        rest.RemoveAt(limit);
        return Page(rest, rest.Count == 0 ? after : new ThreadCursor(_byRank, rest[^1].RankKey, rest[^1].No));
    }

    private bool IsAfter(StoredThread row) => after is null
        || (_byRank ? row.RankKey > after.Rank || (row.RankKey == after.Rank && row.No > after.No) : row.No < after.No);
}

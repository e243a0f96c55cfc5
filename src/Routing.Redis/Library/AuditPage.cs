using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>A page of the audit. Times become cursors first, so that what came long before is not looked at.</summary>
internal sealed class AuditPage(IDatabase database, string workspace, AuditFilter filter)
{
    private readonly RedisKey _audit = ProjectionKeys.Audit(workspace);

    public async ValueTask<IReadOnlyList<AuditEntry>> Read(long after, int limit)
    {
        var from = filter.From is { } begin ? Math.Max(after, await First(begin + -AuditEntry.DisorderMs) - 1) : after;
        var to = filter.To is { } end ? await First(end + AuditEntry.DisorderMs) : long.MaxValue;
        var page = new List<AuditEntry>(limit);
        while (page.Count < limit && from + 1 < to)
        {
            var some = await After(from, to, limit);
            page.AddRange(some.Select(entry => StoredAudit.Read(workspace, entry)).Where(filter.Takes).Take(limit - page.Count));
            if (some.Count < limit) break;
            from = StoredFeed.Cursor(some[^1]);
        }

        return page;
    }

    private async Task<IReadOnlyList<StreamEntry>> After(long from, long to, int limit)
    {
        if (List is not { } list)
            return await database.StreamRangeAsync(_audit, Numbers.Id(from + 1), to == long.MaxValue ? "+" : Numbers.Id(to - 1), limit);
        var found = await database.SortedSetRangeByScoreAsync(list, from, to, Exclude.Both, take: limit);
        var entries = await Task.WhenAll(found.Select(cursor => database.StreamRangeAsync(_audit, Numbers.Id((long)cursor), Numbers.Id((long)cursor))));
        return [.. entries.SelectMany(each => each)];
    }

    /// <summary>The shortest that has all that is wanted; null: the audit itself.</summary>
    private RedisKey? List =>
        filter.Thread is { } thread ? StoredAudit.OfThread(workspace, thread)
        : filter.Person is { } person ? StoredAudit.OfPerson(workspace, person)
        : default(RedisKey?);

    /// <summary>The first cursor that is not before this time, looked for by halves: cursors rise as times do.</summary>
    private async Task<long> First(Instant at)
    {
        var last = await database.StreamRangeAsync(_audit, count: 1, messageOrder: Order.Descending);
        var (low, high) = (0L, last.Length == 0 ? 1 : StoredFeed.Cursor(last[0]) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await database.StreamRangeAsync(_audit, Numbers.Id(middle), "+", 1);
            if (next.Length == 0) return middle;
            if (StoredFeed.At(next[0]) < at) low = StoredFeed.Cursor(next[0]) + 1;
            else high = middle;
        }

        return low;
    }
}

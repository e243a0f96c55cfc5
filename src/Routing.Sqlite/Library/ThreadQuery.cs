using System.Globalization;
using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

/// <summary>One page of a list of threads, as a statement: by keyset, so a page costs the same however far down it is.</summary>
internal sealed class ThreadQuery
{
    /// <summary>Messages that a search for words looks at, the newest first: bounds its time.</summary>
    private const int MostFound = 10_000;

    private const string Columns =
        "no, thread, customer, channel, state, queue, agent, joined_into, urgency, topic, language, since, deadline, rank_key, messages, unanswered, "
        + "newest, updated";

    private readonly string _workspace;
    private readonly ThreadFilter _filter;
    private readonly int _limit;
    private readonly bool _byRank;
    private readonly (long Rank, long No)? _after;

    public ThreadQuery(string workspace, ThreadFilter filter, string? cursor, int limit)
    {
        (_workspace, _filter, _limit) = (workspace, filter, limit);
        _byRank = filter.State == "waiting";
        if (cursor is not null) _after = Parse(cursor);
    }

    public Page<ThreadRow> Run(Database database)
    {
        var query = database.Prepare(Sql())
            .Set(1, _workspace).Set(2, _limit + 1L).Set(3, _filter.State).Set(4, _filter.Queue).Set(5, _filter.Agent).Set(6, _filter.Customer?.Value)
            .Set(7, _filter.Text is { } text ? Words(text) : null).Set(8, _after?.Rank ?? 0).Set(9, _after?.No ?? 0).Set(10, MostFound);
        var rows = new List<ThreadRow>(_limit);
        string? last = null;
        while (query.Next())
        {
            if (rows.Count == _limit)
            {
                query.Reset();
                return new Page<ThreadRow>(rows, last);
            }

            last = Cursor(query.Int64(13), query.Int64(0));
            rows.Add(Row(query));
        }

        return new Page<ThreadRow>(rows, null);
    }

    private string Sql()
    {
        // Every parameter is named in every statement, so that all are bound alike.
        var where = "workspace = ?1 AND (?3 IS NULL OR state = ?3)";
        if (_filter.State is not null) where = _byRank ? "workspace = ?1 AND state = 'waiting' AND ?3 IS NOT NULL" : "workspace = ?1 AND state = ?3";
        where += _filter.Queue is null ? " AND ?4 IS NULL" : " AND queue = ?4";
        where += _filter.Agent is null ? " AND ?5 IS NULL" : " AND agent = ?5";
        where += _filter.Customer is null ? " AND ?6 IS NULL" : " AND customer = ?6";
        where += _filter.Text is null ? " AND ?7 IS NULL AND ?10" : $" AND thread IN ({Found})";
        where += _after is null ? " AND ?8 = 0 AND ?9 = 0" : _byRank ? " AND (rank_key, no) > (?8, ?9)" : " AND ?8 = ?8 AND no < ?9";
        return $"SELECT {Columns} FROM thread_row WHERE {where} ORDER BY {(_byRank ? "rank_key, no" : "no DESC")} LIMIT ?2";
    }

    private const string Found =
        """
        SELECT message.thread FROM (SELECT rowid AS no FROM words WHERE words MATCH ?7 ORDER BY rowid DESC LIMIT ?10) AS found
        JOIN body ON body.no = found.no
        JOIN message ON message.workspace = ?1 AND message.message = substr(body.key, length(?1) + 4)
        """;

    /// <summary>All of the words, in any order, of this workspace. What a person types is never a query language.</summary>
    private string Words(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return $"workspace : {Hashes.Name(_workspace)} AND word : ({string.Join(" AND ", words.DefaultIfEmpty("\"\""))})";
    }

    private string Cursor(long rank, long no) =>
        _byRank ? string.Create(CultureInfo.InvariantCulture, $"w{rank}.{no}") : string.Create(CultureInfo.InvariantCulture, $"n{no}");

    private (long Rank, long No) Parse(string cursor)
    {
        var (rank, dot) = (0L, 0);
        if (_byRank)
        {
            dot = cursor.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || cursor[0] != 'w' || !Number(cursor.AsSpan(1, dot - 1), out rank)) throw new BadCursorException(cursor);
        }
        else if (!cursor.StartsWith('n'))
        {
            throw new BadCursorException(cursor);
        }

        if (!Number(cursor.AsSpan(dot + 1), out var no) || no <= 0) throw new BadCursorException(cursor);
        return (rank, no);

        static bool Number(ReadOnlySpan<char> digits, out long number) =>
            long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static ThreadRow Row(Statement row) => new(
        row.Text(1), new CustomerKey(row.Text(2)), row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7),
        (Urgency)row.Int64(8), row.Text(9), row.Text(10), new Instant(row.Int64(11)),
        row.Int64OrNull(12) is { } deadline ? new Instant(deadline) : null, row.Int64(13), (int)row.Int64(14), (int)row.Int64(15),
        new MessageKey(row.Text(16)), new Instant(row.Int64(17)));
}

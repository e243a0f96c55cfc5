using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Sqlite;

/// <summary>The rows of lists of threads: each is read once, folded in memory, and written once per transaction.</summary>
internal sealed class ThreadTable(Database database)
{
    /// <summary>As <see cref="Standing"/> reads them.</summary>
    public const string Columns =
        "customer, channel, phase, holding, queue, agent, joined_into, urgency, topic, language, since, deadline, rank_key, messages, "
        + "unanswered, newest, updated, opened, answered, ranked_since, asks, handled_since";

    /// <summary>Rows remembered between transactions, about 500 bytes each.</summary>
    private const int Remembered = 20_000;

    private readonly Dictionary<(string Workspace, ThreadId Thread), ThreadStanding> _known = [];
    private readonly HashSet<(string Workspace, ThreadId Thread)> _touched = [];

    private readonly Statement _read = database.Prepare($"SELECT {Columns} FROM thread_row WHERE workspace = ? AND thread = ?");

    private readonly Statement _write = database.Prepare(
        """
        INSERT INTO thread_row(workspace, thread, customer, channel, state, phase, holding, queue, agent, joined_into, urgency, topic, language,
          since, deadline, rank_key, messages, unanswered, newest, updated, opened, answered, ranked_since, asks, handled_since)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(workspace, thread) DO UPDATE SET customer = excluded.customer, channel = excluded.channel, state = excluded.state,
          phase = excluded.phase, holding = excluded.holding, queue = excluded.queue, agent = excluded.agent, joined_into = excluded.joined_into,
          urgency = excluded.urgency, topic = excluded.topic, language = excluded.language, since = excluded.since, deadline = excluded.deadline,
          rank_key = excluded.rank_key, messages = excluded.messages, unanswered = excluded.unanswered, newest = excluded.newest,
          updated = excluded.updated, opened = excluded.opened, answered = excluded.answered, ranked_since = excluded.ranked_since,
          asks = excluded.asks, handled_since = excluded.handled_since
        """);

    public void Apply(ActorId self, Event happened, Instant at)
    {
        if (self.Kind is ActorKind.Thread or ActorKind.Desk) ThreadFold.Apply(self, happened, at, thread => Touch(self.Workspace, thread));
    }

    /// <summary>The row as it stands, to be written.</summary>
    public ThreadStanding Touch(string workspace, ThreadId thread)
    {
        var key = (workspace, thread);
        _touched.Add(key);
        if (!_known.TryGetValue(key, out var row)) _known.Add(key, row = Read(workspace, thread) ?? new ThreadStanding(thread));
        return row;
    }

    /// <param name="first">Where <see cref="Columns"/> begin.</param>
    public static ThreadStanding Standing(Statement row, ThreadId thread, int first) => new(thread)
    {
        Customer = new CustomerKey(row.Text(first)),
        Channel = row.Text(first + 1),
        Phase = (Phase)row.Int64(first + 2),
        Holding = (Holding)row.Int64(first + 3),
        Queue = row.TextOrNull(first + 4),
        Agent = row.TextOrNull(first + 5),
        JoinedInto = row.TextOrNull(first + 6),
        Reading = new Reading((Urgency)row.Int64(first + 7), row.Text(first + 8), row.Text(first + 9)),
        Since = new Instant(row.Int64(first + 10)),
        Deadline = row.Int64OrNull(first + 11) is { } deadline ? new Instant(deadline) : null,
        RankKey = row.Int64(first + 12),
        Messages = (int)row.Int64(first + 13),
        Unanswered = (int)row.Int64(first + 14),
        Newest = new MessageKey(row.Text(first + 15)),
        UpdatedAt = new Instant(row.Int64(first + 16)),
        OpenedAt = At(row, first + 17),
        IsAnswered = row.Flag(first + 18),
        RankedSince = new Instant(row.Int64(first + 19)),
        Asks = row.Flag(first + 20),
        HandledSince = At(row, first + 21),
    };

    private static Instant? At(Statement row, int column) => row.Int64OrNull(column) is { } at ? new Instant(at) : null;

    /// <summary>Writes every row touched since the last time.</summary>
    public void Write()
    {
        foreach (var key in _touched) Write(key.Workspace, _known[key]);
        _touched.Clear();
        if (_known.Count > Remembered) _known.Clear();
    }

    public void Forget()
    {
        _known.Clear();
        _touched.Clear();
    }

    private ThreadStanding? Read(string workspace, ThreadId thread)
    {
        if (!_read.Set(1, workspace).Set(2, thread).Next()) return null;
        var row = Standing(_read, thread, first: 0);
        _read.Reset();
        return row;
    }

    public void Write(string workspace, ThreadStanding row) =>
        _write.Set(1, workspace).Set(2, row.Thread).Set(3, row.Customer.Value).Set(4, row.Channel).Set(5, row.State).Set(6, (int)row.Phase)
            .Set(7, (int)row.Holding).Set(8, row.Queue).Set(9, row.Agent).Set(10, row.JoinedInto).Set(11, (int)row.Reading.Urgency)
            .Set(12, row.Reading.Topic).Set(13, row.Reading.Language).Set(14, row.Since.Ms).SetOrNull(15, row.Deadline?.Ms).Set(16, row.RankKey)
            .Set(17, row.Messages).Set(18, row.Unanswered).Set(19, row.Newest.Value).Set(20, row.UpdatedAt.Ms)
            .SetOrNull(21, row.OpenedAt?.Ms).Set(22, row.IsAnswered).Set(23, row.RankedSince.Ms).Set(24, row.Asks).SetOrNull(25, row.HandledSince?.Ms)
            .Run();
}

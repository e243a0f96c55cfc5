using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Sqlite;

/// <summary>The rows of lists of threads: each is read once, folded in memory, and written once per transaction.</summary>
internal sealed class ThreadTable(Database database)
{
    /// <summary>Rows remembered between transactions, about 500 bytes each.</summary>
    private const int Remembered = 20_000;

    private readonly Dictionary<(string Workspace, ThreadId Thread), ThreadStanding> _known = [];
    private readonly HashSet<(string Workspace, ThreadId Thread)> _touched = [];

    private readonly Statement _read = database.Prepare(
        """
        SELECT customer, channel, phase, holding, queue, agent, joined_into, urgency, topic, language, since, deadline, rank_key, messages,
          unanswered, newest, updated
        FROM thread_row WHERE workspace = ? AND thread = ?
        """);

    private readonly Statement _write = database.Prepare(
        """
        INSERT INTO thread_row(workspace, thread, customer, channel, state, phase, holding, queue, agent, joined_into, urgency, topic, language,
          since, deadline, rank_key, messages, unanswered, newest, updated)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(workspace, thread) DO UPDATE SET customer = excluded.customer, channel = excluded.channel, state = excluded.state,
          phase = excluded.phase, holding = excluded.holding, queue = excluded.queue, agent = excluded.agent, joined_into = excluded.joined_into,
          urgency = excluded.urgency, topic = excluded.topic, language = excluded.language, since = excluded.since, deadline = excluded.deadline,
          rank_key = excluded.rank_key, messages = excluded.messages, unanswered = excluded.unanswered, newest = excluded.newest,
          updated = excluded.updated
        """);

    public void Apply(ActorId self, Event happened, Instant at)
    {
        if (self.Kind is ActorKind.Thread or ActorKind.Desk) ThreadFold.Apply(self, happened, at, thread => Touch(self.Workspace, thread));
    }

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

    private ThreadStanding Touch(string workspace, ThreadId thread)
    {
        var key = (workspace, thread);
        _touched.Add(key);
        if (!_known.TryGetValue(key, out var row)) _known.Add(key, row = Read(workspace, thread) ?? new ThreadStanding(thread));
        return row;
    }

    private ThreadStanding? Read(string workspace, ThreadId thread)
    {
        if (!_read.Set(1, workspace).Set(2, thread).Next()) return null;
        var row = new ThreadStanding(thread)
        {
            Customer = new CustomerKey(_read.Text(0)),
            Channel = _read.Text(1),
            Phase = (Phase)_read.Int64(2),
            Holding = (Holding)_read.Int64(3),
            Queue = _read.TextOrNull(4),
            Agent = _read.TextOrNull(5),
            JoinedInto = _read.TextOrNull(6),
            Reading = new Reading((Urgency)_read.Int64(7), _read.Text(8), _read.Text(9)),
            Since = new Instant(_read.Int64(10)),
            Deadline = _read.Int64OrNull(11) is { } deadline ? new Instant(deadline) : null,
            RankKey = _read.Int64(12),
            Messages = (int)_read.Int64(13),
            Unanswered = (int)_read.Int64(14),
            Newest = new MessageKey(_read.Text(15)),
            UpdatedAt = new Instant(_read.Int64(16)),
        };
        _read.Reset();
        return row;
    }

    private void Write(string workspace, ThreadStanding row) =>
        _write.Set(1, workspace).Set(2, row.Thread).Set(3, row.Customer.Value).Set(4, row.Channel).Set(5, row.State).Set(6, (int)row.Phase)
            .Set(7, (int)row.Holding).Set(8, row.Queue).Set(9, row.Agent).Set(10, row.JoinedInto).Set(11, (int)row.Reading.Urgency)
            .Set(12, row.Reading.Topic).Set(13, row.Reading.Language).Set(14, row.Since.Ms).SetOrNull(15, row.Deadline?.Ms).Set(16, row.RankKey)
            .Set(17, row.Messages).Set(18, row.Unanswered).Set(19, row.Newest.Value).Set(20, row.UpdatedAt.Ms)
            .Run();
}

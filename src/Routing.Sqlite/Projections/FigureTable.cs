using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Figures by hour and by day: each row is read once, added to in memory, and written once per transaction.</summary>
internal sealed class FigureTable(Database database, ThreadTable threads)
{
    /// <summary>Rows remembered between transactions, about 2 kB each.</summary>
    private const int Remembered = 4_000;

    private static readonly FigureSpan[] Spans = Enum.GetValues<FigureSpan>();
    private static readonly FigureBy[] Kinds = Enum.GetValues<FigureBy>();

    private readonly Dictionary<(string Workspace, FigureRow Row), WorkFigures> _known = [];
    private readonly HashSet<(string Workspace, FigureRow Row)> _touched = [];
    private readonly Dictionary<(string Workspace, AgentId Agent), string?> _shifts = [];

    /// <summary>The newest hour in which anything was counted: at each new one what is too old goes.</summary>
    private readonly Dictionary<string, Instant> _newest = [];

    private readonly Statement _read = database.Prepare(
        "SELECT json FROM figure WHERE workspace = ? AND span = ? AND kind = ? AND since = ? AND key = ?");

    private readonly Statement _write = database.Prepare(
        """
        INSERT INTO figure(workspace, span, kind, since, key, json) VALUES(?, ?, ?, ?, ?, ?)
        ON CONFLICT(workspace, span, kind, since, key) DO UPDATE SET json = excluded.json
        """);

    private readonly Statement _old = database.Prepare("DELETE FROM figure WHERE workspace = ? AND span = ? AND kind = ? AND since < ?");

    private readonly Statement _shift = database.Prepare("SELECT shift FROM running_shift WHERE workspace = ? AND agent = ?");

    private readonly Statement _begin = database.Prepare(
        "INSERT INTO running_shift(workspace, agent, shift) VALUES(?, ?, ?) ON CONFLICT(workspace, agent) DO UPDATE SET shift = excluded.shift");

    private readonly Statement _end = database.Prepare("DELETE FROM running_shift WHERE workspace = ? AND agent = ?");

    /// <summary>Before the rows of threads are told of it.</summary>
    public void Apply(ActorId self, Event happened)
    {
        if (self.Kind is ActorKind.Thread or ActorKind.Desk or ActorKind.Agent) FigureFold.Apply(self, happened, new Books(this, self.Workspace));
    }

    /// <param name="first">Where span, kind, since and key begin.</param>
    public static FigureRow RowOf(Statement row, int first) =>
        new((FigureSpan)row.Int64(first), (FigureBy)row.Int64(first + 1), new Instant(row.Int64(first + 2)), row.Text(first + 3));

    /// <summary>Writes every row touched since the last time, and drops what is too old.</summary>
    public void Write()
    {
        foreach (var key in _touched)
        {
            At(_write, key).Set(6, StoredFigures.Write(_known[key])).Run();
            if (key.Row.Span != FigureSpan.Hour || key.Row.From <= _newest.GetValueOrDefault(key.Workspace)) continue;
            _newest[key.Workspace] = key.Row.From;
            Trim(key.Workspace, key.Row.From);
        }

        _touched.Clear();
        if (_known.Count > Remembered) _known.Clear();
    }

    public void Forget()
    {
        _known.Clear();
        _touched.Clear();
        _shifts.Clear();
        _newest.Clear();
    }

    private void Trim(string workspace, Instant now)
    {
        foreach (var span in Spans)
            foreach (var kind in Kinds)
                _old.Set(1, workspace).Set(2, (int)span).Set(3, (int)kind).Set(4, now.Ms - FigureRow.KeptMs(span)).Run();
    }

    private WorkFigures Touch(string workspace, FigureRow row)
    {
        var key = (workspace, row);
        _touched.Add(key);
        if (_known.TryGetValue(key, out var known)) return known;
        var figures = new WorkFigures();
        if (At(_read, key).Next())
        {
            StoredFigures.Read(_read.Text(0), figures);
            _read.Reset();
        }

        return _known[key] = figures;
    }

    private static Statement At(Statement statement, (string Workspace, FigureRow Row) key) =>
        statement.Set(1, key.Workspace).Set(2, (int)key.Row.Span).Set(3, (int)key.Row.By).Set(4, key.Row.From.Ms).Set(5, key.Row.Key);

    private string? ShiftOf(string workspace, AgentId agent)
    {
        var key = (workspace, agent);
        if (_shifts.TryGetValue(key, out var known)) return known;
        string? shift = null;
        if (_shift.Set(1, workspace).Set(2, agent).Next())
        {
            shift = _shift.Text(0);
            _shift.Reset();
        }

        return _shifts[key] = shift;
    }

    private void SetShift(string workspace, AgentId agent, string? shift)
    {
        _shifts[(workspace, agent)] = shift;
        if (shift is null) _end.Set(1, workspace).Set(2, agent).Run();
        else _begin.Set(1, workspace).Set(2, agent).Set(3, shift).Run();
    }

    private sealed class Books(FigureTable table, string workspace) : IFigureBooks
    {
        public ThreadStanding Thread(ThreadId thread) => table.Threads.Touch(workspace, thread);

        public string? ShiftOf(AgentId agent) => table.ShiftOf(workspace, agent);

        public void SetShift(AgentId agent, string? shift) => table.SetShift(workspace, agent, shift);

        public WorkFigures Of(FigureRow row) => table.Touch(workspace, row);
    }

    private ThreadTable Threads => threads;
}

using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Reporting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Figures by hour and by day: what a slice of turns adds to each number, so nothing that is stored need be read for it.</summary>
/// <remarks>An hour, or a day, of one kind is one hash, and each number of each key a field of it. It is forgotten by the store itself, so long after
/// it was last added to.</remarks>
internal sealed class FigureRows(string workspace)
{
    /// <summary>Between a key and the name of a number: in no id, and in no topic that a person typed.</summary>
    private const char Separator = '\u001f';

    private readonly HashSet<AgentId> _asked = [];
    private readonly Dictionary<AgentId, string?> _shifts = [];
    private readonly Dictionary<AgentId, string?> _turned = [];
    private readonly Dictionary<FigureRow, WorkFigures> _added = [];

    /// <summary>Notes what will be asked for.</summary>
    public void Note(ActorId self, Event happened, Func<ThreadId, ThreadStanding> of) => FigureFold.Apply(self, happened, new Books(of, Ask, static (_, _) => { }, static _ => new()));

    public async Task Load(IDatabase database)
    {
        if (_asked.Count == 0) return;
        AgentId[] agents = [.. _asked];
        var shifts = await database.HashGetAsync(ProjectionKeys.Shifts(workspace), Array.ConvertAll(agents, agent => (RedisValue)(string)agent));
        for (var i = 0; i < agents.Length; i++) _shifts[agents[i]] = StoredFeed.Name(shifts[i]);
    }

    /// <summary>Before the rows of threads are told of it.</summary>
    public void Apply(ActorId self, Event happened, Func<ThreadId, ThreadStanding> of) => FigureFold.Apply(self, happened, new Books(of, ShiftOf, SetShift, Touch));

    public void Write(Change change)
    {
        foreach (var (row, figures) in _added)
            foreach (var command in Add(change.To, workspace, row, figures)) change.Add(command);
        foreach (var (agent, shift) in _turned)
        {
            var shifts = ProjectionKeys.Shifts(workspace);
            change.Add(shift is null ? change.To.HashDeleteAsync(shifts, (string)agent) : change.To.HashSetAsync(shifts, (string)agent, shift));
        }
    }

    public static IEnumerable<Task> Add(IDatabaseAsync database, string workspace, FigureRow row, WorkFigures figures)
    {
        var hash = ProjectionKeys.Figures(workspace, row.Span, row.By, row.From);
        foreach (var (name, value) in figures.Numbers()) yield return database.HashIncrementAsync(hash, $"{row.Key}{Separator}{name}", value);
        yield return database.KeyExpireAsync(hash, TimeSpan.FromMilliseconds(FigureRow.KeptMs(row.Span) + FigureRow.LengthOf(row.Span)));
    }

    /// <summary>Adds what one hour or day holds to the sums, by key.</summary>
    public static void Read(HashEntry[] fields, Dictionary<string, WorkFigures> sums)
    {
        foreach (var field in fields)
        {
            var name = field.Name.ToString();
            var at = name.LastIndexOf(Separator);
            var key = name[..at];
            if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new WorkFigures());
            sum.Add(name[(at + 1)..], (long)field.Value);
        }
    }

    private string? Ask(AgentId agent)
    {
        _asked.Add(agent);
        return null;
    }

    private string? ShiftOf(AgentId agent) => _shifts.GetValueOrDefault(agent);

    private void SetShift(AgentId agent, string? shift) => _shifts[agent] = _turned[agent] = shift;

    private WorkFigures Touch(FigureRow row)
    {
        if (!_added.TryGetValue(row, out var figures)) _added.Add(row, figures = new WorkFigures());
        return figures;
    }

    private sealed class Books(
        Func<ThreadId, ThreadStanding> thread, Func<AgentId, string?> shift, Action<AgentId, string?> turn, Func<FigureRow, WorkFigures> of) : IFigureBooks
    {
        public ThreadStanding Thread(ThreadId id) => thread(id);

        public string? ShiftOf(AgentId agent) => shift(agent);

        public void SetShift(AgentId agent, string? to) => turn(agent, to);

        public WorkFigures Of(FigureRow row) => of(row);
    }
}

using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Edge.Boards;

/// <summary>What a supervisor has open: one page of waiting threads (of a queue, or of all) and one of agents; null: that list is closed.</summary>
public sealed record BoardView(QueueId? Queue = null, int? Page = 0, int? AgentPage = 0)
{
    public const int RowsPerPage = 200;

    /// <summary>The last page that can be opened: beyond 100,000 rows nobody reads.</summary>
    public const int LastPage = 500;

    public bool IsValid => Page is null or (>= 0 and <= LastPage) && AgentPage is null or (>= 0 and <= LastPage);
}

/// <summary>What a supervisor's client shows: everything at first, then only what changed.</summary>
/// <param name="AsOf">Everything that happened up to then is in it.</param>
/// <param name="Threads">Rows that are new on the page or changed.</param>
/// <param name="ThreadOrder">Ids of the page in order, where that changed.</param>
/// <param name="AgentOrder">As <c>ThreadOrder</c>, for agents.</param>
public sealed record BoardFrame(
    bool Snapshot, Instant AsOf, long AgeMs, int Waiting, int AgentCount, double Occupancy, IReadOnlyList<QueueLine> Queues,
    IReadOnlyList<WaitingLine> Threads, IReadOnlyList<ThreadId>? ThreadOrder, IReadOnlyList<AgentLine> Agents, IReadOnlyList<AgentId>? AgentOrder);

/// <summary>One open board: remembers what its client has, so that a frame holds the difference only.</summary>
public sealed class OpenBoard(BoardView view)
{
    private readonly Dictionary<QueueId, QueueLine> _queues = [];
    private IReadOnlyList<ThreadId> _threads = [];
    private IReadOnlyList<AgentId> _agents = [];
    private long _changes = -1;
    private double _occupancy;

    /// <summary>The next frame; null if nothing on the open pages changed.</summary>
    public BoardFrame? Next(LiveBoard live)
    {
        var (asOf, age) = live.Age();
        return live.Read(board => Next(board, asOf, age));
    }

    private BoardFrame? Next(Board board, Instant asOf, long age)
    {
        var first = _changes < 0;
        var queues = ChangedQueues(board);
        if (!first && board.Changes == _changes && queues.Count == 0) return null;

        var waiting = view.Page is { } page ? board.Waiting(view.Queue).Skip(page * BoardView.RowsPerPage).Take(BoardView.RowsPerPage).ToList() : [];
        var agents = view.AgentPage is { } agentPage ? board.Agents.Skip(agentPage * BoardView.RowsPerPage).Take(BoardView.RowsPerPage).ToList() : [];
        var threadIds = waiting.ConvertAll(row => row.Thread);
        var agentIds = agents.ConvertAll(row => row.Agent);
        var had = _threads.ToHashSet(StringComparer.Ordinal);
        var hadAgents = _agents.ToHashSet(StringComparer.Ordinal);
        var occupancy = BoardDocument.OccupancyOf(board);
        var frame = new BoardFrame(
            first, asOf, age, board.Queues.Sum(queue => queue.Waiting), board.Agents.Count, occupancy, queues,
            [.. waiting.Where(row => row.Changed > _changes || !had.Contains(row.Thread)).Select(WaitingLine.Of)],
            first || !threadIds.SequenceEqual(_threads) ? threadIds : null,
            [.. agents.Where(row => row.Changed > _changes || !hadAgents.Contains(row.Agent)).Select(AgentLine.Of)],
            first || !agentIds.SequenceEqual(_agents) ? agentIds : null);
        var empty = !first && frame is { Queues.Count: 0, Threads.Count: 0, Agents.Count: 0, ThreadOrder: null, AgentOrder: null }
            && occupancy == _occupancy;
        (_threads, _agents, _changes, _occupancy) = (threadIds, agentIds, board.Changes, occupancy);
        return empty ? null : frame;
    }

    private List<QueueLine> ChangedQueues(Board board)
    {
        var changed = new List<QueueLine>();
        foreach (var queue in board.Queues)
        {
            var line = QueueLine.Of(queue);
            if (_queues.GetValueOrDefault(queue.Queue) == line) continue;
            _queues[queue.Queue] = line;
            changed.Add(line);
        }

        return changed;
    }
}

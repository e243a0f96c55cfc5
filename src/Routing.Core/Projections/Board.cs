using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Projections;

/// <summary>The live board of a workspace: queues, threads and agents as a fold of events. A copy: nothing is decided on it.</summary>
/// <remarks>Seeded from a copy of the desk, then fed by events. Every event sets what it says absolutely, so events that the seed
/// already holds may be folded once more. Cost per event: constant, but for the order of a queue (logarithmic). Not thread-safe.</remarks>
public sealed partial class Board
{
    private readonly Dictionary<ThreadId, BoardThread> _threads = [];
    private readonly SortedDictionary<AgentId, BoardAgent> _agents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<QueueId, BoardQueue> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<CustomerKey> _muted = [];
    private readonly Deadlines _deadlines = new();

    public Policy Policy { get; private set; } = Policy.Default;

    /// <summary>Counts changes; rows carry the number of theirs.</summary>
    public long Changes { get; private set; }

    public IReadOnlyCollection<BoardQueue> Queues => _queues.Values;

    public IReadOnlyCollection<BoardAgent> Agents => _agents.Values;

    public int Threads => _threads.Count;

    public VolumeFigures Volume { get; } = new();

    /// <summary>Threads whose clock runs, whoever has them, in no order.</summary>
    public IEnumerable<BoardThread> Running => _threads.Values.Where(Runs);

    public BoardThread? Thread(ThreadId thread) => _threads.GetValueOrDefault(thread);

    public BoardAgent? Agent(AgentId agent) => _agents.GetValueOrDefault(agent);

    /// <summary>Waiting threads of a queue, or of all, in the order in which they are served.</summary>
    public IEnumerable<BoardThread> Waiting(QueueId? queue) => queue is null
        ? _queues.Values.SelectMany(each => each.ByRank).Order().Select(entry => _threads[entry.Thread])
        : _queues.TryGetValue(queue, out var one) ? one.ByRank.Select(entry => _threads[entry.Thread]) : [];

    public static Board Of(DeskSnapshot desk)
    {
        var board = new Board();
        board.Take(desk.Policy);
        foreach (var paused in desk.Standstills?.Queues ?? []) board.Queue(paused.Queue).Paused = paused.Since;
        foreach (var unstaffed in desk.Unstaffed ?? []) board.Queue(unstaffed.Queue).UnstaffedSince = unstaffed.Since;
        foreach (var muted in desk.Standstills?.Authors ?? []) board._muted.Add(muted.Author);
        foreach (var agent in desk.Agents)
        {
            if (agent.Removed) continue;
            var row = board.AgentRow(agent.Agent);
            (row.Name, row.Skills, row.Slots, row.Ready) = (agent.Name, agent.Skills, agent.Slots, agent.Ready);
            (row.Temporary, row.ShiftUntil) = (agent.Temporary, agent.Shift is { IsOver: false } shift ? shift.Until : null);
            row.Status = agent.Ready ? "available" : agent.Gone ? "offline" : "away";
        }

        foreach (var thread in desk.Threads)
        {
            var row = board.Open(thread.Thread);
            (row.Queue, row.Report, row.Rank) = (thread.Need.Queue, thread.Report, thread.Rank);
            (row.Need, row.Chosen) = (thread.Need, thread.ChosenQueue);
            (row.Holding, row.Agent, row.Epoch, row.HoldsSlot) = (thread.Holding, thread.Agent, thread.Epoch, thread.HoldsSlot);
            (row.HeldSince, row.OfferUntil) = (thread.HeldSince, thread.Holding == Holding.Offered ? thread.OfferUntil : null);
            board.Close(row);
        }

        return board;
    }

    /// <summary>Sets an agent's status where the seed could not say it.</summary>
    public void Say(AgentId agent, AgentStatus status)
    {
        if (Agent(agent) is { } row) (row.Status, row.Changed) = (Name(status), ++Changes);
    }

    /// <summary>Time has passed: deadlines that went by unanswered count as missed, old figures fall out.</summary>
    public void Advance(Instant now)
    {
        while (_deadlines.PassedBy(now) is var (at, thread))
        {
            if (_threads.GetValueOrDefault(thread) is not { Expired: false } row || !Runs(row) || row.Rank!.Deadline != at) continue;
            row.Expired = true;
            Queue(row.Queue).Answers.Expired(at);
        }

        foreach (var queue in _queues.Values) queue.Answers.Advance(now);
    }

    private static bool Runs(BoardThread row) => row is { Rank: not null, Muted: false, Report: { Phase: Phase.Open, Unanswered: > 0 } };

    private void Take(Policy policy)
    {
        Policy = policy;
        foreach (var queue in policy.Queues) Queue(queue.Id);
        foreach (var empty in _queues.Values.Where(queue => policy.Queue(queue.Queue) is null && Unused(queue)).ToList())
            _queues.Remove(empty.Queue);
    }

    private static bool Unused(BoardQueue queue) => queue is { Waiting: 0, Offered: 0, Assigned: 0, Paused: null };

    private BoardQueue Queue(QueueId id)
    {
        if (!_queues.TryGetValue(id, out var queue)) _queues[id] = queue = new(id);
        return queue;
    }

    private BoardAgent AgentRow(AgentId id)
    {
        if (!_agents.TryGetValue(id, out var agent)) _agents[id] = agent = new(id);
        agent.Changed = ++Changes;
        return agent;
    }

    /// <summary>Takes a thread's row out of all counts, so that it may be changed; <see cref="Close"/> puts it back.</summary>
    private BoardThread Open(ThreadId thread)
    {
        if (!_threads.TryGetValue(thread, out var row)) return _threads[thread] = new(thread);
        Uncount(row);
        return row;
    }

    private void Close(BoardThread row)
    {
        row.Changed = ++Changes;
        if (row.Rank is not { } rank || row.Report is null) return;
        row.Muted = row.Holding == Holding.Waiting && _muted.Contains(row.Report.Customer);
        var queue = Queue(row.Queue);
        if (row.Waits)
        {
            queue.ByRank.Add((rank.ListKey, row.Thread));
            queue.BySince.Add((rank.Since.Ms, row.Thread));
        }

        if (row.Holding == Holding.Offered) queue.Offered++;
        if (row.Holding == Holding.Assigned) queue.Assigned++;
        if (Runs(row) && !row.Expired) _deadlines.Add(rank.Deadline, row.Thread, _threads);
        if (row.Agent is not { } holder || _agents.GetValueOrDefault(holder) is not { } agent) return;
        if (agent.Holds.Add(row.Thread))
        {
            if (row.HoldsSlot) agent.Used++;
            agent.Load += row.Cost = Policy.HeldCost(row.Report);
        }

        agent.Changed = Changes;
    }

    private void Uncount(BoardThread row)
    {
        if (row.Rank is not { } rank || row.Report is null) return;
        var queue = Queue(row.Queue);
        queue.ByRank.Remove((rank.ListKey, row.Thread));
        queue.BySince.Remove((rank.Since.Ms, row.Thread));
        if (row.Holding == Holding.Offered) queue.Offered--;
        if (row.Holding == Holding.Assigned) queue.Assigned--;
        if (row.Agent is not { } holder || _agents.GetValueOrDefault(holder) is not { } agent) return;
        if (agent.Holds.Remove(row.Thread))
        {
            if (row.HoldsSlot) agent.Used--;
            agent.Load -= row.Cost;
        }

        agent.Changed = ++Changes;
    }

    private static string Name(AgentStatus status) => status switch
    {
        AgentStatus.Available => "available",
        AgentStatus.Away => "away",
        AgentStatus.Busy => "busy",
        AgentStatus.Break => "break",
        AgentStatus.Training => "training",
        AgentStatus.Draining => "draining",
        _ => "offline",
    };
}

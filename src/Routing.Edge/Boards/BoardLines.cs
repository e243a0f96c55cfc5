using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Projections;

namespace Routing.Edge.Boards;

/// <summary>The whole board as <c>GET /v1/board</c> shows it: figures, queues, agents; threads are on pages.</summary>
/// <param name="AsOf">Everything that happened up to then is in it.</param>
/// <param name="AgeMs">How much older than now that is.</param>
public sealed record BoardDocument(
    Instant AsOf, long AgeMs, int OpenThreads, int Waiting, double Occupancy, IReadOnlyList<QueueLine> Queues, IReadOnlyList<AgentLine> Agents)
{
    public static BoardDocument Of(LiveBoard live)
    {
        var (asOf, age) = live.Age();
        return live.Read(board => new BoardDocument(
            asOf, age, board.Threads, board.Queues.Sum(queue => queue.Waiting), OccupancyOf(board),
            [.. board.Queues.Select(QueueLine.Of)], [.. board.Agents.Select(AgentLine.Of)]));
    }

    /// <summary>Share of the slots of agents who take work, or have some, that is in use.</summary>
    public static double OccupancyOf(Board board) =>
        OccupancyOf(board.Agents.Where(agent => agent.Ready || agent.Used > 0).Select(agent => (agent.Load, agent.Slots)));

    internal static double OccupancyOf(IEnumerable<(int Load, int Slots)> there)
    {
        var (load, slots) = there.Aggregate((Load: 0, Slots: 0), (sum, agent) => (sum.Load + agent.Load, sum.Slots + agent.Slots));
        return slots == 0 ? 0 : Math.Round(load / 100.0 / slots, 4);
    }
}

/// <summary>The board as it was at an earlier second.</summary>
/// <param name="From">The earliest second that is kept.</param>
/// <param name="At">The second that was asked for.</param>
public sealed record BoardPast(Instant From, Instant At, int Waiting, double Occupancy, IReadOnlyList<QueueLine> Queues, IReadOnlyList<AgentLine> Agents)
{
    public static BoardPast Of(Instant from, Instant at, BoardStanding standing)
    {
        var there = standing.Agents.Where(agent => agent.Ready || agent.Used > 0);
        return new(from, at, standing.Queues.Sum(queue => queue.Waiting), BoardDocument.OccupancyOf(there.Select(agent => (agent.Load, agent.Slots))),
            [.. standing.Queues.Select(QueueLine.Of)], [.. standing.Agents.Select(AgentLine.Of)]);
    }
}

/// <param name="ServiceLevel">Share answered in time of all answered or expired: last hour; null where there was none.</param>
/// <param name="AverageSpeedSeconds">From receipt to answer: last hour.</param>
/// <param name="Paused">Nothing of it is offered; null: it is open.</param>
/// <param name="UnstaffedSince">An alert: all its agents are offline since then; null: somebody is there, or nobody was yet.</param>
public sealed record QueueLine(
    QueueId Queue, int Waiting, int Offered, int Assigned, Instant? OldestWaiting, double? ServiceLevel, double? ServiceLevelDay,
    double? AverageSpeedSeconds, double? AverageSpeedSecondsDay, Standstill? Paused = null, Instant? UnstaffedSince = null)
{
    public static QueueLine Of(BoardQueue queue) => new(
        queue.Queue, queue.Waiting, queue.Offered, queue.Assigned, queue.OldestWaiting, Round(queue.Answers.Hour.ServiceLevel),
        Round(queue.Answers.Day.ServiceLevel), Round(queue.Answers.Hour.AverageSeconds), Round(queue.Answers.Day.AverageSeconds),
        queue.Paused, queue.UnstaffedSince);

    public static QueueLine Of(QueueStanding queue) => new(
        queue.Queue, queue.Waiting, queue.Offered, queue.Assigned, queue.OldestWaiting, Round(queue.Level), Round(queue.LevelDay), null, null, queue.Paused);

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;
}

/// <param name="TemporaryUntil">Until when skills and slots are other than usual, by whom and why; null: they are as usual.</param>
/// <param name="ShiftUntil">When the shift that runs ends; null: none does.</param>
public sealed record AgentLine(
    AgentId Agent, string Name, string Status, bool Ready, int Used, int Slots, double Occupancy, IReadOnlyList<ThreadId> Threads,
    Instant? TemporaryUntil = null, string? TemporaryBy = null, string? TemporaryWhy = null, Instant? ShiftUntil = null)
{
    public static AgentLine Of(BoardAgent agent) => new(
        agent.Agent, agent.Name, agent.Status, agent.Ready, agent.Used, agent.Slots,
        agent.Slots == 0 ? 0 : Math.Round(agent.Load / 100.0 / agent.Slots, 4), [.. agent.Held.Order(StringComparer.Ordinal)],
        agent.Temporary?.Until, agent.Temporary?.By, agent.Temporary?.Why, agent.ShiftUntil);

    /// <summary>As it was: which threads they had is not kept.</summary>
    public static AgentLine Of(AgentStanding agent) => new(
        agent.Agent, agent.Name, agent.Status, agent.Ready, agent.Used, agent.Slots, agent.Slots == 0 ? 0 : Math.Round(agent.Load / 100.0 / agent.Slots, 4), []);
}

/// <summary>A waiting thread on a page of the board, in the order of service.</summary>
public sealed record WaitingLine(
    ThreadId Thread, QueueId Queue, string Channel, Visibility Visibility, Urgency Urgency, string Topic, string Language, Instant Since,
    Instant Deadline, long RankKey, int Unanswered, Priority Priority = Priority.Usual)
{
    public static WaitingLine Of(BoardThread row) => new(
        row.Thread, row.Queue, row.Report!.Channel, row.Report.Visibility, row.Report.Reading.Urgency, row.Report.Reading.Topic,
        row.Report.Reading.Language, row.Rank!.Since, row.Rank.Deadline, row.Rank.ListKey, row.Report.Unanswered,
        row.Rank.Priority);
}

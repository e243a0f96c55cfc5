using Routing.Core.Desks;

namespace Routing.Core.Projections;

/// <summary>The board as it was at any earlier second of the last day: how queues and agents stood. Of threads it holds numbers only.</summary>
/// <remarks>Kept are differences, in stretches of ten minutes that each begin with a whole picture: an earlier second is that picture and the
/// differences up to it. Bounded by <see cref="MostStandings"/>: with many agents the oldest stretches fall out before the day is over. Counted since
/// the process started. Not thread-safe.</remarks>
public sealed class BoardHistory
{
    /// <summary>Standings of queues and agents that are kept: some 40 MB. A busy day of a team of fifty fits into it.</summary>
    public const int MostStandings = 500_000;

    private const long SecondMs = 1_000;
    private const long StretchMs = 10 * 60 * SecondMs;
    private const long DayMs = 24 * 60 * 60 * SecondMs;

    private readonly Queue<Stretch> _stretches = new();
    private readonly Dictionary<QueueId, QueueStanding> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, AgentStanding> _agents = new(StringComparer.Ordinal);
    private readonly int _most;
    private Stretch? _last;
    private Board? _board;
    private long _noted = -1;
    private long _changes = -1;
    private int _standings;

    public BoardHistory(int mostStandings = MostStandings) => _most = mostStandings;

    /// <summary>The earliest second that is kept; null: nothing is yet.</summary>
    public Instant? From => _stretches.TryPeek(out var first) ? new Instant(first.From) : null;

    /// <summary>Notes how the board stands, at most once a second; a second in which nothing changed costs nothing.</summary>
    public void Note(Board board, Instant now)
    {
        var second = now.Ms / SecondMs * SecondMs;
        if (second <= _noted) return;
        // Another board, made anew, numbers its changes anew.
        var begins = _last is null || second - _last.From >= StretchMs || board != _board;
        if (!begins && board.Changes == _changes) return;
        if (begins) Begin(second);
        var since = begins ? -1 : _changes;
        (_noted, _changes, _board) = (second, board.Changes, board);
        var picture = new Picture(
            second, Changed(_queues, board.Queues.Select(QueueStanding.Of), standing => standing.Queue),
            Changed(_agents, board.Agents.Where(agent => agent.Changed > since).Select(AgentStanding.Of), standing => standing.Agent),
            Gone(_queues, board.Queues.Count, board.Queues.Select(queue => queue.Queue)),
            Gone(_agents, board.Agents.Count, board.Agents.Select(agent => agent.Agent)));
        _last!.Pictures.Add(picture);
        _standings += picture.Size;
        _last.Size += picture.Size;
        Forget(second);
    }

    /// <returns>How it stood in that second; null if that is not kept.</returns>
    public BoardStanding? At(Instant time)
    {
        var stretch = _stretches.LastOrDefault(each => each.From <= time.Ms);
        if (stretch is null) return null;
        var (queues, agents) = (new SortedDictionary<QueueId, QueueStanding>(StringComparer.Ordinal), new SortedDictionary<AgentId, AgentStanding>(StringComparer.Ordinal));
        foreach (var picture in stretch.Pictures.TakeWhile(each => each.At <= time.Ms))
        {
            foreach (var queue in picture.Queues) queues[queue.Queue] = queue;
            foreach (var agent in picture.Agents) agents[agent.Agent] = agent;
            foreach (var queue in picture.QueuesGone) queues.Remove(queue);
            foreach (var agent in picture.AgentsGone) agents.Remove(agent);
        }

        return new BoardStanding([.. queues.Values], [.. agents.Values]);
    }

    private void Begin(long second)
    {
        _queues.Clear();
        _agents.Clear();
        _stretches.Enqueue(_last = new Stretch(second));
    }

    private void Forget(long second)
    {
        while (_stretches.Count > 1 && (_standings > _most || second - _stretches.Peek().From > DayMs)) _standings -= _stretches.Dequeue().Size;
    }

    private static T[] Changed<TKey, T>(Dictionary<TKey, T> known, IEnumerable<T> all, Func<T, TKey> key)
        where TKey : notnull
        where T : class
    {
        var changed = new List<T>();
        foreach (var standing in all)
        {
            if (standing.Equals(known.GetValueOrDefault(key(standing)))) continue;
            known[key(standing)] = standing;
            changed.Add(standing);
        }

        return [.. changed];
    }

    private static TKey[] Gone<TKey, T>(Dictionary<TKey, T> known, int count, IEnumerable<TKey> all)
        where TKey : notnull
    {
        if (known.Count == count) return [];
        var here = all.ToHashSet(known.Comparer);
        TKey[] gone = [.. known.Keys.Where(key => !here.Contains(key))];
        foreach (var key in gone) known.Remove(key);
        return gone;
    }

    private sealed record Picture(long At, QueueStanding[] Queues, AgentStanding[] Agents, QueueId[] QueuesGone, AgentId[] AgentsGone)
    {
        public int Size => 1 + Queues.Length + Agents.Length;
    }

    private sealed class Stretch(long from)
    {
        public long From { get; } = from;

        public List<Picture> Pictures { get; } = [];

        public int Size { get; set; }
    }
}

/// <summary>Queues and agents as they stood at one second.</summary>
public sealed record BoardStanding(IReadOnlyList<QueueStanding> Queues, IReadOnlyList<AgentStanding> Agents);

/// <summary>How a queue stood.</summary>
/// <param name="Level">Share answered in time over the hour before; null where there was none.</param>
public sealed record QueueStanding(QueueId Queue, int Waiting, int Offered, int Assigned, Instant? OldestWaiting, float? Level, float? LevelDay, Standstill? Paused)
{
    internal static QueueStanding Of(BoardQueue queue) => new(
        queue.Queue, queue.Waiting, queue.Offered, queue.Assigned, queue.OldestWaiting, (float?)queue.Answers.Hour.ServiceLevel,
        (float?)queue.Answers.Day.ServiceLevel, queue.Paused);
}

/// <summary>How an agent stood.</summary>
public sealed record AgentStanding(AgentId Agent, string Name, string Status, bool Ready, int Used, int Slots, int Load)
{
    internal static AgentStanding Of(BoardAgent agent) => new(agent.Agent, agent.Name, agent.Status, agent.Ready, agent.Used, agent.Slots, agent.Load);
}

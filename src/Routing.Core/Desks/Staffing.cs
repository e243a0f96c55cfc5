using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>Which queues have anybody present who can serve them: of each one such agent is known by name. An index: it follows from agents and policy.</summary>
/// <remarks>So a sign-in costs a look at each queue, and a sign-off a search only where it is the very agent who was known; the search goes on where
/// the last one of the queue stopped, round and round, so that a desk that empties looks at each agent a few times in all.</remarks>
public sealed class Staffing
{
    private readonly Dictionary<QueueId, bool> _turned = new(StringComparer.Ordinal);
    private List<Queue> _queues = [];

    /// <summary>Queues that lost the last one present (false), or of which an alert stands and somebody is there again (true), in no order.</summary>
    internal IReadOnlyDictionary<QueueId, bool> Turned => _turned;

    /// <summary>Under another policy agents serve other queues.</summary>
    /// <param name="unstaffed">Those of which an alert stands.</param>
    internal void Under(Policy policy, IReadOnlyList<DeskAgent> agents, Dictionary<QueueId, Instant> unstaffed)
    {
        var staffed = _queues.Where(queue => queue.Somebody is not null).Select(queue => queue.Id).ToHashSet(StringComparer.Ordinal);
        _queues = [.. policy.Queues.Select(queue => new Queue(queue.Id, Ranking.LoosestOf(policy, queue)))];
        _turned.Clear();
        foreach (var queue in _queues)
        {
            queue.Search(agents);
            if (queue.Somebody is not null ? unstaffed.ContainsKey(queue.Id) : staffed.Contains(queue.Id)) Turn(queue, unstaffed);
        }
    }

    /// <summary>The agent came, went, was removed, or can do other things.</summary>
    internal void Look(DeskAgent agent, IReadOnlyList<DeskAgent> agents, Dictionary<QueueId, Instant> unstaffed)
    {
        var isPresent = IsPresent(agent);
        foreach (var queue in _queues)
        {
            if (queue.Somebody == agent && !(isPresent && agent.Covers(queue.Need))) queue.Search(agents);
            else if (queue.Somebody is null && isPresent && agent.Covers(queue.Need)) queue.Somebody = agent;
            else continue;
            Turn(queue, unstaffed);
        }
    }

    /// <summary>What was turned is noted.</summary>
    internal void Settle(QueueId queue) => _turned.Remove(queue);

    private void Turn(Queue queue, Dictionary<QueueId, Instant> unstaffed)
    {
        var isStaffed = queue.Somebody is not null;
        if (isStaffed == unstaffed.ContainsKey(queue.Id)) _turned[queue.Id] = isStaffed;
        else _turned.Remove(queue.Id);
    }

    private static bool IsPresent(DeskAgent agent) => agent is { Removed: false, Gone: false };

    private sealed class Queue(QueueId id, Need need)
    {
        private int _next;

        public QueueId Id => id;

        public Need Need => need;

        public DeskAgent? Somebody { get; set; }

        public void Search(IReadOnlyList<DeskAgent> agents)
        {
            Somebody = null;
            for (var looked = 0; looked < agents.Count; looked++)
            {
                var at = (_next + looked) % agents.Count;
                if (!IsPresent(agents[at]) || !agents[at].Covers(need)) continue;
                (Somebody, _next) = (agents[at], at);
                return;
            }
        }
    }
}

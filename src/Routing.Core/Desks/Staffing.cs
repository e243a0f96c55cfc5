using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>Which queues have anybody present who can serve them: of each one such agent is known by name. An index: it follows from agents, policy
/// and which queues are open.</summary>
/// <remarks>So a sign-in costs a look at each queue, and a sign-off a search only where it is the very agent who was known; the search goes on where
/// the last one of the queue stopped, round and round, so that a desk that empties looks at each agent a few times in all.</remarks>
public sealed class Staffing
{
    private readonly Dictionary<QueueId, bool> _turned = new(StringComparer.Ordinal);
    private List<Queue> _queues = [];

    /// <summary>Open queues that have nobody (false), and those of which an alert stands for nothing any more (true), in no order.</summary>
    internal IReadOnlyDictionary<QueueId, bool> Turned => _turned;

    /// <summary>Under another policy agents serve other queues.</summary>
    /// <param name="unstaffed">Those of which an alert stands.</param>
    /// <param name="hours">Of those that have any; one that is not yet among them counts as closed until it is <see cref="Turn(QueueId, bool,
    /// IReadOnlyList{DeskAgent}, Dictionary{QueueId, Instant})">turned</see>.</param>
    internal void Under(
        Policy policy, IReadOnlyList<DeskAgent> agents, Dictionary<QueueId, Instant> unstaffed, IReadOnlyDictionary<QueueId, QueueHours> hours)
    {
        var staffed = _queues.Where(queue => queue.Somebody is not null).Select(queue => queue.Id).ToHashSet(StringComparer.Ordinal);
        _queues = [.. policy.Queues.Select(queue => new Queue(queue.Id, Ranking.LoosestOf(policy, queue), IsOpen(queue, hours)))];
        _turned.Clear();
        foreach (var queue in _queues)
        {
            queue.Search(agents);
            queue.IsLost = queue.Somebody is null && staffed.Contains(queue.Id);
            if (queue.IsLost || unstaffed.ContainsKey(queue.Id)) Turn(queue, unstaffed);
        }
    }

    /// <summary>Whether anybody is present who can serve it.</summary>
    internal bool IsStaffed(QueueId queue) => _queues.Find(known => known.Id == queue)?.Somebody is not null;

    /// <summary>A queue opens or closes. When one opens whoever could serve it is missed, unless its hours are known for the first time.</summary>
    internal void Turn(QueueId id, bool isOpen, IReadOnlyList<DeskAgent> agents, Dictionary<QueueId, Instant> unstaffed)
    {
        var queue = _queues.Find(known => known.Id == id)!;
        var opens = isOpen && queue.IsOpen == false;
        var isMissed = opens && agents.Any(agent => !agent.Removed && agent.Covers(queue.Need));
        queue.IsOpen = isOpen;
        if (isMissed || queue.IsLost || unstaffed.ContainsKey(id)) Turn(queue, unstaffed);
        queue.IsLost = false;
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
        var isWell = queue.Somebody is not null || queue.IsOpen != true;
        if (isWell == unstaffed.ContainsKey(queue.Id)) _turned[queue.Id] = isWell;
        else _turned.Remove(queue.Id);
    }

    private static bool? IsOpen(QueuePolicy queue, IReadOnlyDictionary<QueueId, QueueHours> hours) =>
        queue.Hours.Spans.Length == 0 ? true : hours.TryGetValue(queue.Id, out var known) ? known.IsOpen : null;

    private static bool IsPresent(DeskAgent agent) => agent is { Removed: false, Gone: false };

    private sealed class Queue(QueueId id, Need need, bool? isOpen)
    {
        private int _next;

        public QueueId Id => id;

        public Need Need => need;

        public DeskAgent? Somebody { get; set; }

        /// <summary>Null: its hours are not known yet.</summary>
        public bool? IsOpen { get; set; } = isOpen;

        /// <summary>Under the policy before there was somebody.</summary>
        public bool IsLost { get; set; }

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

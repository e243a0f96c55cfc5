using System.Runtime.CompilerServices;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Policies;

/// <summary>A policy's queues by topic: which one takes a thread is looked for among those alone that ask for its topic or for none.</summary>
/// <remarks>Made when first asked for, and gone with the policy. Queues never change; a policy that changes has others.</remarks>
internal sealed class QueuesByTopic
{
    private static readonly ConditionalWeakTable<QueuePolicy[], QueuesByTopic> Made = [];

    private readonly Dictionary<string, QueuePolicy[]> _byTopic = new(StringComparer.Ordinal);
    private readonly QueuePolicy[] _anyTopic;

    private QueuesByTopic(QueuePolicy[] queues)
    {
        _anyTopic = [.. queues.Where(queue => queue.Match.Topics is not { Length: > 0 })];
        foreach (var topic in queues.SelectMany(queue => queue.Match.Topics ?? []).Distinct(StringComparer.Ordinal))
            _byTopic[topic] = [.. queues.Where(queue => queue.Match.Topics is not { Length: > 0 } topics || Array.IndexOf(topics, topic) >= 0)];
    }

    public static QueuesByTopic Of(QueuePolicy[] queues) => Made.GetValue(queues, static of => new QueuesByTopic(of));

    /// <summary>The first, in the policy's order, that takes it.</summary>
    public QueuePolicy? First(Report report)
    {
        foreach (var queue in _byTopic.GetValueOrDefault(report.Reading.Topic, _anyTopic))
        {
            if (queue.Match.Takes(report.Channel, report.Reading, report.Visibility)) return queue;
        }

        return null;
    }
}

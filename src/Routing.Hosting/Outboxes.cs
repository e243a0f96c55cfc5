using Routing.Core;

namespace Routing.Hosting;

/// <summary>Envelopes of one actor that were not acknowledged yet, by receiver, in order. A receiver at rest costs nothing.</summary>
public sealed class Outboxes
{
    private Neighbours<Waiting> waiting;

    /// <summary>Number of the last envelope sent, whoever it went to.</summary>
    public long Sent { get; set; }

    public bool IsEmpty => waiting.Count == 0;

    public IReadOnlyCollection<ActorId> Receivers => [.. waiting.All().Select(pair => pair.Key)];

    public Envelope Add(ActorId from, ActorId to, Command command)
    {
        Sent++;
        var previous = Enqueue(to, Sent, command);
        return new Envelope(from, to, Sent, previous, command);
    }

    public void Restore(ActorId to, long number, Command command) => Enqueue(to, number, command);

    /// <summary>All of it was taken.</summary>
    public void Clear() => waiting.Clear();

    /// <summary>Whether anything was forgotten by it.</summary>
    public bool Acknowledge(ActorId receiver, long number)
    {
        if (!waiting.TryGet(receiver, out var outbox)) return false;
        var queue = outbox.Queue;
        var any = false;
        while (queue.Count > 0 && queue.Peek().Number <= number)
        {
            queue.Dequeue();
            any = true;
        }

        if (queue.Count == 0) waiting.Remove(receiver);
        return any;
    }

    /// <summary>What waits for a receiver, linked from the first that is still on its way.</summary>
    public IReadOnlyList<Envelope> To(ActorId from, ActorId receiver)
    {
        if (!waiting.TryGet(receiver, out var outbox)) return [];
        var envelopes = new List<Envelope>(outbox.Queue.Count);
        var previous = 0L;
        foreach (var (number, command) in outbox.Queue)
        {
            envelopes.Add(new Envelope(from, receiver, number, previous, command));
            previous = number;
        }

        return envelopes;
    }

    public IEnumerable<(ActorId To, long Number, Command Command)> All() =>
        waiting.All().SelectMany(pair => pair.Value.Queue.Select(item => (pair.Key, item.Number, item.Command)));

    /// <returns>Number of the one before it that still waits; 0 for none.</returns>
    private long Enqueue(ActorId to, long number, Command command)
    {
        if (!waiting.TryGet(to, out var outbox)) waiting.Set(to, outbox = new Waiting());
        var previous = outbox.Last;
        outbox.Queue.Enqueue((number, command));
        outbox.Last = number;
        return previous;
    }

    /// <summary>What waits for one receiver.</summary>
    private sealed class Waiting
    {
        public Queue<(long Number, Command Command)> Queue { get; } = new(1);

        public long Last { get; set; }
    }
}

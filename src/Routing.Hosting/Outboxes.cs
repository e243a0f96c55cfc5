using Routing.Core;

namespace Routing.Hosting;

/// <summary>Envelopes of one actor that were not acknowledged yet, by receiver, in order. A receiver at rest costs nothing.</summary>
public sealed class Outboxes
{
    private readonly Dictionary<ActorId, Queue<(long Number, Command Command)>> waiting = [];

    private readonly Dictionary<ActorId, long> last = [];

    /// <summary>Number of the last envelope sent, whoever it went to.</summary>
    public long Sent { get; set; }

    public bool IsEmpty => waiting.Count == 0;

    public IReadOnlyCollection<ActorId> Receivers => waiting.Keys;

    public Envelope Add(ActorId from, ActorId to, Command command)
    {
        if (!waiting.TryGetValue(to, out var queue)) waiting[to] = queue = new();
        var previous = queue.Count > 0 ? last[to] : 0;
        Sent++;
        last[to] = Sent;
        queue.Enqueue((Sent, command));
        return new Envelope(from, to, Sent, previous, command);
    }

    public void Restore(ActorId to, long number, Command command)
    {
        if (!waiting.TryGetValue(to, out var queue)) waiting[to] = queue = new();
        queue.Enqueue((number, command));
        last[to] = number;
    }

    /// <summary>All of it was taken.</summary>
    public void Clear()
    {
        waiting.Clear();
        last.Clear();
    }

    /// <summary>Whether anything was forgotten by it.</summary>
    public bool Acknowledge(ActorId receiver, long number)
    {
        if (!waiting.TryGetValue(receiver, out var queue)) return false;
        var any = false;
        while (queue.Count > 0 && queue.Peek().Number <= number)
        {
            queue.Dequeue();
            any = true;
        }

        if (queue.Count == 0)
        {
            waiting.Remove(receiver);
            last.Remove(receiver);
        }

        return any;
    }

    /// <summary>What waits for a receiver, linked from the first that is still on its way.</summary>
    public IReadOnlyList<Envelope> To(ActorId from, ActorId receiver)
    {
        if (!waiting.TryGetValue(receiver, out var queue)) return [];
        var envelopes = new List<Envelope>(queue.Count);
        var previous = 0L;
        foreach (var (number, command) in queue)
        {
            envelopes.Add(new Envelope(from, receiver, number, previous, command));
            previous = number;
        }

        return envelopes;
    }

    public IEnumerable<(ActorId To, long Number, Command Command)> All() =>
        waiting.SelectMany(pair => pair.Value.Select(item => (pair.Key, item.Number, item.Command)));
}

using Routing.Core;

namespace Routing.Grains;

/// <summary>Actors of this silo that are due within the next minute. What is due later, or is not in memory, is found in the store.</summary>
/// <remarks>Entries are not taken back when an actor changes its mind: a wake-up for nothing is harmless. Thread-safe.</remarks>
public sealed class DueList
{
    /// <summary>Milliseconds ahead that are kept here: longer than any offer stands.</summary>
    public const long Ahead = 60_000;

    private readonly Lock gate = new();
    private readonly PriorityQueue<ActorId, long> due = new();

    public void Note(ActorId actor, Instant at, Instant now)
    {
        if (at.Ms - now.Ms > Ahead) return;
        lock (gate) due.Enqueue(actor, at.Ms);
    }

    /// <summary>Takes out whoever is due by now.</summary>
    public List<ActorId> Take(Instant now)
    {
        var actors = new List<ActorId>();
        lock (gate)
        {
            while (due.TryPeek(out var actor, out var at) && at <= now.Ms)
            {
                due.Dequeue();
                actors.Add(actor);
            }
        }

        return actors;
    }
}

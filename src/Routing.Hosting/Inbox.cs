using Routing.Core;

namespace Routing.Hosting;

/// <summary>The last envelope taken from each sender, so that repeats are dropped.</summary>
/// <remarks>A sender that was silent for <see cref="Limits.SenderMemoryMs"/> is forgotten: nothing of it can still be on its way, and
/// the link to its previous envelope (see <see cref="Envelope"/>) keeps order without memory.</remarks>
public sealed class Inbox
{
    private readonly Dictionary<ActorId, (long Number, Instant At)> taken = [];

    public Taken Check(Envelope envelope)
    {
        var last = taken.GetValueOrDefault(envelope.From).Number;
        if (envelope.Number <= last) return Taken.Repeat;
        return envelope.Previous > last ? Taken.Gap : Taken.Yes;
    }

    /// <summary>So many senders are to come.</summary>
    public void EnsureCapacity(int senders) => taken.EnsureCapacity(taken.Count + senders);

    public void Took(ActorId sender, long number, Instant at) => taken[sender] = (number, at);

    public void Forget(Instant now)
    {
        foreach (var (sender, last) in taken)
        {
            if (now - last.At > Limits.SenderMemoryMs) taken.Remove(sender);
        }
    }

    public IEnumerable<(ActorId From, long Number, Instant At)> All() => taken.Select(pair => (pair.Key, pair.Value.Number, pair.Value.At));
}

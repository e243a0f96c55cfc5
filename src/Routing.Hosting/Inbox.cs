using Routing.Core;

namespace Routing.Hosting;

/// <summary>The last envelope taken from each sender, so that repeats are dropped.</summary>
/// <remarks>A sender that was silent for <see cref="Limits.SenderMemoryMs"/> is forgotten: nothing of it can still be on its way, and
/// the link to its previous envelope (see <see cref="Envelope"/>) keeps order without memory.</remarks>
public sealed class Inbox
{
    private Neighbours<(long Number, Instant At)> taken;

    public Taken Check(Envelope envelope)
    {
        var last = taken.TryGet(envelope.From, out var known) ? known.Number : 0;
        if (envelope.Number <= last) return Taken.Repeat;
        return envelope.Previous > last ? Taken.Gap : Taken.Yes;
    }

    /// <summary>So many senders are to come.</summary>
    public void EnsureCapacity(int senders) => taken.MakeRoomFor(senders);

    public void Took(ActorId sender, long number, Instant at) => taken.Set(sender, (number, at));

    public void Forget(Instant now)
    {
        foreach (var (sender, last) in taken.All().ToArray())
        {
            if (now - last.At > Limits.SenderMemoryMs) taken.Remove(sender);
        }
    }

    public IEnumerable<(ActorId From, long Number, Instant At)> All() => taken.All().Select(pair => (pair.Key, pair.Value.Number, pair.Value.At));
}

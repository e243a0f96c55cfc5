using Routing.Core;

namespace Routing.Hosting;

/// <summary>What became of the commands of each client: the same id gets the same answer, and is never run again.</summary>
/// <remarks>Keeps <see cref="Limits.CommandsRemembered"/> per sender for <see cref="Limits.CommandMemoryMs"/>. Ids are UUIDv7 and carry
/// their time, so an id that may have been forgotten is known by its age and refused.</remarks>
public sealed class CommandMemory
{
    private static readonly Dictionary<string, Sender> Nobody = new(StringComparer.Ordinal);

    // Most actors never see a client's command.
    private Dictionary<string, Sender> senders = Nobody;

    /// <summary>The answer given before, or the refusal of an id that is too old; null if the command is to be decided.</summary>
    public Outcome? Recall(string sender, Guid id, Instant now)
    {
        if (senders.TryGetValue(sender, out var known))
        {
            if (known.Outcomes.TryGetValue(id, out var outcome)) return outcome;
            if (TimeOf(id) <= known.ForgottenUpTo) return new Outcome(Refusal.TooOld);
        }

        return now.Ms - TimeOf(id) > Limits.CommandMemoryMs ? new Outcome(Refusal.TooOld) : null;
    }

    public void Remember(string sender, Guid id, Outcome outcome)
    {
        var known = Of(sender);
        if (!known.Outcomes.TryAdd(id, outcome)) return;
        known.Order.Enqueue(id);
        while (known.Order.Count > Limits.CommandsRemembered) known.ForgetOldest();
    }

    /// <summary>Forgets what is refused by its age alone.</summary>
    public void Forget(Instant now)
    {
        foreach (var (name, known) in senders)
        {
            while (known.Order.TryPeek(out var oldest) && now.Ms - TimeOf(oldest) > Limits.CommandMemoryMs) known.ForgetOldest();
            if (known.Order.Count == 0) senders.Remove(name);
        }
    }

    /// <summary>What is remembered of each sender, in the order in which it came.</summary>
    public IEnumerable<(string Sender, IReadOnlyCollection<Guid> Ids, Func<Guid, Outcome> Outcome)> All() =>
        senders.Where(pair => pair.Value.Order.Count > 0)
            .Select(pair => (pair.Key, (IReadOnlyCollection<Guid>)pair.Value.Order, (Func<Guid, Outcome>)(id => pair.Value.Outcomes[id])));

    /// <summary>Up to which time the ids of a sender may be forgotten, where any are.</summary>
    public IEnumerable<(string Sender, long UpTo)> AllForgotten() =>
        senders.Where(pair => pair.Value.ForgottenUpTo >= 0).Select(pair => (pair.Key, pair.Value.ForgottenUpTo));

    public void RestoreForgotten(string sender, long upTo) => Of(sender).ForgottenUpTo = upTo;

    /// <summary>Milliseconds since 1970 in the first 48 bits of a UUIDv7.</summary>
    public static long TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var time = 0L;
        for (var i = 0; i < 6; i++) time = (time << 8) | bytes[i];
        return time;
    }

    private Sender Of(string sender)
    {
        if (senders.TryGetValue(sender, out var known)) return known;
        if (ReferenceEquals(senders, Nobody)) senders = new(StringComparer.Ordinal);
        return senders[sender] = new Sender();
    }

    private sealed class Sender
    {
        public Dictionary<Guid, Outcome> Outcomes { get; } = [];

        public Queue<Guid> Order { get; } = new();

        public long ForgottenUpTo { get; set; } = -1;

        public void ForgetOldest()
        {
            var id = Order.Dequeue();
            Outcomes.Remove(id);
            ForgottenUpTo = Math.Max(ForgottenUpTo, TimeOf(id));
        }
    }
}

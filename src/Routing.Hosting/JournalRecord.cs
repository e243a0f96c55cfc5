using Routing.Core;

namespace Routing.Hosting;

/// <summary>One turn as it is stored.</summary>
/// <param name="From">The actor whose envelope was taken, and its <c>Number</c>; null for a client's command or a wake-up.</param>
/// <param name="Sender">With <c>Command</c> and <c>Outcome</c>: a client's command that is to be remembered.</param>
/// <param name="Acknowledged">Up to which number receivers had taken this actor's envelopes, as learnt since the record before.</param>
public readonly record struct JournalRecord(
    ActorId Actor,
    long Version,
    Instant At,
    ActorId? From,
    long Number,
    string? Sender,
    Guid? Command,
    Outcome? Outcome,
    IReadOnlyCollection<KeyValuePair<ActorId, long>> Acknowledged,
    QuarantinedInput? Quarantined,
    IReadOnlyList<Event> Events)
{
    internal sealed class Builder
    {
        public ActorId Actor { get; set; }

        public long Version { get; set; }

        public Instant At { get; set; }

        public ActorId? From { get; set; }

        public long Number { get; set; }

        public string? Sender { get; set; }

        public Guid? Command { get; set; }

        public Outcome? Outcome { get; set; }

        public IReadOnlyCollection<KeyValuePair<ActorId, long>> Acknowledged { get; set; } = [];

        public QuarantinedInput? Quarantined { get; set; }

        public List<Event> Events { get; } = [];

        public JournalRecord Build() =>
            new(Actor, Version, At, From, Number, Sender, Command, Outcome, Acknowledged, Quarantined, Events);
    }
}

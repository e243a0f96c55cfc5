using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Hosting;

/// <summary>What one actor decided in one go, and all that follows from it.</summary>
/// <remarks>Owned by the shell once returned. Nothing in it may leave before <see cref="Version"/> is stored — answers, pushes and, in
/// a journal per actor, envelopes; in one causal log envelopes may go at once, since whatever they cause is stored after it.</remarks>
public sealed class Turn
{
    private IReadOnlyList<Envelope> envelopes = [];
    private IReadOnlyList<(AgentId Agent, Push Push)> pushes = [];
    private IReadOnlyList<(Origin Origin, Outcome Outcome)> answers = [];

    public required ActorId Actor { get; init; }

    /// <summary>Version of the actor after this turn: records of an actor are numbered from 1 without a gap.</summary>
    public required long Version { get; init; }

    public required Instant At { get; init; }

    /// <summary>The record as stored; empty if there is nothing to store (a read, a repeat, a duplicate message):
    /// what is released still waits until all that was appended for this actor is stored.</summary>
    public ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>A turn in which nothing happened: appended, it waits for all that was appended for this actor before it.</summary>
    public static Turn Nothing(ActorId actor, long version, Instant at) => new() { Actor = actor, Version = version, At = at, Events = [] };

    /// <summary>What happened, for projections and the feed.</summary>
    public required IReadOnlyList<Event> Events { get; init; }

    /// <summary>It is stored and released: what it sent, pushed and answered is let go, so that only what the tables need is kept for a while.</summary>
    public void LetGo() => (envelopes, pushes, answers) = ([], [], []);

    public IReadOnlyList<Body> Bodies { get; init; } = [];

    /// <summary>Keys of bodies to erase.</summary>
    public IReadOnlyList<string> Erase { get; init; } = [];

    public IReadOnlyList<Envelope> Envelopes { get => envelopes; init => envelopes = value; }

    public IReadOnlyList<(AgentId Agent, Push Push)> Pushes { get => pushes; init => pushes = value; }

    public IReadOnlyList<(Origin Origin, Outcome Outcome)> Answers { get => answers; init => answers = value; }

    /// <summary>What the actor's own client command came to; null for envelopes and wake-ups.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>When the actor wants to be woken; <see cref="Instant.Never"/> if not at all.</summary>
    public Instant Due { get; init; } = Instant.Never;

    /// <summary>Envelopes of this actor may not have been taken yet: after a crash it must be brought up and send again.</summary>
    public bool Unsent { get; init; }

    /// <summary>An input that was put away because deciding it failed twice.</summary>
    public QuarantinedInput? Quarantined { get; init; }
}

/// <summary>An input whose decision failed twice: kept whole, counted, replayable after a fix.</summary>
/// <param name="Id">Actor and version of the record that put it away.</param>
/// <param name="Input">The input in wire format.</param>
public sealed record QuarantinedInput(string Id, ActorId Actor, Instant At, string Input, string Error);

/// <summary>A command of a client (an agent's hub call, an API call), as opposed to an envelope of an actor.</summary>
/// <param name="Sender">Who, for idempotency: <c>agent:ann</c>, <c>api:crm</c>. Null where the command is idempotent by its content.</param>
/// <param name="Id">UUIDv7 drawn by the client; null as with <paramref name="Sender"/>.</param>
/// <param name="Bodies">Texts to store with it, if it is accepted.</param>
public sealed record ClientCommand(string? Sender, Guid? Id, Command Command, IReadOnlyList<Body> Bodies);

public enum Taken
{
    /// <summary>Decided now.</summary>
    Yes = 0,
    /// <summary>Taken before; the sender may forget it.</summary>
    Repeat = 1,
    /// <summary>The one before it has not come; the sender sends from there.</summary>
    Gap = 2,
}

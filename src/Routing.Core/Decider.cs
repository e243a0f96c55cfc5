namespace Routing.Core;

/// <summary>A pure decider: what one kind of actor decides and how its state follows from events.</summary>
/// <remarks>Deterministic, no clock, no randomness, no I/O. <c>Decide</c> never changes the state; <c>Evolve</c> alone does, so a
/// decision that throws leaves nothing behind. Static abstract members, so that the loop is specialised for each kind.</remarks>
public interface IDecider<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
{
    /// <summary>The state of an actor to which nothing has happened yet.</summary>
    static abstract TState Create(ActorId self);

    /// <summary>What follows from a command at an instant: events, or a numbered refusal. The same command twice has no second effect.</summary>
    static abstract Decision Decide(TState state, TCommand command, Instant now);

    /// <summary>What follows by itself from the state as it is now; asked again after each event until there is nothing more.
    /// Pure like <see cref="Decide"/>. Only the desk has something to say here: it matches.</summary>
    static virtual Event? Next(TState state, Instant now) => null;

    /// <summary>Applies one event to the state, in place.</summary>
    static abstract void Evolve(TState state, TEvent happened);

    /// <summary>What the loop sends when <see cref="Due"/> has come: look for what is due.</summary>
    static abstract TCommand Wake { get; }

    /// <summary>The next instant at which the actor wants its <see cref="Wake"/>; <see cref="Instant.Never"/> if none.</summary>
    static abstract Instant Due(TState state);

    /// <summary>Whether the actor will soon be asked for again, although nothing happens to it now. What has no open work leaves memory first.</summary>
    static virtual bool HasOpenWork(TState state) => false;

    /// <summary>Answers a question from the state. A read never changes anything.</summary>
    static abstract View Read(TState state, Query query, Instant now);

    /// <summary>The state as it is stored in a snapshot, and back. <c>Restore(Save(s))</c> equals <c>s</c>.</summary>
    static abstract object Save(TState state);

    /// <summary>The same as programs read it that know the contract only up to an older version; null: as it is saved today.</summary>
    static virtual object? SaveBefore(TState state, int contract) => null;

    /// <summary>The type that <see cref="Save"/> returns; the wire knows how to write it.</summary>
    static abstract Type SavedType { get; }

    static abstract TState Restore(ActorId self, object saved);
}

/// <summary>Something asked of an actor. Base of all commands; each kind of actor has its own family.</summary>
public abstract record Command;

/// <summary>Something that happened to an actor; what the journal holds. Names in the past tense. Never change one that was released.</summary>
public abstract record Event;

/// <summary>A question to an actor that changes nothing.</summary>
public abstract record Query;

/// <summary>The answer to a <see cref="Query"/>: small, immutable, safe to hand out.</summary>
public abstract record View;

/// <summary>What a decider decided: events and an outcome for whoever asked, or a refusal without events.</summary>
public readonly struct Decision
{
    private static readonly Event[] None = [];

    private Decision(Event[] events, Outcome outcome, bool storeBodies)
    {
        Events = events;
        Outcome = outcome;
        StoreBodies = storeBodies;
    }

    public Event[] Events { get; }

    public Outcome Outcome { get; }

    /// <summary>Whether texts that came with the command are to be kept (not where an edit or an erasure came first).</summary>
    public bool StoreBodies { get; }

    public static Decision Nothing => new(None, Outcome.Done, storeBodies: false);

    public static Decision Refuse(Refusal code, string? detail = null) => new(None, new Outcome(code, detail), storeBodies: false);

    /// <summary>Nothing happens, yet the one who asked gets a value (a duplicate, say).</summary>
    public static Decision Answer(Outcome outcome) => new(None, outcome, storeBodies: false);

    public static Decision Of(params Event[] events) => new(events, Outcome.Done, storeBodies: true);

    public static Decision Of(List<Event> events, Outcome? outcome = null, bool storeBodies = true) =>
        new([.. events], outcome ?? Outcome.Done, storeBodies);

    public Decision Without(string reason) => new(Events, new Outcome(Outcome.Code, reason), storeBodies: false);
}

/// <summary>What a command came to: done, or refused with a number. <c>Value</c> is an id (done) or a detail for people (refused).</summary>
/// <param name="Code">0 if done.</param>
/// <param name="Value">A thread's id for a message, a reply's id for a reply; for a refusal what exactly is wrong.</param>
/// <param name="Pending">The answer will come from another actor, to the same <c>Origin</c>.</param>
public sealed record Outcome(Refusal Code, string? Value = null, bool Pending = false)
{
    public static readonly Outcome Done = new(Refusal.None);
    public static readonly Outcome Later = new(Refusal.None, null, Pending: true);

    public bool IsRefused => Code is not Refusal.None and not Refusal.Duplicate;

    public static Outcome With(string value) => new(Refusal.None, value);
}

using Routing.Core;

namespace Routing.Simulation.Planted;

/// <summary>What a planted bug changes of a shipping decider; by itself nothing.</summary>
internal interface ITamper<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
{
    /// <summary>Another command than the one that was asked.</summary>
    static virtual TCommand Asked(TState state, TCommand command) => command;

    /// <summary>Other events than were decided; null for as they were.</summary>
    static virtual Event[]? Decided(TState state, TCommand command, Event[] events, Instant now) => null;

    /// <summary>Another event than happened; null for none at all.</summary>
    static virtual TEvent? Happened(TState state, TEvent happened) => happened;

    /// <summary>The state begins empty, or from a snapshot.</summary>
    static virtual void Begun(TState state)
    {
    }

    /// <summary>Another than follows by itself.</summary>
    static virtual Event? Next(TState state, Event? next) => next;

    /// <summary>Another than is saved.</summary>
    static virtual object Saved(object saved) => saved;

    static virtual Instant Due(TState state, Instant due) => due;
}

/// <summary>A shipping decider with a bug around it. The decider itself is the one that ships.</summary>
internal sealed class Tampered<TState, TCommand, TEvent, TDecider, TTamper> : IDecider<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
    where TDecider : IDecider<TState, TCommand, TEvent>
    where TTamper : ITamper<TState, TCommand, TEvent>
{
    private Tampered()
    {
    }

    public static TCommand Wake => TDecider.Wake;

    public static Type SavedType => TDecider.SavedType;

    public static TState Create(ActorId self) => Begin(TDecider.Create(self));

    public static Decision Decide(TState state, TCommand command, Instant now)
    {
        var decision = TDecider.Decide(state, TTamper.Asked(state, command), now);
        return TTamper.Decided(state, command, decision.Events, now) is { } events
            ? Decision.Of([.. events], decision.Outcome, decision.StoreBodies)
            : decision;
    }

    public static Event? Next(TState state, Instant now) => TTamper.Next(state, TDecider.Next(state, now));

    public static void Evolve(TState state, TEvent happened)
    {
        if (TTamper.Happened(state, happened) is { } told) TDecider.Evolve(state, told);
    }

    public static Instant Due(TState state) => TTamper.Due(state, TDecider.Due(state));

    public static View Read(TState state, Query query, Instant now) => TDecider.Read(state, query, now);

    public static object? SaveBefore(TState state, int contract) => TDecider.SaveBefore(state, contract) is { } saved ? TTamper.Saved(saved) : null;

    public static object Save(TState state) => TTamper.Saved(TDecider.Save(state));

    public static TState Restore(ActorId self, object saved) => Begin(TDecider.Restore(self, saved));

    private static TState Begin(TState state)
    {
        TTamper.Begun(state);
        return state;
    }
}

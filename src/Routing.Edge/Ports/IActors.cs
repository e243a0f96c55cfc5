using Routing.Core;

namespace Routing.Edge.Ports;

/// <summary>The edge's door to the actors. Every answer is given only once what it says is stored.</summary>
public interface IActors
{
    /// <summary>Asks an actor for something on behalf of a client.</summary>
    /// <param name="sender">Who asks, for idempotency: <c>agent:ann</c>, <c>api:crm</c>; null where content makes it idempotent.</param>
    /// <param name="id">UUIDv7 of the command; null with a null sender.</param>
    /// <param name="bodies">Texts that are stored with the command if it is accepted.</param>
    /// <returns><see cref="Refusal.Unknown"/> when it is not known in time whether it was stored: ask again with the same id.</returns>
    ValueTask<Outcome> Do(ActorId to, Command command, string? sender, Guid? id, IReadOnlyList<Body> bodies, CancellationToken cancel);

    /// <summary>As <see cref="Do"/>, for a command that another actor answers: the command is made with the origin of this question.</summary>
    ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies, CancellationToken cancel);

    ValueTask<TView> Read<TView>(ActorId from, Query query, CancellationToken cancel)
        where TView : View;
}

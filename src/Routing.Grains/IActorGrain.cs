using Orleans.Concurrency;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>The one contract of all actors: take an envelope, do a client's command, answer a question, wake up.</summary>
/// <remarks>
/// Calls interleave where a grain waits for its store, never within a turn: a turn is synchronous, so each is decided alone on the state
/// that the one before it left. What a turn says leaves in the order of turns, since the store calls back in the order of appends.
/// </remarks>
public interface IActorGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    ValueTask<Taken> Deliver(Parcel parcel);

    [AlwaysInterleave]
    ValueTask<Given> Do(Ask ask);

    [AlwaysInterleave]
    ValueTask<Handed> Read(Handed query);

    [AlwaysInterleave]
    ValueTask Wake();
}

/// <summary>What a command came to, as Orleans carries it.</summary>
[GenerateSerializer]
[Immutable]
public readonly record struct Given([property: Id(0)] Refusal Code, [property: Id(1)] string? Value)
{
    public Outcome ToOutcome() => new(Code, Value);
}

public interface IDirectoryGrain : IActorGrain;

public interface ICustomerGrain : IActorGrain;

public interface IThreadGrain : IActorGrain;

public interface IDeskGrain : IActorGrain;

public interface IAgentGrain : IActorGrain;

/// <summary>From an actor's name to its grain.</summary>
public static class ActorGrains
{
    public static IActorGrain Of(this IGrainFactory grains, ActorId actor) => actor.Kind switch
    {
        ActorKind.Directory => grains.GetGrain<IDirectoryGrain>(actor.ToString()),
        ActorKind.Customer => grains.GetGrain<ICustomerGrain>(actor.ToString()),
        ActorKind.Thread => grains.GetGrain<IThreadGrain>(actor.ToString()),
        ActorKind.Desk => grains.GetGrain<IDeskGrain>(actor.ToString()),
        ActorKind.Agent => grains.GetGrain<IAgentGrain>(actor.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor, "no such kind of actor"),
    };
}

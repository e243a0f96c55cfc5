using Orleans.Concurrency;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>The one contract of all cells: hand an actor an envelope, a client's command, a question, or wake it.</summary>
/// <remarks>For callers of other silos, and for the first call, which brings the cell up; within the silo the
/// <see cref="Floor"/> is called directly.</remarks>
public interface ICellGrain : IGrainWithStringKey
{
    /// <summary>Does nothing but bring the cell up.</summary>
    [AlwaysInterleave]
    ValueTask Open();

    [AlwaysInterleave]
    ValueTask<Taken> Deliver(Parcel parcel);

    [AlwaysInterleave]
    ValueTask<Given> Do(Ask ask);

    /// <param name="actor">As <see cref="ActorId.ToString"/> writes it.</param>
    [AlwaysInterleave]
    ValueTask<Handed> Read(string actor, Handed query);

    /// <inheritdoc cref="Read"/>
    [AlwaysInterleave]
    ValueTask Wake(string actor);
}

/// <summary>What a command came to, as Orleans carries it.</summary>
[GenerateSerializer]
[Immutable]
public readonly record struct Given([property: Id(0)] Refusal Code, [property: Id(1)] string? Value)
{
    public Outcome ToOutcome() => new(Code, Value);
}

/// <summary>A desk alone: one per workspace.</summary>
public interface IDeskGrain : ICellGrain;

/// <summary>Directory shards, customers, threads and agents, many to a cell.</summary>
public interface ISharedGrain : ICellGrain;

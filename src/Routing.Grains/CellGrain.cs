using Orleans.Concurrency;
using Orleans.Placement;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Holds a cell's place in the cluster: while it is up, its actors live on this silo's floor, and nowhere else.</summary>
public abstract class CellGrain(Floor floor) : Grain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => Open().AsTask();

    /// <summary>Waits until all that its actors decided is stored.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        floor.Close(this.GetPrimaryKeyString()).WaitAsync(cancellationToken);

    public ValueTask Open()
    {
        floor.Open(this.GetPrimaryKeyString());
        return ValueTask.CompletedTask;
    }

    public ValueTask<Taken> Deliver(Parcel parcel) => floor.Deliver(parcel.Envelope);

    public async ValueTask<Given> Do(Ask ask)
    {
        var outcome = await floor.Do(ask.To, ask.Command);
        return new Given(outcome.Code, outcome.Value);
    }

    public async ValueTask<Handed> Read(string actor, Handed query) => new(await floor.Read(ActorId.Parse(actor), query.As<Query>()));

    public ValueTask Wake(string actor) => floor.Wake(ActorId.Parse(actor));
}

/// <summary>Where waiting threads meet free agents: always in memory, never moved by itself.</summary>
[Reentrant]
[KeepAlive]
[Immovable]
public sealed class DeskGrain(Floor floor) : CellGrain(floor), IDeskGrain;

/// <summary>A share of a workspace's directory, customers, threads and agents. Kept, since Orleans does not see the calls that go past it;
/// the idle among its actors leave memory by themselves.</summary>
[Reentrant]
[KeepAlive]
public sealed class SharedGrain(Floor floor) : CellGrain(floor), ISharedGrain;

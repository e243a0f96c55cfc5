using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>The way to any actor, wherever it lives: straight to the floor of this silo, or through Orleans to another's.</summary>
public sealed class ActorDoor
{
    private readonly IGrainFactory grains;
    private readonly Floor floor;

    public ActorDoor(IGrainFactory grains, Floor floor)
    {
        (this.grains, this.floor) = (grains, floor);
        floor.Afar = Deliver;
    }

    /// <summary>Opens the cell of an actor. What it is given by this silo from then on waits in the order of the calls until it is up.</summary>
    public ValueTask Open(ActorId actor) => grains.Cell(Cells.Of(actor)).Open();

    /// <summary>Times that what surely had no effect is given again by itself: an actor that moves from silo to silo is found by the second.</summary>
    private const int Tries = 3;

    public async ValueTask<Outcome> Do(ActorId to, ClientCommand command)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await Try(to, command);
            }
            catch (NotDoneException again) when (again.Again)
            {
                if (tried == Tries) return new Outcome(again.Code, again.Message);
            }
        }
    }

    /// <exception cref="NotDoneException">It cannot be answered now.</exception>
    public async ValueTask<View> Read(ActorId from, Query query)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await Try(from, query);
            }
            catch (NotDoneException again) when (again.Again && tried < Tries)
            {
                // Asked again: a question has no effect.
            }
        }
    }

    public ValueTask Wake(ActorId actor)
    {
        var cell = Cells.Of(actor);
        return floor.Has(cell) ? floor.Wake(actor) : grains.Cell(cell).Wake(actor.ToString());
    }

    private async ValueTask<Outcome> Try(ActorId to, ClientCommand command)
    {
        var cell = Cells.Of(to);
        if (floor.Has(cell)) return await floor.Do(to, command);
        return (await grains.Cell(cell).Do(new Ask(to, command))).ToOutcome();
    }

    private async ValueTask<View> Try(ActorId from, Query query)
    {
        var cell = Cells.Of(from);
        if (floor.Has(cell)) return await floor.Read(from, query);
        return (await grains.Cell(cell).Read(from.ToString(), new Handed(query))).As<View>();
    }

    private ValueTask<Taken> Deliver(Envelope envelope)
    {
        var cell = Cells.Of(envelope.To);
        return floor.Has(cell) ? floor.Deliver(envelope) : grains.Cell(cell).Deliver(new Parcel(envelope));
    }
}

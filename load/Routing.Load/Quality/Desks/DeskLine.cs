using Routing.Core;
using Routing.Core.Desks;

namespace Routing.Load.Quality.Desks;

/// <summary>The desk that ships, driven as its loop drives it: decide, evolve, then whatever follows by itself. Nothing is stored.</summary>
public sealed class DeskLine
{
    private readonly DeskState _state = DeskDecider.Create(ActorId.Desk("quality"));

    public Instant Due => DeskDecider.Due(_state);

    /// <summary>The events of one turn, in order.</summary>
    public List<Event> Do(DeskCommand command, Instant now)
    {
        var decision = DeskDecider.Decide(_state, command, now);
        if (decision.Outcome.IsRefused) throw new InvalidOperationException($"{command} was refused: {decision.Outcome}");
        var events = new List<Event>(decision.Events);
        foreach (var happened in decision.Events) DeskDecider.Evolve(_state, (DeskEvent)happened);
        if (events.Count == 0) return events;
        while (DeskDecider.Next(_state, now) is { } next)
        {
            DeskDecider.Evolve(_state, (DeskEvent)next);
            events.Add(next);
        }

        return events;
    }
}

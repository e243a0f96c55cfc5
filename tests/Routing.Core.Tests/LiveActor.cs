using System.Text.Json;

namespace Routing.Core.Tests;

/// <summary>One actor without a loop: decides, evolves, remembers what happened, and can prove that nothing else made its state.</summary>
internal sealed class LiveActor<TDecider, TState, TCommand, TEvent>(ActorId self)
    where TDecider : IDecider<TState, TCommand, TEvent>
    where TCommand : Command
    where TEvent : Event
{
    public ActorId Self { get; } = self;

    public TState State { get; private set; } = TDecider.Create(self);

    public Instant Now { get; set; } = new(1_000_000_000);

    /// <summary>As stored: in the words of the journal.</summary>
    public List<string> Journal { get; } = [];

    public Instant Due => TDecider.Due(State);

    public Decision Do(TCommand command)
    {
        var before = Saved();
        var decision = TDecider.Decide(State, command, Now);
        Assert.Equal(before, Saved());
        return Happened(decision);
    }

    /// <summary>As <see cref="Do"/>, without the costly proof that deciding changes nothing.</summary>
    public Decision DoFast(TCommand command) => Happened(TDecider.Decide(State, command, Now));

    /// <summary>A whole turn: the command, and what follows by itself.</summary>
    public TEvent[] Turn(TCommand command)
    {
        var events = new List<TEvent>(Do(command).Events.Cast<TEvent>());
        while (events.Count > 0 && TDecider.Next(State, Now) is TEvent next)
        {
            Happened(Decision.Of(next));
            events.Add(next);
        }

        return [.. events];
    }

    /// <summary>Goes to the instant and lets the actor wake whenever it asked for it.</summary>
    public TEvent[] Until(Instant then)
    {
        var events = new List<TEvent>();
        while (TDecider.Due(State) <= then)
        {
            Now = TDecider.Due(State) > Now ? TDecider.Due(State) : Now;
            events.AddRange(Turn(TDecider.Wake));
        }

        Now = then;
        return [.. events];
    }

    /// <summary>What the same command would do now.</summary>
    public Event[] Again(TCommand command) => TDecider.Decide(State, command, Now).Events;

    public Event[] Events(TCommand command) => Do(command).Events;

    public T One<T>(TCommand command)
        where T : TEvent => Assert.IsType<T>(Assert.Single(Events(command)));

    public TView Read<TView>(Query query)
        where TView : View => (TView)TDecider.Read(State, query, Now);

    public string Saved() => JsonSerializer.Serialize(TDecider.Save(State), TDecider.SavedType);

    /// <summary>Leaves memory and comes back from its snapshot.</summary>
    public void Restart() =>
        State = TDecider.Restore(Self, JsonSerializer.Deserialize(Saved(), TDecider.SavedType)!);

    public void AssertReplaysExactly()
    {
        var replayed = TDecider.Create(Self);
        foreach (var happened in Journal) TDecider.Evolve(replayed, JsonSerializer.Deserialize<TEvent>(happened)!);
        var saved = Saved();
        Assert.Equal(saved, JsonSerializer.Serialize(TDecider.Save(replayed), TDecider.SavedType));
        Restart();
        Assert.Equal(saved, Saved());
    }

    private Decision Happened(Decision decision)
    {
        foreach (var happened in decision.Events.Cast<TEvent>())
        {
            Journal.Add(JsonSerializer.Serialize(happened));
            TDecider.Evolve(State, happened);
        }

        return decision;
    }
}

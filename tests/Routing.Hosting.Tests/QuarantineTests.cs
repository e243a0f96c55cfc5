using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Hosting.Tests;

using FaultyLoop = ActorLoop<DeskState, DeskCommand, DeskEvent, QuarantineTests.Faulty>;

/// <summary>A decision that throws is put away whole, and nothing waits behind it.</summary>
public sealed class QuarantineTests
{
    private static readonly ActorId Desk = ActorId.Desk("acme");
    private static readonly ActorId Ann = ActorId.Agent("acme", "ann");
    private static readonly Instant Now = new(1_700_000_000_000);
    private readonly FaultyLoop _loop = new(Desk, StoredActor.Empty);

    [Fact]
    public void What_cannot_be_decided_is_kept_whole_and_the_next_is_decided()
    {
        Assert.Equal(Taken.Yes, _loop.Take(new Envelope(Ann, Desk, 1, 0, new RemoveAgent("cursed")), Now, out var put));
        Assert.Equal(Taken.Yes, _loop.Take(new Envelope(Ann, Desk, 2, 1, new SetAgent("ann", "Ann", [], 1)), Now, out var next));

        Assert.NotNull(put!.Quarantined);
        Assert.Contains("cursed", put.Quarantined.Input, StringComparison.Ordinal);
        Assert.Contains("no such luck", put.Quarantined.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2), (put.Version, next!.Version));
        Assert.Single(next.Events);
    }

    [Fact]
    public void The_client_is_told_once_and_for_all()
    {
        var command = new ClientCommand("api:crm", Guid.CreateVersion7(Now.ToDateTimeOffset()), new RemoveAgent("cursed"), []);
        var first = _loop.Do(command, Now);

        Assert.Equal(Refusal.Quarantined, first.Outcome!.Code);
        Assert.Equal(first.Quarantined!.Id, first.Outcome.Value);
        Assert.Equal(first.Outcome, _loop.Do(command, Now).Outcome);
        Assert.Equal(1, _loop.Version);
    }

    [Fact]
    public void It_is_still_put_away_after_a_restart()
    {
        _loop.Take(new Envelope(Ann, Desk, 1, 0, new RemoveAgent("cursed")), Now, out var put);

        var again = new FaultyLoop(Desk, new StoredActor(1, 0, null, [put!.Record]));

        Assert.Equal(Taken.Repeat, again.Take(new Envelope(Ann, Desk, 1, 0, new RemoveAgent("cursed")), Now, out _));
        Assert.Equal(put.Quarantined, Wire.ReadRecord(put.Record).Quarantined);
    }

    [Fact]
    public void What_broke_the_actor_is_put_away_undecided_and_the_next_is_decided()
    {
        var breaking = new Envelope(Ann, Desk, 1, 0, new SetAgent("ann", "Ann", [new SkillLevel(null!, 1)], 1));
        Assert.ThrowsAny<Exception>(() => _loop.Take(breaking, Now, out _));
        var rebuilt = new FaultyLoop(Desk, StoredActor.Empty);

        Assert.Equal(Taken.Yes, rebuilt.PutAway(breaking, new InvalidOperationException("it broke"), Now, out var put));
        Assert.Equal(Taken.Repeat, rebuilt.Take(breaking, Now, out _));
        Assert.Equal(Taken.Yes, rebuilt.Take(new Envelope(Ann, Desk, 2, 1, new SetAgent("ann", "Ann", [], 1)), Now, out var next));

        Assert.Contains("it broke", put!.Quarantined!.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2), (put.Version, next!.Version));
    }

    [Fact]
    public void A_wake_up_that_broke_the_actor_is_put_away_until_something_else_happens()
    {
        var put = _loop.PutAwayWake(new InvalidOperationException("it broke"), Now);

        Assert.NotNull(put.Quarantined);
        Assert.Equal(Instant.Never, _loop.Due);
    }

    /// <summary>The shipping desk, but for one agent whom it cannot bear to remove.</summary>
    internal sealed class Faulty : IDecider<DeskState, DeskCommand, DeskEvent>
    {
        private Faulty()
        {
        }

        public static DeskCommand Wake => DeskDecider.Wake;

        public static Type SavedType => DeskDecider.SavedType;

        public static DeskState Create(ActorId self) => DeskDecider.Create(self);

        public static Decision Decide(DeskState state, DeskCommand command, Instant now) => command is RemoveAgent { Agent: "cursed" }
            ? throw new InvalidOperationException("no such luck")
            : DeskDecider.Decide(state, command, now);

        public static void Evolve(DeskState state, DeskEvent happened) => DeskDecider.Evolve(state, happened);

        public static Instant Due(DeskState state) => DeskDecider.Due(state);

        public static View Read(DeskState state, Query query, Instant now) => DeskDecider.Read(state, query, now);

        public static object Save(DeskState state) => DeskDecider.Save(state);

        public static DeskState Restore(ActorId self, object saved) => DeskDecider.Restore(self, saved);
    }
}

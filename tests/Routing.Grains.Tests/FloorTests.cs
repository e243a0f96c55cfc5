using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Grains.Tests;

/// <summary>What the floor adds to the loop: bringing actors up, sending until taken, waking when due, putting failures away.</summary>
public sealed class FloorTests : IAsyncLifetime
{
    private EmbeddedSilo silo = null!;

    public async Task InitializeAsync() => silo = await EmbeddedSilo.Start();

    public async Task DisposeAsync() => await silo.DisposeAsync();

    [Fact]
    public async Task A_message_becomes_an_offer_and_an_accepted_thread()
    {
        await silo.Staff("ann");

        var posted = await silo.Post("1", "kim");
        var (agent, offer) = await silo.NextOffer();
        var accepted = await silo.Desk(new Accept("ann", offer.Thread!, offer.Epoch));
        await silo.NextPush((_, push) => push.Kind == PushKind.Assigned);

        Assert.Equal("ann", agent);
        Assert.Equal(posted.Value, offer.Thread);
        Assert.Equal(Refusal.None, accepted.Code);
    }

    [Fact]
    public async Task An_offer_that_nobody_saw_lapses_in_time_and_goes_to_another()
    {
        await silo.Staff("ann");
        await silo.Post("1", "kim");
        var (first, offer) = await silo.NextOffer();
        await silo.Staff("bob");

        silo.Clock.Advance(TimeSpan.FromSeconds(21));
        var (second, again) = await silo.NextOffer();

        Assert.Equal("ann", first);
        Assert.Equal("bob", second);
        Assert.Equal(offer.Thread, again.Thread);
        Assert.True(again.Epoch > offer.Epoch);
    }

    [Fact]
    public async Task What_was_decided_is_there_after_a_restart_and_offers_go_on()
    {
        await silo.Staff("ann");
        var posted = await silo.Post("1", "kim");
        var (_, offer) = await silo.NextOffer();

        await silo.Restart();
        var accepted = await silo.Desk(new Accept("ann", offer.Thread!, offer.Epoch));
        var view = await silo.Read<ThreadView>(ActorId.Thread(EmbeddedSilo.Workspace, posted.Value!), new ReadThread());

        Assert.Equal(Refusal.None, accepted.Code);
        Assert.Single(view.Messages);
    }

    [Fact]
    public async Task An_idle_actor_leaves_memory_and_comes_back_as_it_was()
    {
        var posted = await silo.Post("1", "kim");
        var thread = ActorId.Thread(EmbeddedSilo.Workspace, posted.Value!);
        await silo.Do(thread, new AddNote("n1", "sam"));
        var before = await silo.Read<ThreadView>(thread, new ReadThread());

        await silo.Forget();
        var after = await silo.Read<ThreadView>(thread, new ReadThread());

        Assert.Equal(before.Notes, after.Notes);
        Assert.Equal(before.Messages, after.Messages);
        Assert.Equal(before.Report, after.Report);
    }

    [Fact]
    public async Task A_decision_that_throws_is_put_away_and_nothing_waits_behind_it()
    {
        var poisoned = await silo.Desk(new SetPolicy(null!, "sam"));
        await silo.Staff("ann");
        await silo.Post("1", "kim");
        await silo.NextOffer();

        Assert.Equal(Refusal.Quarantined, poisoned.Code);
        var put = Assert.Single(await Quarantined());
        Assert.Equal(poisoned.Value, put.Id);
        Assert.Contains("setPolicy", put.Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_envelope_that_breaks_its_receiver_is_put_away_the_third_time_and_nothing_waits_behind_it()
    {
        await silo.Staff("bob");
        var ann = ActorId.Agent(EmbeddedSilo.Workspace, "ann");
        var desk = ActorId.Desk(EmbeddedSilo.Workspace);
        var breaking = new Envelope(ann, desk, 1, 0, new SetAgent("ann", "Ann", [new SkillLevel(null!, 1)], 1));

        await Assert.ThrowsAnyAsync<Exception>(() => silo.Deliver(breaking));
        await Assert.ThrowsAnyAsync<Exception>(() => silo.Deliver(breaking));
        Assert.Equal(Taken.Yes, await silo.Deliver(breaking));
        Assert.Equal(Taken.Yes, await silo.Deliver(new Envelope(ann, desk, 2, 1, new SetAgent("ann", "Ann", [], 1))));
        await silo.Staff("cho");

        Assert.Contains("setAgent", Assert.Single(await Quarantined()).Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_twice_gets_the_same_answer_and_has_one_effect()
    {
        var posted = await silo.Post("1", "kim");
        var thread = ActorId.Thread(EmbeddedSilo.Workspace, posted.Value!);
        var id = Guid.CreateVersion7(silo.Clock.GetUtcNow());

        var first = await silo.Do(thread, new AddNote("n1", "sam"), "api:sam", id);
        var second = await silo.Do(thread, new AddNote("n2", "sam"), "api:sam", id);
        await silo.Restart();
        var third = await silo.Do(thread, new AddNote("n3", "sam"), "api:sam", id);
        var view = await silo.Read<ThreadView>(thread, new ReadThread());

        Assert.Equal(first, second);
        Assert.Equal(first, third);
        Assert.Single(view.Notes);
    }

    [Fact]
    public async Task A_command_whose_id_is_a_day_old_is_refused()
    {
        var old = Guid.CreateVersion7(silo.Clock.GetUtcNow() - TimeSpan.FromHours(25));

        var outcome = await silo.Do(ActorId.Thread(EmbeddedSilo.Workspace, "any"), new AddNote("n1", "sam"), "api:sam", old);

        Assert.Equal(Refusal.TooOld, outcome.Code);
    }

    private async Task<IReadOnlyList<(string Id, ActorId Actor, Instant At, string Input, string Error)>> Quarantined()
    {
        await silo.Projected();
        return await silo.Library.Quarantine(EmbeddedSilo.Workspace, CancellationToken.None);
    }
}

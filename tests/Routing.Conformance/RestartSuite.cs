using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Conformance;

/// <summary>A restart in the middle: what was answered is there, once, and timers go on.</summary>
public abstract class RestartSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task Everything_that_was_answered_is_still_there()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var held = await company.Posted("m1", "carl");
        await company.Holds("ann", held);
        Assert.Equal(Refusal.None, (await company.Reply("ann", held, id: "r1")).Code);
        var waiting = await company.Posted("m2", "dora");

        await host.Restart();

        var view = await company.View(held);
        Assert.Equal(("ann", Phase.AwaitingCustomer, "r1"), (view.Agent, view.Phase, Assert.Single(view.Replies).Id));
        Assert.Equal(Refusal.Duplicate, (await company.Post("m2", "dora")).Code);
        await host.Until(async () => (await company.OnDesk(waiting)).OnDesk);
        Assert.Single((await company.View(waiting)).Messages);
    }

    [Fact]
    public async Task An_offer_lapses_though_the_host_was_restarted_and_is_nobodys_fault()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        var offer = await company.Offered("ann", thread);
        await company.Must(company.Desk, new ShowedOffer("ann", thread, offer.Epoch));

        await host.Restart();
        await company.Must(company.Desk, new Resume());
        await host.Advance(TimeSpan.FromSeconds(21));

        await host.Until(async () => (await company.OnDesk(thread)).Holding == Holding.Waiting);
        Assert.Equal(0, (await company.AtDesk("ann")).Misses);
    }

    [Fact]
    public async Task A_parked_thread_wakes_though_the_host_was_restarted()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Must(company.Thread(thread), new Park("ann", host.Now + 60_000));
        await host.Until(async () => (await company.AtDesk("ann")).Used == 0);

        await host.Restart();
        await host.Advance(TimeSpan.FromSeconds(61));

        await host.Until(async () => (await company.AtDesk("ann")).Used == 1);
        Assert.Equal(Phase.Open, (await company.View(thread)).Phase);
    }

    [Fact]
    public async Task A_command_that_comes_again_after_a_restart_gets_the_first_answer()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        var offer = await company.Offered("ann", thread);
        var accept = new ClientCommand("agent:ann", Id(host), new Accept("ann", thread, offer.Epoch), []);
        var first = await host.Do(company.Desk, accept);
        await company.Owned("ann", thread);
        await company.Must(company.Desk, new ReturnToQueue(null, thread, "sue", null));

        await host.Restart();

        Assert.Equal(first, await host.Do(company.Desk, accept));
        Assert.NotEqual(Holding.Assigned, (await company.OnDesk(thread)).Holding);
    }

    [Fact]
    public async Task An_id_from_more_than_a_day_ago_is_refused()
    {
        await using var host = await Start();
        var company = new Company(host);
        var old = Guid.CreateVersion7(new Instant(host.Now.Ms - Limits.CommandMemoryMs - 60_000).ToDateTimeOffset());

        var outcome = await host.Do(company.Desk, new ClientCommand("api:crm", old, new SetAgent("ann", "Ann", [], 3), []));

        Assert.Equal(Refusal.TooOld, outcome.Code);
    }

    [Fact]
    public async Task Pushes_go_on_where_they_were_and_a_client_gets_what_it_missed()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        await company.Holds("ann", await company.Posted("m1", "carl"));
        await company.Pushed("ann", PushKind.Assigned, (await company.AtDesk("ann")).Held[0].Thread);
        var seen = host.PushesOf("ann")[^1].Sequence;

        await host.Restart();
        await company.Holds("ann", await company.Posted("m2", "dora"));
        await host.Until(async () => (await host.Read<CaughtUp>(company.Agent("ann"), new CatchUp(seen))).Missed is { Length: >= 2 });

        var caughtUp = await host.Read<CaughtUp>(company.Agent("ann"), new CatchUp(seen));
        Assert.Equal(Enumerable.Range((int)seen + 1, caughtUp.Missed!.Length).Select(n => (long)n), caughtUp.Missed.Select(push => push.Sequence));
        Assert.Equal(2, caughtUp.Work.Length);
    }

    private static Guid Id(IConformanceHost host) => Guid.CreateVersion7(host.Now.ToDateTimeOffset());
}

using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>Offers: to whom, how they end, and that capacity holds.</summary>
public abstract class OfferSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task A_thread_is_offered_accepted_answered_and_resolved()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");

        await company.Holds("ann", thread);
        Assert.Equal(Refusal.None, (await company.Reply("ann", thread)).Code);
        await host.Until(async () => (await company.AtDesk("ann")).Used == 0);
        Assert.Equal(Phase.AwaitingCustomer, (await company.View(thread)).Phase);

        await company.Must(company.Thread(thread), new Resolve("ann", Reopens: false));
        await host.Until(async () => !(await company.OnDesk(thread)).OnDesk);
        Assert.Equal("resolved", (await company.Pushed("ann", PushKind.Freed, thread)).Reason);
    }

    [Fact]
    public async Task Pushes_are_numbered_without_a_gap()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        await company.Holds("ann", await company.Posted("m1", "carl"));
        await company.Holds("ann", await company.Posted("m2", "dora"));

        await host.Until(() => ValueTask.FromResult(host.PushesOf("ann").Count(push => push.Kind == PushKind.Assigned) == 2));
        var caughtUp = await host.Read<CaughtUp>(company.Agent("ann"), new CatchUp(1));
        Assert.Equal(Enumerable.Range(1, (int)caughtUp.Sequence).Select(n => (long)n), host.PushesOf("ann").Select(push => push.Sequence));
        Assert.Equal(host.PushesOf("ann").Skip(1), caughtUp.Missed);
    }

    [Fact]
    public async Task A_declined_thread_goes_to_another()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        var offer = await company.Offered("ann", thread);
        await company.Staff("ben");

        await company.Must(company.Desk, new Decline("ann", thread, offer.Epoch, "not my field"));

        await company.Holds("ben", thread);
        Assert.Equal((int)OfferEnd.Declined, (await company.Pushed("ann", PushKind.OfferEnded, thread)).Detail);
        Assert.Equal(Refusal.OfferEnded, (await company.Accept("ann", offer)).Code);
    }

    [Fact]
    public async Task An_offer_that_was_shown_and_lapses_is_missed()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        var offer = await company.Offered("ann", thread);
        await company.Must(company.Desk, new ShowedOffer("ann", thread, offer.Epoch));

        await host.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal((int)OfferEnd.Missed, (await company.Pushed("ann", PushKind.OfferEnded, thread)).Detail);
        var agent = await company.AtDesk("ann");
        Assert.Equal((1, 0), (agent.Misses, agent.Used));
        Assert.Equal(Refusal.OfferEnded, (await company.Accept("ann", offer)).Code);
    }

    [Fact]
    public async Task An_offer_that_never_was_shown_is_nobodys_fault()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Offered("ann", thread);

        await host.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal((int)OfferEnd.Undelivered, (await company.Pushed("ann", PushKind.OfferEnded, thread)).Detail);
        Assert.Equal(0, (await company.AtDesk("ann")).Misses);
    }

    [Fact]
    public async Task The_third_miss_in_a_row_sets_the_agent_away()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        for (var miss = 1; miss <= 3; miss++)
        {
            var thread = await company.Posted($"m{miss}", $"customer{miss}");
            var offer = await company.Offered("ann", thread);
            await company.Must(company.Desk, new ShowedOffer("ann", thread, offer.Epoch));
            await host.Advance(TimeSpan.FromSeconds(21));
            await company.Pushed("ann", PushKind.OfferEnded, thread);
            await host.Advance(TimeSpan.FromSeconds(31));
            if (miss < 3) await company.Must(company.Desk, new SetAgent("ann", $"Ann {miss}", [], 3));
        }

        await host.Until(async () => (await host.Read<CaughtUp>(company.Agent("ann"), new CatchUp(null))).Status == AgentStatus.Away);
        Assert.False((await company.AtDesk("ann")).Ready);
    }

    [Fact]
    public async Task Nobody_gets_more_than_they_have_room_for()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann", slots: 1);
        var first = await company.Posted("m1", "carl");
        await company.Holds("ann", first);
        var second = await company.Posted("m2", "dora");
        await host.Until(async () => (await company.OnDesk(second)).OnDesk);

        Assert.Equal(Refusal.AtCapacity, (await company.Do(company.Desk, new Take("ann", second))).Code);
        Assert.Equal(Holding.Waiting, (await company.OnDesk(second)).Holding);

        await company.Must(company.Thread(first), new Resolve("ann", Reopens: false));
        await company.Holds("ann", second);
    }

    [Fact]
    public async Task Only_an_agent_with_the_skill_is_offered_the_thread()
    {
        await using var host = await Start();
        var company = new Company(host);
        var queue = Policy.Default.Queues[0] with { Skills = [new SkillLevel("billing", 3)] };
        await company.Must(company.Desk, new SetPolicy(Policy.Default with { Version = 2, Queues = [queue] }, "sue"));
        await company.Staff("ann", 3, new SkillLevel("billing", 2));
        var thread = await company.Posted("m1", "carl");
        await host.Until(async () => (await company.OnDesk(thread)).OnDesk);
        Assert.Equal(Refusal.LacksSkill, (await company.Do(company.Desk, new Take("ann", thread))).Code);

        await company.Staff("ben", 3, new SkillLevel("billing", 3));

        await company.Holds("ben", thread);
        Assert.DoesNotContain(host.PushesOf("ann"), push => push.Kind == PushKind.Offer);
    }

    [Fact]
    public async Task A_burst_of_one_customer_is_one_offer()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl", joinMinutes: 30);
        for (var n = 2; n <= 5; n++) Assert.Equal(thread, await company.Posted($"m{n}", "carl", minute: n, joinMinutes: 30));

        await company.Holds("ann", thread);
        await host.Until(async () => (await company.View(thread)).Messages.Length == 5);
        Assert.Single(host.PushesOf("ann"), push => push.Kind == PushKind.Offer);
    }
}

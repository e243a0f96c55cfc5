using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>What a supervisor says of a running desk holds, outlives the host, and is taken back.</summary>
public abstract class ActionSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task A_paused_queue_stays_paused_through_a_restart_and_is_reopened_with_its_ages()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Must(company.Desk, new PauseQueue("general", "sue", "outage"));
        var thread = await company.Posted("m1", "carl");
        await OnDesk(company, thread);
        var since = (await company.OnDesk(thread)).Rank!.Since;

        await host.Restart();
        await company.Staff("ann");
        var held = (await company.OnDesk(thread)).HeldBack!;
        Assert.Equal((false, "sue", "outage"), (held.Muted, held.Since.By, held.Since.Why));
        Assert.Equal(Refusal.QueuePaused, (await company.Do(company.Desk, new Take("ann", thread))).Code);
        await company.Must(company.Desk, new ReopenQueue("general", "sue", null));

        await company.Holds("ann", thread);
        Assert.Equal(since, (await company.OnDesk(thread)).Rank!.Since);
    }

    [Fact]
    public async Task A_muted_author_makes_no_work_and_is_heard_again_after_a_restart()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Must(company.Desk, new MuteAuthor(CustomerKey.Of("net", "carl"), "sue", "abuse"));
        await company.Staff("ann");
        var muted = await company.Posted("m1", "carl");
        var heard = await company.Posted("m2", "dora");
        await company.Holds("ann", heard);
        Assert.True((await company.OnDesk(muted)).HeldBack!.Muted);

        await host.Restart();
        await company.Must(company.Desk, new UnmuteAuthor(CustomerKey.Of("net", "carl"), "sue", null));

        await company.Connect("ann");
        await company.Holds("ann", muted);
    }

    [Fact]
    public async Task What_is_raised_goes_first_though_it_came_last_and_the_host_was_restarted()
    {
        await using var host = await Start();
        var company = new Company(host);
        var first = await company.Posted("m1", "carl");
        await OnDesk(company, first);
        var raised = await company.Posted("m2", "dora");
        await OnDesk(company, raised);
        await company.Must(company.Desk, new SetPriority(raised, Priority.Raised, "sue", "the press"));

        await host.Restart();
        await company.Staff("ann", slots: 2);

        await company.Holds("ann", raised);
        await company.Holds("ann", first);
        var offers = host.PushesOf("ann").Where(push => push.Kind == PushKind.Offer).Select(push => push.Thread);
        Assert.Equal([raised, first], offers.Distinct());
        var said = await company.OnDesk(raised);
        Assert.Equal((Priority.Raised, "sue", "the press"), (said.Rank!.Priority, said.PriorityBy!.By, said.PriorityBy.Why));
        await company.Must(company.Desk, new SetPriority(raised, Priority.Usual, "sue", null));
        Assert.Null((await company.OnDesk(raised)).PriorityBy);
    }

    [Fact]
    public async Task What_an_agent_is_for_a_while_ends_by_itself_though_the_host_was_down()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann", slots: 3);
        await company.Must(
            company.Desk, new SetAgentUntil("ann", [new SkillLevel("french", 4)], 1, host.Now + (long)TimeSpan.FromMinutes(10).TotalMilliseconds, "sue", "ben is ill"));
        Assert.Equal(1, (await company.AtDesk("ann")).Slots);

        await host.Restart();
        Assert.Equal("ben is ill", (await company.AtDesk("ann")).Temporary!.Why);
        await host.Advance(TimeSpan.FromMinutes(11));

        await host.Until(async () => await company.AtDesk("ann") is { Temporary: null, Slots: 3, Skills.Length: 0 });
    }

    private static async Task OnDesk(Company company, ThreadId thread) =>
        await company.Host.Until(async () => (await company.OnDesk(thread)).OnDesk);
}

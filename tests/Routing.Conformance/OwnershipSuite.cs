using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Conformance;

/// <summary>Who holds a thread, and who may speak in it.</summary>
public abstract class OwnershipSuite
{
    protected abstract ValueTask<IConformanceHost> Start();

    [Fact]
    public async Task A_waiting_thread_can_be_taken_by_hand()
    {
        await using var host = await Start();
        var company = new Company(host);
        var threads = new[] { await company.Posted("m1", "carl"), await company.Posted("m2", "dora") };
        foreach (var thread in threads) await host.Until(async () => (await company.OnDesk(thread)).OnDesk);
        await company.Staff("ann");
        await host.Until(() => ValueTask.FromResult(host.PushesOf("ann").Any(push => push.Kind == PushKind.Offer)));

        // One offer at a time: the other thread waits.
        var offered = host.PushesOf("ann").Last(push => push.Kind == PushKind.Offer).Thread;
        var waiting = threads.Single(thread => thread != offered);
        await company.Must(company.Desk, new Take("ann", waiting));

        await company.Owned("ann", waiting);
        Assert.Equal(Refusal.AlreadyYours, (await company.Do(company.Desk, new Take("ann", waiting))).Code);
    }

    [Fact]
    public async Task Only_the_holder_may_reply_and_only_having_seen_the_newest_message()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl", visibility: Visibility.Private);
        await company.Holds("ann", thread);
        var before = (await company.View(thread)).Report!.Newest;
        await company.Posted("m2", "carl", parent: "m1", visibility: Visibility.Private);
        await host.Until(async () => (await company.View(thread)).Messages.Length == 2);

        Assert.Equal(Refusal.NotOwner, (await company.Reply("ben", thread, Visibility.Private)).Code);
        Assert.Equal(
            Refusal.NotSeenNewest,
            (await company.Do(company.Thread(thread), new Reply("r", "ann", before, Visibility.Private, before, 1, AllowMorePublic: false))).Code);
        Assert.Equal(Refusal.MorePublic, (await company.Reply("ann", thread, Visibility.Public)).Code);
        Assert.Equal(Refusal.None, (await company.Reply("ann", thread, Visibility.Private)).Code);
    }

    [Fact]
    public async Task A_transferred_thread_changes_hands_at_once()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Staff("ben");

        await company.Must(company.Desk, new Transfer("ann", thread, "ben", null, "ann", "n1"));

        await company.Owned("ben", thread);
        await company.Pushed("ann", PushKind.Freed, thread);
        await company.Pushed("ben", PushKind.Assigned, thread);
        Assert.Equal(Refusal.NotOwner, (await company.Reply("ann", thread)).Code);
        Assert.Contains((await company.View(thread)).Notes, note => note.Id == "n1");
    }

    [Fact]
    public async Task A_returned_thread_keeps_its_age_and_goes_to_another()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        var since = (await company.OnDesk(thread)).Rank!.Since;
        await host.Advance(TimeSpan.FromSeconds(30));
        await company.Staff("ben");

        await company.Must(company.Desk, new ReturnToQueue("ann", thread, "ann", null));

        await company.Holds("ben", thread);
        Assert.Equal(since, (await company.OnDesk(thread)).Rank!.Since);
    }

    [Fact]
    public async Task A_parked_thread_needs_no_slot_and_comes_back_at_its_time()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann", slots: 1);
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);

        await company.Must(company.Thread(thread), new Park("ann", host.Now + 600_000));
        await host.Until(async () => (await company.AtDesk("ann")).Used == 0);
        await host.Advance(TimeSpan.FromSeconds(601));

        await host.Until(async () => (await company.AtDesk("ann")).Used == 1);
        Assert.Equal(Phase.Open, (await company.View(thread)).Phase);
    }

    [Fact]
    public async Task An_agent_who_is_gone_for_longer_than_the_grace_time_hands_the_work_over()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Must(company.Desk, new SetAgent("ann", "Ann", [], 3));
        var connection = await company.Connect("ann");
        await company.Must(company.Agent("ann"), new SetStatus(AgentStatus.Available, "ann"));
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        await company.Staff("ben");

        await company.Must(company.Agent("ann"), new Disconnect(connection));
        await host.Until(async () => !(await company.AtDesk("ann")).Ready);
        Assert.Equal("ann", (await company.OnDesk(thread)).Agent);

        await host.Advance(TimeSpan.FromSeconds(61));
        await host.Until(async () => (await company.OnDesk(thread)).Agent is null);
        await host.Advance(TimeSpan.FromSeconds(31));
        await company.Holds("ben", thread);
    }

    [Fact]
    public async Task Who_is_draining_gets_nothing_more_and_is_signed_out_when_the_last_thread_is_done()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);

        await company.Must(company.Agent("ann"), new SetStatus(AgentStatus.Draining, "ann"));
        await host.Until(async () => !(await company.AtDesk("ann")).Ready);
        var waiting = await company.Posted("m2", "dora");
        Assert.Null((await company.OnDesk(waiting)).Agent);
        await company.Must(company.Thread(thread), new Resolve("ann", Reopens: false));

        await host.Until(async () => (await host.Read<PresenceView>(company.Agent("ann"), new ReadPresence())).Status == AgentStatus.Offline);
        await host.Until(async () => (await company.AtDesk("ann")).Gone);
    }

    [Fact]
    public async Task Who_was_connected_to_a_host_that_is_gone_and_does_not_come_back_leaves_the_work_with_its_age_and_the_queue_unstaffed()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann");
        var thread = await company.Posted("m1", "carl");
        await company.Holds("ann", thread);
        var since = (await company.OnDesk(thread)).Rank!.Since;

        await host.Restart();
        await company.Must(company.Agent("ann"), new TransportLost(long.MaxValue));
        await host.Until(async () => !(await company.AtDesk("ann")).Ready);
        Assert.Equal("ann", (await company.OnDesk(thread)).Agent);
        await host.Advance(TimeSpan.FromSeconds(61));

        await host.Until(async () => (await company.OnDesk(thread)).Agent is null);
        Assert.Equal(since, (await company.OnDesk(thread)).Rank!.Since);
        var presence = await host.Read<PresenceView>(company.Agent("ann"), new ReadPresence());
        Assert.Equal((AgentStatus.Offline, 0), (presence.Status, presence.Connections.Length));
        Assert.Equal("general", Assert.Single((await host.Read<DeskCopy>(company.Desk, new CopyDesk())).Snapshot.Unstaffed!).Queue);
        await company.Staff("ann");
        await host.Until(async () => (await host.Read<DeskCopy>(company.Desk, new CopyDesk())).Snapshot.Unstaffed is null);
    }

    [Fact]
    public async Task Of_two_held_threads_that_join_the_earlier_holder_stays()
    {
        await using var host = await Start();
        var company = new Company(host);
        await company.Staff("ann", slots: 1);
        var older = await company.Posted("m1", "carl", minute: 0, joinMinutes: 30);
        await company.Holds("ann", older);
        await host.Advance(TimeSpan.FromSeconds(5));
        await company.Staff("ben", slots: 1);
        var younger = await company.Posted("m3", "carl", minute: 60, joinMinutes: 30);
        await company.Holds("ben", younger);

        await company.Post("m2", "carl", minute: 30, joinMinutes: 30);

        await host.Until(async () => (await company.AtDesk("ben")).Used == 0);
        await host.Until(async () => (await company.View(older)).Messages.Length == 3);
        Assert.Equal("ann", (await company.OnDesk(older)).Agent);
        Assert.Equal("joined", (await company.Pushed("ben", PushKind.Freed, younger)).Reason);
        Assert.Equal(Refusal.ThreadJoined, (await company.Do(company.Thread(younger), new Resolve("ben", Reopens: false))).Code);
    }
}

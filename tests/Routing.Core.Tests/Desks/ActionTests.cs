using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>A supervisor pauses a queue, mutes an author, sets an agent for a while; and takes it back.</summary>
public sealed class ActionTests
{
    private readonly LiveDesk _desk = new();

    private QueueId Queue => _desk.State.Policy.Queues[^1].Id;

    [Fact]
    public void A_paused_queue_takes_in_and_keeps_its_threads_and_offers_nothing_until_it_is_reopened()
    {
        _desk.Agent("ann");
        _desk.Do(new PauseQueue(Queue, "sue", "outage"));
        _desk.Report("old", minutes: -5);
        _desk.Report("new");
        _desk.Pass(600);
        _desk.AssertWaits("old");

        var held = _desk.Read<ThreadExplained>(new ExplainThread("old")).HeldBack!;
        Assert.Equal((false, "sue", "outage"), (held.Muted, held.Since.By, held.Since.Why));

        _desk.Do(new ReopenQueue(Queue, "sue", null));
        _desk.AssertOffered("old", "ann");
        Assert.Equal(At(-5), _desk.Of("old").Rank.Since);
        Assert.Null(_desk.Read<ThreadExplained>(new ExplainThread("new")).HeldBack);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Pausing_ends_open_offers_without_blame_and_leaves_assigned_threads_with_their_agent()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("hers", "ann");
        _desk.Report("offered");
        _desk.Show("offered");

        var ended = _desk.Single<OfferEnded>(new PauseQueue(Queue, "sue", null));

        Assert.Equal((OfferEnd.Revoked, 0), (ended.End, ended.Misses));
        _desk.AssertWaits("offered");
        _desk.AssertAssigned("hers", "ann");
        Assert.Equal(Refusal.QueuePaused, _desk.Refused(new Take("ann", "offered")));
    }

    [Fact]
    public void Pausing_and_muting_twice_changes_nothing_and_what_is_not_there_is_refused()
    {
        _desk.Do(new PauseQueue(Queue, "sue", null));
        _desk.Nothing(new PauseQueue(Queue, "tom", null));
        _desk.Do(new ReopenQueue(Queue, "sue", null));
        _desk.Nothing(new ReopenQueue(Queue, "sue", null));
        _desk.Do(new MuteAuthor(Customer("c"), "sue", null));
        _desk.Nothing(new MuteAuthor(Customer("c"), "sue", null));
        _desk.Do(new UnmuteAuthor(Customer("c"), "sue", null));
        _desk.Nothing(new UnmuteAuthor(Customer("c"), "sue", null));

        Assert.Equal(Refusal.NoSuchQueue, _desk.Refused(new PauseQueue("nowhere", "sue", null)));
        Assert.Equal(Refusal.NoSuchQueue, _desk.Refused(new ReopenQueue("nowhere", "sue", null)));
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new SetAgentUntil("nobody", null, 1, At(1), "sue", null)));
    }

    [Fact]
    public void A_muted_author_makes_no_work_and_comes_back_with_the_age()
    {
        _desk.Agent("ann");
        _desk.Report("t", minutes: -3);
        _desk.AssertOffered("t", "ann");

        _desk.Do(new MuteAuthor(Customer("c"), "sue", "abuse"));
        _desk.AssertWaits("t");
        _desk.Report("t", minutes: -3);
        _desk.Pass(3_600);
        _desk.AssertWaits("t");
        Assert.True(_desk.Read<ThreadExplained>(new ExplainThread("t")).HeldBack!.Muted);
        Assert.Equal(Refusal.AuthorMuted, _desk.Refused(new Take("ann", "t")));

        _desk.Do(new UnmuteAuthor(Customer("c"), "sue", null));
        _desk.AssertOffered("t", "ann");
        Assert.Equal(At(-3), _desk.Of("t").Rank.Since);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void On_the_board_a_paused_queue_says_so_and_a_muted_thread_does_not_count_as_waiting()
    {
        _desk.Report("t");
        var board = Board.Of(_desk.Read<DeskCopy>(new CopyDesk()).Snapshot);
        foreach (var happened in _desk.Do(new PauseQueue(Queue, "sue", "outage"))) board.Fold(ActorId.Desk(Workspace), happened);
        Assert.Equal(("outage", 1), (board.Queues.Single().Paused!.Why, board.Queues.Single().Waiting));

        foreach (var happened in _desk.Do(new MuteAuthor(Customer("c"), "sue", null))) board.Fold(ActorId.Desk(Workspace), happened);
        Assert.Equal(("muted", 0), (board.Thread("t")!.State, board.Queues.Single().Waiting));
        var seeded = Board.Of(_desk.Read<DeskCopy>(new CopyDesk()).Snapshot);
        Assert.Equal(("muted", 0, "outage"), (seeded.Thread("t")!.State, seeded.Queues.Single().Waiting, seeded.Queues.Single().Paused!.Why));

        foreach (var happened in _desk.Do(new UnmuteAuthor(Customer("c"), "sue", null))) board.Fold(ActorId.Desk(Workspace), happened);
        Assert.Equal(1, board.Queues.Single().Waiting);
    }

    [Fact]
    public void Temporary_skills_and_slots_end_by_themselves()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new SkillLevel("hard", 1)] }] });
        _desk.Agent("ann");
        _desk.Report("1");
        _desk.AssertWaits("1");

        _desk.Do(new SetAgentUntil("ann", [new SkillLevel("hard", 2)], 2, At(10), "sue", "ben is ill"));
        _desk.AssertOffered("1", "ann");
        _desk.Accept("1");
        _desk.Pass(600);

        Assert.Equal((0, 1), (_desk.Who("ann").Skills.Count, _desk.Who("ann").Slots));
        Assert.Null(_desk.Who("ann").Temporary);
        Assert.Null(_desk.Journal.OfType<TemporaryEnded>().Single().By);
        _desk.AssertAssigned("1", "ann");
        _desk.Report("2");
        _desk.AssertWaits("2");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_second_change_for_a_while_comes_back_to_what_is_usual_not_to_the_first()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Do(new SetAgentUntil("ann", null, 1, At(10), "sue", null));
        _desk.Do(new SetAgentUntil("ann", null, 5, At(20), "sue", null));
        _desk.Pass(900);
        Assert.Equal(5, _desk.Who("ann").Slots);
        _desk.AssertReplaysExactly();

        _desk.Do(new EndTemporary("ann", "sue", "ben is back"));
        Assert.Equal(3, _desk.Who("ann").Slots);
        _desk.Nothing(new EndTemporary("ann", "sue", null));
    }

    [Fact]
    public void A_lasting_change_ends_what_was_for_a_while()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Do(new SetAgentUntil("ann", null, 1, At(10), "sue", null));
        _desk.Do(new SetAgent("ann", "ann", [], 1));
        _desk.Pass(900);

        Assert.Equal(1, _desk.Who("ann").Slots);
        Assert.Empty(_desk.Journal.OfType<TemporaryEnded>());
        Assert.Equal(Refusal.UntilNotInFuture, _desk.Refused(new SetAgentUntil("ann", null, 2, _desk.Now, "sue", null)));
        Assert.Equal(Refusal.TemporaryTooLong, _desk.Refused(new SetAgentUntil("ann", null, 2, _desk.Now + Limits.TemporaryMs + 1, "sue", null)));
    }

    [Fact]
    public void Whoever_is_removed_comes_back_as_they_are_set_then()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Do(new SetAgentUntil("ann", null, 1, At(10), "sue", null));
        _desk.Do(new RemoveAgent("ann"));
        _desk.Pass(900);

        Assert.Empty(_desk.Journal.OfType<TemporaryEnded>());
        Assert.Equal(Refusal.NoSuchAgent, _desk.Refused(new EndTemporary("ann", "sue", null)));
    }
}

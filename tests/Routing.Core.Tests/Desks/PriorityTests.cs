using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>A supervisor raises a thread, lowers it, and takes it back.</summary>
public sealed class PriorityTests
{
    private readonly LiveDesk _desk = new();

    public static TheoryData<RankRule> Rules => [.. Enum.GetValues<RankRule>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_raised_goes_first_and_what_is_lowered_last_under_each_rule(RankRule rule)
    {
        _desk.Policy(policy => policy with { Rank = policy.Rank with { Rule = rule } });
        foreach (var thread in (string[])["low", "usual", "high"]) _desk.Report(thread);
        _desk.Report("lowered", minutes: -4, urgency: Urgency.Critical, value: 100);
        _desk.Report("raised", minutes: 0, urgency: Urgency.Low);
        _desk.Do(new SetPriority("lowered", Priority.Lowered, "sue", "spam"));
        _desk.Do(new SetPriority("raised", Priority.Raised, "sue", "the press"));

        _desk.Agent("ann", slots: 5);
        for (var n = 0; n < 5; n++) _desk.Accept(_desk.Journal.OfType<OfferMade>().Last().Thread);

        Assert.Equal(["raised", "high", "low", "usual", "lowered"], _desk.Journal.OfType<OfferMade>().Select(offer => offer.Thread));
        _desk.AssertReplaysExactly();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_age_cap_stands_above_what_was_said_so_nothing_lowered_waits_for_ever(RankRule rule)
    {
        _desk.Policy(policy => policy with { Rank = policy.Rank with { Rule = rule, AgeCapMinutes = 60 } });
        _desk.Report("old", minutes: -59);
        _desk.Do(new SetPriority("old", Priority.Lowered, "sue", null));
        _desk.Report("new");
        _desk.Do(new SetPriority("new", Priority.Raised, "sue", null));
        _desk.Pass(61);

        _desk.Agent("ann");

        _desk.AssertOffered("old", "ann");
    }

    [Fact]
    public void Taken_back_the_desk_is_as_it_was_and_the_same_again_changes_nothing()
    {
        _desk.Report("t");
        var before = _desk.Saved();

        var set = _desk.Single<PrioritySet>(new SetPriority("t", Priority.Raised, "sue", "the press"));
        _desk.Nothing(new SetPriority("t", Priority.Raised, "tom", null));
        _desk.Single<PrioritySet>(new SetPriority("t", set.Was, "sue", "a mistake"));

        Assert.Equal(before, _desk.Saved());
        Assert.Equal(Refusal.NoSuchThread, _desk.Refused(new SetPriority("none", Priority.Raised, "sue", null)));
    }

    [Fact]
    public void It_holds_whatever_becomes_of_the_thread_and_says_who_and_why()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Do(new SetPriority("t", Priority.Raised, "sue", "the press"));

        _desk.Report("t", urgency: Urgency.High);
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Id = "other", Match = new QueueMatch(Topics: ["other"]) }, policy.Queues[0]] });
        _desk.Do(new Transfer(null, "t", null, "other", "tom", null));

        Assert.Equal(Priority.Raised, _desk.Of("t").Rank.Priority);
        var explained = _desk.Read<ThreadExplained>(new ExplainThread("t"));
        Assert.Equal(("sue", "the press", Priority.Raised), (explained.PriorityBy!.By, explained.PriorityBy.Why, explained.Rank!.Priority));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Of_two_threads_that_prove_to_be_one_the_higher_word_holds()
    {
        _desk.Report("from");
        _desk.Report("into");
        _desk.Do(new SetPriority("into", Priority.Lowered, "tom", null));
        _desk.Do(new SetPriority("from", Priority.Raised, "sue", "the press"));

        _desk.Do(new JoinThreads("from", "into"));

        Assert.Equal((Priority.Raised, "sue"), (_desk.Of("into").Rank.Priority, _desk.Of("into").PriorityBy!.By));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void On_the_board_and_in_lists_it_stands_where_it_is_served()
    {
        _desk.Report("first", minutes: -5);
        _desk.Report("raised");
        var board = Board.Of(_desk.Read<DeskCopy>(new CopyDesk()).Snapshot);
        var row = new ThreadStanding("raised");

        foreach (var happened in _desk.Do(new SetPriority("raised", Priority.Raised, "sue", null)))
        {
            board.Fold(ActorId.Desk(Workspace), happened);
            ThreadFold.Apply(ActorId.Desk(Workspace), happened, _desk.Now, _ => row);
        }

        Assert.Equal(["raised", "first"], board.Waiting(null).Select(thread => thread.Thread));
        Assert.True(row.RankKey < _desk.Of("first").Rank.ListKey);
        Assert.Equal(["raised", "first"], Board.Of(_desk.Read<DeskCopy>(new CopyDesk()).Snapshot).Waiting(null).Select(thread => thread.Thread));
    }
}

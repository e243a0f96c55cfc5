using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Threads;

/// <summary>Messages that move, threads that become one, and who holds a thread as the desk says.</summary>
public sealed class JoinedThreadTests
{
    private readonly LiveThread _thread = new();

    [Fact]
    public void A_thread_that_joins_gives_all_it_has_and_ends()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        _thread.Do(new AddNote("n", "sue"));

        var ended = _thread.One<ThreadEndedJoined>(new JoinInto("other", LiveThread.Card));

        Assert.Equal(("other", "ann", 1, 1, 1), (ended.Into, ended.Holder, ended.Messages.Length, ended.Replies.Length, ended.Notes.Length));
        Assert.Equal((Phase.Joined, "other"), (_thread.Read().Phase, _thread.Read().JoinedInto));
        Assert.Equal(Instant.Never, ThreadDecider.Due(_thread.State));
        _thread.Nothing(new JoinInto("other", LiveThread.Card));
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void What_comes_to_a_joined_thread_goes_on_to_the_other()
    {
        _thread.Message("a");
        _thread.Do(new JoinInto("other", LiveThread.Card));

        Assert.Equal(Key("b"), _thread.One<ThreadEndedJoined>(LiveThread.Add("b", 1)).Messages.Single().Message);
        var taken = Taken("c");
        Assert.Equal(taken, _thread.One<ThreadEndedJoined>(new TakeMessage(taken, LiveThread.Card)).Messages.Single());
        Assert.Equal("other", _thread.One<ThreadEndedJoined>(new Absorb("third", [Taken("d")], [], [], LiveThread.Card)).Into);
        Assert.Equal(
            "other", _thread.One<InstructionPassedOn>(new ChangeMessage(Key("a"), new Reading(Urgency.High, "", ""), At(1))).Into);
        Assert.Equal(Refusal.ThreadJoined, _thread.Refused(new AddNote("n", "sue")));
        Assert.Equal(Refusal.ThreadJoined, _thread.Refused(new ReportSent("r", Key("x"))));
        Assert.Equal(Refusal.ThreadJoined, _thread.Refused(new ReportFailed("r", "no", Retry: false)));
        _thread.Nothing(new CustomerChanged(LiveThread.Card with { Value = 1 }));
    }

    [Fact]
    public void Absorbing_takes_what_is_new_in_order_of_receipt_and_once()
    {
        _thread.Message("b", 5);
        _thread.Held();
        var absorb = new Absorb("third", [Taken("b", 5), Taken("a", 1)], [], [new ThreadNote("n", "sue", At(1))], LiveThread.Card);

        _thread.One<ThreadAbsorbed>(absorb);

        Assert.Equal([Key("a"), Key("b")], _thread.State.Messages.Select(message => message.Message));
        Assert.Equal((At(1), 2, Key("b")), (_thread.Report.Since, _thread.Report.Unanswered, _thread.Report.Newest));
        _thread.Nothing(absorb);
    }

    [Fact]
    public void Absorbing_an_unanswered_message_reopens_and_an_answered_one_does_not()
    {
        _thread.Message("b", 5);
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "b"));
        _thread.Do(new Absorb("third", [Taken("a", 1) with { Answered = true }], [], [], LiveThread.Card));
        Assert.Equal(Phase.AwaitingCustomer, _thread.Report.Phase);

        _thread.Do(new Absorb("fourth", [Taken("c", 2)], [], [], LiveThread.Card));

        Assert.Equal((Phase.Open, At(2)), (_thread.Report.Phase, _thread.Report.Since));
    }

    [Fact]
    public void A_message_moves_with_its_clock()
    {
        _thread.Message("a", 1);
        _thread.Message("b", 2);

        var moved = _thread.One<MessageMovedOut>(new MoveMessage(Key("a"), "other", LiveThread.Card));

        Assert.Equal((Key("a"), "other"), (moved.Message.Message, moved.To));
        Assert.Equal((At(2), 1), (_thread.Report.Since, _thread.Report.Unanswered));
        var other = new LiveThread("other");
        other.Do(new TakeMessage(moved.Message, moved.Card));
        Assert.Equal((Phase.Open, At(1)), (other.Report.Phase, other.Report.Since));
        other.Nothing(new TakeMessage(moved.Message, moved.Card));
    }

    [Fact]
    public void A_thread_that_all_messages_left_ends_and_is_nobodys()
    {
        _thread.Message("a");
        _thread.Held();

        _thread.Do(new MoveMessage(Key("a"), "other", LiveThread.Card));

        Assert.Equal((Phase.Resolved, null), (_thread.Report.Phase, _thread.State.Owner));
    }

    [Fact]
    public void What_is_said_of_a_message_before_it_comes_is_done_when_it_comes()
    {
        _thread.Message("a");
        var reading = new Reading(Urgency.High, "outage", "de");
        _thread.One<InstructionKept>(new ChangeMessage(Key("b"), reading, At(1)));
        _thread.Nothing(new ChangeMessage(Key("b"), reading, At(1)));
        _thread.One<InstructionKept>(new RemoveText(Key("c"), At(1)));
        _thread.One<InstructionKept>(new MoveMessage(Key("d"), "other", LiveThread.Card));
        _thread.Restart();

        var events = _thread.Do(new Absorb("third", [Taken("b"), Taken("c"), Taken("d")], [], [], LiveThread.Card));

        Assert.Equal([typeof(ThreadAbsorbed), typeof(MessageChanged), typeof(TextRemoved), typeof(MessageMovedOut)], events.Select(e => e.GetType()));
        Assert.Empty(_thread.State.Early);
        Assert.Equal(reading, _thread.State.Find(Key("b"))!.Facts.Reading);
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void What_waits_for_its_message_goes_on_when_the_thread_joins()
    {
        _thread.Message("a");
        _thread.Do(new RemoveText(Key("b"), At(1)));

        var events = _thread.Do(new JoinInto("other", LiveThread.Card));

        Assert.Equal(new RemoveText(Key("b"), At(1)), Assert.IsType<InstructionPassedOn>(events[1]).Instruction);
        Assert.Empty(_thread.State.Early);
    }

    [Fact]
    public void The_desk_says_who_holds_the_thread_and_an_older_word_changes_nothing()
    {
        _thread.Message("a");
        _thread.Held("ann", epoch: 5);

        _thread.Nothing(new Place(Holding.Assigned, "ben", 4, "accepted", "ben", null));
        _thread.Nothing(new Place(Holding.Assigned, "ann", 5, "accepted", "ann", null));
        Assert.Equal("ann", _thread.State.Owner);

        var placed = _thread.One<Placed>(new Place(Holding.Waiting, null, 6, "returned", "ann", "n1"));
        Assert.Equal(("ann", null), (placed.Holder, _thread.State.Owner));
        Assert.Equal(("n1", "ann"), (_thread.State.Notes[0].Id, _thread.State.Notes[0].By));
    }

    [Fact]
    public void A_placement_that_comes_before_the_first_message_holds()
    {
        _thread.Held();

        _thread.Message("a");

        Assert.Equal("ann", _thread.State.Owner);
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void A_joined_thread_that_the_desk_brought_back_says_again_what_it_is_part_of()
    {
        _thread.Message("a");
        _thread.Do(new JoinInto("other", LiveThread.Card));

        Assert.Equal("other", _thread.One<ThreadEndedJoined>(new Place(Holding.Offered, "ann", 9, "offered", null, null)).Into);
    }

    [Fact]
    public void Erasing_names_all_texts_and_nobody_cannot_be_erased()
    {
        _thread.Nothing(new EraseThread());
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        _thread.Do(new AddNote("n", "sue"));

        var erased = _thread.One<ThreadErased>(new EraseThread());

        Assert.Equal([Key("a")], erased.Messages);
        Assert.Equal("r", Assert.Single(erased.Replies));
        Assert.Equal("n", Assert.Single(erased.Notes));
    }

    private static ThreadMessage Taken(string id, double minutes = 0) =>
        new(Key(id), Key(id), Facts(minutes, id), Answered: false, Deleted: false);
}

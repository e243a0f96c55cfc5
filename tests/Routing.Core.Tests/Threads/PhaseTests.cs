using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Threads;

/// <summary>What opens, parks and ends a thread, and since when its clock runs.</summary>
public sealed class PhaseTests
{
    private readonly LiveThread _thread = new();

    [Fact]
    public void A_message_opens_the_thread_and_its_clock_starts_at_receipt()
    {
        _thread.Now = At(5);
        _thread.Message("a", 1);
        _thread.Message("b", 2);

        Assert.Equal((Phase.Open, At(1), 2, Key("b")), (_thread.Report.Phase, _thread.Report.Since, _thread.Report.Unanswered, _thread.Report.Newest));
    }

    [Fact]
    public void The_same_message_again_changes_nothing()
    {
        _thread.Message("a");

        _thread.Nothing(LiveThread.Add("a"));
    }

    [Fact]
    public void Our_own_message_asks_for_nothing()
    {
        _thread.Message("echo", own: true);

        Assert.Equal((Phase.Resolved, 0), (_thread.Report.Phase, _thread.Report.Unanswered));
    }

    [Fact]
    public void A_thread_born_of_a_message_that_was_answered_elsewhere_is_resolved_until_the_customer_writes_again()
    {
        var answered = new ThreadMessage(Key("a"), Key("a"), Facts(0, "a"), Answered: true, Deleted: false);

        var born = _thread.Do(new TakeMessage(answered, LiveThread.Card));

        var resolved = Assert.IsType<ThreadResolved>(born[^1]);
        Assert.Equal((null, true), (resolved.CutAt, resolved.Report.ByItself));
        Assert.Equal(Instant.Never, ThreadDecider.Due(_thread.State));
        _thread.Message("b", 1);
        Assert.Equal((Phase.Open, 1), (_thread.Report.Phase, _thread.Report.Unanswered));
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void What_is_taken_from_its_agent_after_the_reply_awaits_nobody()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));

        var events = _thread.Do(new Place(Holding.Waiting, null, 2, "taken back", "sue", null));

        Assert.IsType<ThreadResolved>(events[^1]);
        Assert.Equal(Phase.Resolved, _thread.Report.Phase);
    }

    [Fact]
    public void What_ends_says_up_to_which_word_of_the_desk_it_has_heard()
    {
        _thread.Message("a");
        _thread.Held();
        Assert.Equal(0, _thread.Report.Epoch);

        _thread.Do(new Resolve("ann", Reopens: true));

        Assert.Equal(_thread.State.Epoch, _thread.Report.Epoch);
    }

    [Fact]
    public void What_is_taken_from_its_agent_while_parked_is_open_with_its_age()
    {
        _thread.Message("a", 1);
        _thread.Held();
        _thread.Do(new Park("ann", At(60)));

        _thread.Do(new Place(Holding.Waiting, null, 2, "taken back", "sue", null));

        Assert.Equal((Phase.Open, At(1)), (_thread.Report.Phase, _thread.Report.Since));
        Assert.Equal(Instant.Never, ThreadDecider.Due(_thread.State));
    }

    [Fact]
    public void Reports_are_numbered_upwards()
    {
        _thread.Message("a", 0);
        var first = _thread.Report.Version;
        _thread.Message("b", 1);

        Assert.Equal((1, 2), (first, _thread.Report.Version));
    }

    [Fact]
    public void Resolving_cuts_at_the_newest_message_on_the_messages_clock()
    {
        _thread.Message("b", 7);
        _thread.Message("a", 3);
        _thread.Held();
        _thread.Now = At(99);

        Assert.True(ThreadDecider.HasOpenWork(_thread.State));

        var resolved = _thread.One<ThreadResolved>(new Resolve("ann", Reopens: false));
        Assert.False(resolved.Report.ByItself);

        Assert.Equal((At(7), "ann", "ann"), (resolved.CutAt, resolved.By, resolved.Holder));
        Assert.Equal((Phase.Resolved, null), (_thread.Report.Phase, _thread.State.Owner));
        Assert.False(ThreadDecider.HasOpenWork(_thread.State));
        Assert.Equal(Refusal.ThreadResolved, _thread.Refused(new Resolve("ann", Reopens: false)));
    }

    [Fact]
    public void Where_the_policy_reopens_resolving_makes_no_cut()
    {
        _thread.Message("a");
        _thread.Held();

        Assert.Null(_thread.One<ThreadResolved>(new Resolve("ann", Reopens: true)).CutAt);
    }

    [Fact]
    public void Only_the_owner_resolves_or_parks()
    {
        Assert.Equal(Refusal.NoSuchThread, _thread.Refused(new Resolve("ann", Reopens: false)));
        _thread.Message("a");
        _thread.Held("ben");
        Assert.Equal(Refusal.NotOwner, _thread.Refused(new Resolve("ann", Reopens: false)));
        Assert.Equal("ben", _thread.Outcome.Value);
        Assert.Equal(Refusal.NotOwner, _thread.Refused(new Park("ann", At(9))));
    }

    [Fact]
    public void A_late_message_reopens_a_resolved_thread_in_nobodys_hands()
    {
        _thread.Message("a", 3);
        _thread.Held();
        _thread.Do(new Resolve("ann", Reopens: false));

        _thread.Message("late", 2);

        Assert.Equal((Phase.Open, At(2), 1), (_thread.Report.Phase, _thread.Report.Since, _thread.Report.Unanswered));
        Assert.Equal(Refusal.NotOwner, _thread.Refused(LiveThread.Reply("r", "late")));
    }

    [Fact]
    public void A_parked_thread_wakes_at_its_instant()
    {
        _thread.Message("a");
        _thread.Held();
        Assert.Equal(Refusal.UntilNotInFuture, _thread.Refused(new Park("ann", _thread.Now)));
        _thread.One<ThreadParked>(new Park("ann", At(60)));
        _thread.Nothing(new Park("ann", At(60)));
        Assert.Equal((Phase.Parked, At(60)), (_thread.Report.Phase, ThreadDecider.Due(_thread.State)));
        _thread.Nothing(new ThreadWake());

        _thread.Now = At(60);
        _thread.One<ParkEnded>(new ThreadWake());

        Assert.Equal((Phase.Open, At(0), Instant.Never), (_thread.Report.Phase, _thread.Report.Since, ThreadDecider.Due(_thread.State)));
    }

    [Fact]
    public void A_supervisor_parks_what_somebody_holds_and_takes_it_back()
    {
        _thread.Message("a");
        Assert.Equal(Refusal.NobodyHolds, _thread.Refused(new ParkFor(At(60), "sue", null)));
        _thread.Held();
        Assert.Equal(Refusal.NotParked, _thread.Refused(new EndPark("sue", null)));

        var parked = _thread.One<ThreadParked>(new ParkFor(At(60), "sue", "the depot calls back"));
        Assert.Equal(("ann", "sue", "the depot calls back", "ann"), (parked.Agent, parked.By, parked.Why, parked.Holder));
        _thread.Nothing(new ParkFor(At(60), "sue", null));

        var ended = _thread.One<ParkEnded>(new EndPark("sue", "they did"));

        Assert.Equal(("sue", "they did", Phase.Open, At(0)), (ended.By, ended.Why, _thread.Report.Phase, _thread.Report.Since));
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void A_message_ends_parking()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(new Park("ann", At(60)));

        _thread.Message("b", 5);

        Assert.Equal((Phase.Open, Instant.Never), (_thread.Report.Phase, ThreadDecider.Due(_thread.State)));
    }

    [Fact]
    public void A_thread_that_woke_with_nothing_unanswered_keeps_counting_from_when_it_woke()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        _thread.Do(new Park("ann", At(60)));
        _thread.Now = At(60);
        _thread.Do(new ThreadWake());
        Assert.Equal(At(60), _thread.Report.Since);

        _thread.Now = At(70);
        _thread.Do(new CustomerChanged(LiveThread.Card with { Value = 50 }));
        Assert.Equal((At(60), 50), (_thread.Report.Since, _thread.Report.Value));

        _thread.Do(new RemoveText(Key("a"), At(70)));
        Assert.Equal((Phase.Open, At(60)), (_thread.Report.Phase, _thread.Report.Since));
    }

    [Fact]
    public void A_thread_whose_customer_stays_silent_resolves_by_itself()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        Assert.Equal(_thread.Now + Limits.AwaitCustomerMs, ThreadDecider.Due(_thread.State));

        _thread.Now += Limits.AwaitCustomerMs;
        var resolved = _thread.One<ThreadResolved>(new ThreadWake());

        Assert.Equal(("auto", "ann"), (resolved.By, resolved.Holder));
        Assert.True(resolved.Report.ByItself);
        Assert.Null(_thread.State.Owner);
    }

    [Fact]
    public void A_second_reply_starts_the_wait_for_the_customer_anew()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r1", "a"));
        _thread.Now = At(10);

        _thread.Do(LiveThread.Reply("r2", "a"));

        Assert.Equal(At(10) + Limits.AwaitCustomerMs, ThreadDecider.Due(_thread.State));
    }

    [Fact]
    public void A_deleted_message_asks_for_no_answer()
    {
        _thread.Message("a", 0);
        _thread.Message("b", 1);

        _thread.One<TextRemoved>(new RemoveText(Key("a"), At(2)));

        Assert.Equal((Phase.Open, At(1), 1), (_thread.Report.Phase, _thread.Report.Since, _thread.Report.Unanswered));
        _thread.Nothing(new RemoveText(Key("a"), At(3)));
    }

    [Fact]
    public void A_thread_whose_only_message_is_deleted_ends_and_is_nobodys()
    {
        _thread.Message("a");
        _thread.Held();

        _thread.Do(new RemoveText(Key("a"), At(1)));

        Assert.Equal((Phase.Resolved, null), (_thread.Report.Phase, _thread.State.Owner));
    }

    [Fact]
    public void With_a_reply_of_ours_a_deletion_leaves_it_to_the_customer()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        _thread.Message("b", 1);

        _thread.Do(new RemoveText(Key("b"), At(2)));

        Assert.Equal((Phase.AwaitingCustomer, "ann"), (_thread.Report.Phase, _thread.State.Owner));
    }

    [Fact]
    public void An_edit_changes_what_the_desk_is_told_once()
    {
        _thread.Message("a");
        var reading = new Reading(Urgency.Critical, "outage", "de");

        _thread.One<MessageChanged>(new ChangeMessage(Key("a"), reading, At(1)));

        Assert.Equal(reading, _thread.Report.Reading);
        _thread.Nothing(new ChangeMessage(Key("a"), reading, At(1)));
    }

    [Fact]
    public void A_note_is_kept_once()
    {
        Assert.Equal(Refusal.NoSuchThread, _thread.Refused(new AddNote("n", "sue")));
        _thread.Message("a");

        _thread.One<NoteAdded>(new AddNote("n", "sue"));

        _thread.Nothing(new AddNote("n", "sue"));
        Assert.Equal("sue", Assert.Single(_thread.Read().Notes).By);
    }

    [Fact]
    public void Only_so_many_steps_are_kept()
    {
        for (var n = 0; n <= Limits.StepsPerThread; n++) _thread.Message($"m{n}", n);

        Assert.Equal(Limits.StepsPerThread, _thread.Read().Steps.Length);
    }
}

using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Threads;

public sealed class ReplyTests
{
    private readonly LiveThread _thread = new();

    [Fact]
    public void A_reply_answers_all_that_was_asked_and_awaits_the_customer()
    {
        _thread.Message("a", 0);
        _thread.Message("b", 1);
        _thread.Held();

        var replied = _thread.One<Replied>(LiveThread.Reply("r", "b"));

        Assert.Equal(("r", "ann", ReplyStatus.Leaving), (replied.Reply.Id, replied.Holder, replied.Reply.Status));
        Assert.Equal((Phase.AwaitingCustomer, 0), (_thread.Report.Phase, _thread.Report.Unanswered));
        Assert.All(_thread.State.Messages, message => Assert.True(message.Answered));
        Assert.Equal("r", _thread.Outcome.Value);
    }

    [Fact]
    public void The_same_reply_again_gets_the_same_answer()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r", "a"));
        _thread.Message("b", 1);

        _thread.Nothing(LiveThread.Reply("r", "a"));

        Assert.Equal("r", _thread.Outcome.Value);
        Assert.Single(_thread.State.Replies);
    }

    [Fact]
    public void Reasons_to_refuse_come_in_order()
    {
        var everythingWrong = LiveThread.Reply("r", "nothing", "older");
        Assert.Equal(Refusal.NoSuchThread, _thread.Refused(everythingWrong));

        _thread.Message("a", visibility: Visibility.Private);
        Assert.Equal(Refusal.NotOwner, _thread.Refused(everythingWrong));

        _thread.Held();
        Assert.Equal(Refusal.NotSeenNewest, _thread.Refused(everythingWrong));
        Assert.Equal(Key("a").Value, _thread.Outcome.Value);

        Assert.Equal(Refusal.NoSuchMessage, _thread.Refused(LiveThread.Reply("r", "nothing", "a")));
        Assert.Equal(Refusal.MorePublic, _thread.Refused(LiveThread.Reply("r", "a")));

        _thread.Do(new Resolve("ann", Reopens: false));
        Assert.Equal(Refusal.ThreadResolved, _thread.Refused(everythingWrong));

        _thread.Do(new JoinInto("other", LiveThread.Card));
        Assert.Equal(Refusal.ThreadJoined, _thread.Refused(everythingWrong));
        Assert.Equal("other", _thread.Outcome.Value);
    }

    [Fact]
    public void An_offer_is_not_yet_a_right_to_reply()
    {
        _thread.Message("a");
        _thread.Do(new Place(Holding.Offered, "ann", 1, "offered", null, null));

        Assert.Equal(Refusal.NotOwner, _thread.Refused(LiveThread.Reply("r", "a")));
    }

    [Fact]
    public void A_reply_after_the_networks_window_is_refused_with_the_end_of_it_and_one_before_it_is_taken()
    {
        _thread.Message("a", visibility: Visibility.Private);
        _thread.Held();
        var reply = LiveThread.Reply("r", "a") with { Visibility = Visibility.Private, WindowMs = 60 * Minute };

        _thread.Now = At(60);
        Assert.Equal(Refusal.ReplyWindowClosed, _thread.Refused(reply));
        Assert.Equal(At(60).ToString(), _thread.Outcome.Value);

        _thread.Now = At(60) + -1;
        _thread.One<Replied>(reply);
    }

    [Fact]
    public void The_window_opens_anew_with_each_message_of_its_kind()
    {
        _thread.Message("a", visibility: Visibility.Private);
        _thread.Message("b", 50, visibility: Visibility.Private);
        _thread.Held();
        _thread.Now = At(100);

        _thread.One<Replied>(LiveThread.Reply("r", "a", "b") with { Visibility = Visibility.Private, WindowMs = 60 * Minute });
    }

    [Fact]
    public void A_channel_without_a_window_takes_a_reply_at_any_time()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Now = At(100_000);

        _thread.One<Replied>(LiveThread.Reply("r", "a"));
    }

    [Fact]
    public void A_reply_is_more_public_than_its_message_only_if_the_agent_means_it()
    {
        _thread.Message("a", visibility: Visibility.Private);
        _thread.Held();
        Assert.Equal(Refusal.MorePublic, _thread.Refused(LiveThread.Reply("r", "a")));

        _thread.One<Replied>(LiveThread.Reply("r", "a", allow: true));
    }

    [Fact]
    public void A_reply_may_be_less_public_than_its_message()
    {
        _thread.Message("a");
        _thread.Held();

        _thread.One<Replied>(LiveThread.Reply("r", "a", visibility: Visibility.Private));
    }

    [Fact]
    public void A_deleted_message_cannot_be_answered()
    {
        _thread.Message("a", 0);
        _thread.Message("b", 1);
        _thread.Held();
        _thread.Do(new RemoveText(Key("a"), At(2)));

        Assert.Equal(Refusal.NoSuchMessage, _thread.Refused(LiveThread.Reply("r", "a", "b")));
    }

    [Fact]
    public void Our_own_messages_need_not_be_seen()
    {
        _thread.Message("a", 0);
        _thread.Message("echo", 1, own: true);
        _thread.Held();

        _thread.One<Replied>(LiveThread.Reply("r", "a"));
    }

    [Fact]
    public void What_the_network_took_is_known_by_its_new_name()
    {
        Replied();

        var sent = _thread.One<ReplySent>(new ReportSent("r", Key("n")));

        Assert.Equal((Key("n"), Key("a")), (sent.As, sent.Answers));
        Assert.Equal(Refusal.Duplicate, _thread.Refused(new ReportSent("r", Key("n"))));
        Assert.Equal(Refusal.ReplyAlreadyReported, _thread.Refused(new ReportSent("r", Key("other"))));
        Assert.Equal(Refusal.ReplyAlreadyReported, _thread.Refused(new ReportFailed("r", "no", Retry: false)));
        Assert.Equal(Refusal.NoSuchReply, _thread.Refused(new ReportSent("nothing", Key("n"))));
        Assert.Equal(Refusal.NoSuchReply, _thread.Refused(new ReportFailed("nothing", "no", Retry: false)));
    }

    [Fact]
    public void A_reply_that_was_given_up_opens_the_thread_before_its_agent_with_the_clock_running_since_receipt()
    {
        Replied();
        _thread.Now = At(30);

        var failed = _thread.One<ReplyFailed>(new ReportFailed("r", "blocked", Retry: false));

        Assert.Equal((true, "ann"), (failed.GivenUp, failed.Holder));
        Assert.Equal((Phase.Open, At(0), 1), (_thread.Report.Phase, _thread.Report.Since, _thread.Report.Unanswered));
        Assert.Equal((ReplyStatus.Failed, "blocked"), (_thread.State.Replies[0].Status, _thread.State.Replies[0].Reason));
        _thread.Nothing(new ReportFailed("r", "blocked", Retry: false));
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void A_failure_that_will_be_tried_again_leaves_the_thread_as_it_is_until_it_is_given_up_for_the_same_reason()
    {
        Replied();
        _thread.One<ReplyFailed>(new ReportFailed("r", "busy", Retry: true));
        Assert.Equal((Phase.AwaitingCustomer, ReplyStatus.Leaving), (_thread.Report.Phase, _thread.State.Replies[0].Status));
        _thread.Nothing(new ReportFailed("r", "busy", Retry: true));

        _thread.One<ReplyFailed>(new ReportFailed("r", "busy", Retry: false));

        Assert.Equal((Phase.Open, ReplyStatus.Failed), (_thread.Report.Phase, _thread.State.Replies[0].Status));
    }

    [Fact]
    public void A_failure_after_resolving_reopens_the_thread()
    {
        Replied();
        _thread.Do(new Resolve("ann", Reopens: false));

        _thread.Do(new ReportFailed("r", "blocked", Retry: false));

        Assert.Equal((Phase.Open, 1), (_thread.Report.Phase, _thread.Report.Unanswered));
    }

    private void Replied()
    {
        _thread.Message("a");
        _thread.Held();
        _thread.Now = At(1);
        _thread.Do(LiveThread.Reply("r", "a"));
    }
}

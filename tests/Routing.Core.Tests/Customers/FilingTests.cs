using Routing.Core.Customers;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Customers;

public sealed class FilingTests
{
    private readonly Person _ann = new(ActorId.Customer(Workspace, Customer("ann")));

    [Fact]
    public void The_first_message_opens_a_thread()
    {
        var filed = _ann.One<MessageFiled>(File("a", followers: 12));

        Assert.True(filed.Opened);
        Assert.Equal(new CustomerCard(Customer("ann"), 0, 12, 1), filed.Card);
        Assert.Equal(filed.Thread, ThreadOf("a"));
    }

    [Fact]
    public void The_same_message_again_does_nothing()
    {
        _ann.Do(File("a"));

        Assert.Empty(_ann.Events(File("a")));
    }

    [Fact]
    public void Messages_of_one_chain_are_one_thread_however_far_apart_public_or_private()
    {
        _ann.Do(File("a"));

        Assert.False(_ann.One<MessageFiled>(File("b", 100_000, "a", visibility: Visibility.Private)).Opened);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(30.001, false)]
    public void Messages_of_two_chains_are_one_thread_if_they_are_close_in_time(double minutes, bool one)
    {
        _ann.Do(File("a", join: 30));

        Assert.Equal(!one, _ann.One<MessageFiled>(File("b", minutes)).Opened);
    }

    [Fact]
    public void Where_the_policy_never_joins_even_one_instant_is_two_threads()
    {
        _ann.Do(File("a"));

        Assert.True(_ann.One<MessageFiled>(File("b")).Opened);
    }

    [Fact]
    public void Public_and_private_messages_do_not_join_by_time()
    {
        _ann.Do(File("a", join: 30));

        Assert.True(_ann.One<MessageFiled>(File("b", 1, visibility: Visibility.Private, join: 30)).Opened);
    }

    [Fact]
    public void A_message_between_two_threads_makes_them_one_and_the_oldest_keeps_its_id()
    {
        _ann.Do(File("late", 50, join: 30));
        _ann.Do(File("early", 0, join: 30));
        var (late, early) = (ThreadOf("late"), ThreadOf("early"));

        var events = _ann.Events(File("between", 25, join: 30));

        Assert.Equal(new ThreadsJoined(late, early, new CustomerCard(Customer("ann"), 0, 0, 1)), events[0]);
        Assert.Equal(early, Assert.IsType<MessageFiled>(events[1]).Thread);
        Assert.Equal(early, ThreadOf("late"));
    }

    [Fact]
    public void A_chain_that_moves_joins_its_threads()
    {
        _ann.Do(File("a", 0, "r"));
        _ann.Do(File("b", 9, "q"));
        var (a, b) = (ThreadOf("a"), ThreadOf("b"));

        var events = _ann.Events(new MoveChain(Key("q"), Key("r")));

        Assert.Equal(new ChainMoved(Key("q"), Key("r")), events[0]);
        Assert.Equal((b, a), events[1] is ThreadsJoined joined ? (joined.From, joined.Into) : default);
        Assert.Empty(_ann.Events(new MoveChain(Key("q"), Key("r"))));
    }

    [Fact]
    public void A_chain_that_moved_before_its_message_came_is_known_to_have_moved()
    {
        _ann.Do(new MoveChain(Key("q"), Key("r")));
        _ann.Do(new MoveChain(Key("r"), Key("s")));
        _ann.Do(File("a", 0, "s"));

        var filed = _ann.One<MessageFiled>(File("b", 1, "q"));

        Assert.Equal(Key("s"), filed.Chain);
        Assert.False(filed.Opened);
    }

    [Fact]
    public void After_a_cut_a_later_message_is_a_new_thread_and_an_earlier_one_is_not()
    {
        _ann.Do(File("a", 0, "r"));
        var cut = _ann.One<CutRecorded>(new RecordCut(ThreadOf("a"), At(10)));

        Assert.Equal([Key("r")], cut.Chains);
        Assert.False(_ann.One<MessageFiled>(File("at", 10, "r")).Opened);
        Assert.True(_ann.One<MessageFiled>(File("after", 11, "r")).Opened);
        Assert.Empty(_ann.Events(new RecordCut(ThreadOf("a"), At(10))));
    }

    [Fact]
    public void A_customer_has_open_work_until_the_thread_of_the_newest_message_is_cut()
    {
        Assert.False(CustomerDecider.HasOpenWork(_ann.State));
        _ann.Do(File("a", 0, "r"));
        Assert.True(CustomerDecider.HasOpenWork(_ann.State));
        _ann.Do(new RecordCut(ThreadOf("a"), At(10)));
        Assert.False(CustomerDecider.HasOpenWork(_ann.State));
        _ann.Do(File("b", 11, "r"));
        Assert.True(CustomerDecider.HasOpenWork(_ann.State));
    }

    [Fact]
    public void A_cut_between_two_messages_ends_their_joining_by_time()
    {
        _ann.Do(File("a", 0, "r", join: 30));
        _ann.Do(new RecordCut(ThreadOf("a"), At(10)));

        Assert.True(_ann.One<MessageFiled>(File("b", 11, "q", join: 30)).Opened);
    }

    [Fact]
    public void A_cut_holds_after_its_chain_moved()
    {
        _ann.Do(File("a", 0, "r"));
        _ann.Do(new RecordCut(ThreadOf("a"), At(10)));
        _ann.Do(new MoveChain(Key("r"), Key("s")));

        Assert.True(_ann.One<MessageFiled>(File("b", 11, "s")).Opened);
        Assert.False(_ann.One<MessageFiled>(File("c", 9, "s")).Opened);
    }

    [Fact]
    public void A_cut_before_messages_that_are_there_refiles_them_together()
    {
        _ann.Do(File("a", 0, "r"));
        _ann.Do(File("b", 20, "r"));
        _ann.Do(File("c", 21, "r"));
        var thread = ThreadOf("a");

        var events = _ann.Events(new RecordCut(thread, At(10)));

        var moves = events.Skip(1).Cast<MessageRefiled>().ToArray();
        Assert.Equal([(Key("b"), true), (Key("c"), false)], moves.Select(move => (move.Message, move.Opened)));
        Assert.Equal(thread, ThreadOf("a"));
        Assert.Equal(ThreadOf("b"), ThreadOf("c"));
        Assert.NotEqual(thread, ThreadOf("b"));
    }

    [Fact]
    public void A_cut_of_a_thread_that_joined_another_meanwhile_is_that_other_s()
    {
        _ann.Do(File("a", 0, "r"));
        _ann.Do(File("b", 9, "q"));
        var (a, b) = (ThreadOf("a"), ThreadOf("b"));
        _ann.Do(new MoveChain(Key("q"), Key("r")));

        Assert.Equal(a, _ann.One<CutRecorded>(new RecordCut(b, At(9))).Thread);
        Assert.Empty(_ann.Events(new RecordCut("of nobody", At(9))));
    }

    [Fact]
    public void Threads_split_when_a_message_with_a_shorter_join_time_comes_between()
    {
        _ann.Do(File("a", 0, join: 60));
        _ann.Do(File("c", 50));
        Assert.Equal(ThreadOf("a"), ThreadOf("c"));

        var events = _ann.Events(File("b", 10));

        Assert.IsType<MessageRefiled>(events[0]);
        Assert.Equal(ThreadOf("a"), ThreadOf("b"));
        Assert.NotEqual(ThreadOf("a"), ThreadOf("c"));
    }

    [Fact]
    public void Beyond_the_limit_the_oldest_is_folded_away_and_its_thread_is_held_together()
    {
        _ann.DoFast(File("oldest", 0, "r", join: 1));
        _ann.DoFast(File("neighbour", 1, "q", join: 1));
        _ann.DoFast(File("far", 500, "r"));
        var thread = ThreadOf("neighbour");
        for (var n = 0; n < Limits.MessagesPerCustomer; n++) _ann.DoFast(File($"n{n}", 1_000 + (2 * n), join: 1));

        Assert.Null(ThreadOf("oldest"));
        Assert.Null(ThreadOf("far"));
        Assert.Equal(Limits.MessagesPerCustomer, View.Messages.Length);
        Assert.DoesNotContain(_ann.Journal, line => line.Contains("refiled", StringComparison.Ordinal));
        Assert.NotNull(thread);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void Followers_are_those_of_the_newest_message_whenever_it_comes()
    {
        _ann.Do(File("new", 9, followers: 2_000));
        _ann.Do(File("old", 1, followers: 5));

        Assert.Equal((2_000, 20), (View.Followers, View.Influence));
    }

    private CustomerView View => _ann.Read<CustomerView>(new ReadCustomer());

    private ThreadId ThreadOf(string id) => _ann.Read<ThreadOfMessage>(new WhichThread(Key(id))).Thread!;

    private static FileMessage File(
        string id, double minutes = 0, string? chain = null, double join = 0, Visibility visibility = Visibility.Public, int followers = 0) =>
        new(Key(id), Key(chain ?? id), Facts(minutes, id, join, visibility, followers: followers), Origin.Nobody);
}

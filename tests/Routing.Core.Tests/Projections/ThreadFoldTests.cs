using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Projections;

public sealed class ThreadFoldTests
{
    private static readonly ActorId Desk = ActorId.Desk(Given.Workspace);
    private static readonly CustomerCard Card = new(Given.Customer("ann"), 0, 0, 1);
    private static readonly Need General = new("general", []);
    private readonly Dictionary<ThreadId, ThreadStanding> _rows = [];

    [Fact]
    public void A_thread_goes_through_its_states_as_thread_and_desk_say()
    {
        Of("t1", Added("1"));
        On(new ThreadReported("t1", Report(), General, Rank(7)));
        Assert.Equal(("waiting", "general", null, 7L), Row("t1"));
        On(new OfferMade("t1", "ann", 1, At(1), At(2), new(1, 7, true, 1, 0, 0, 0, 0, 0, 1, null)));
        Assert.Equal(("offered", "general", "ann", 7L), Row("t1"));
        On(new OfferEnded("t1", "ann", 1, OfferEnd.Missed, "", 1, At(2), false, At(2), At(2)));
        Assert.Equal(("waiting", "general", null, 7L), Row("t1"));
        On(new ThreadAssigned("t1", "bob", 2, "taken", "bob", null, false, null, At(3)));
        Assert.Equal(("assigned", "general", "bob", 7L), Row("t1"));
        Of("t1", new ThreadParked("bob", At(9), At(4), Report(Phase.Parked)));
        Assert.Equal(("parked", "general", "bob", 7L), Row("t1"));
        Of("t1", new ParkEnded(At(9), Report()));
        Assert.Equal(("assigned", "general", "bob", 7L), Row("t1"));
        On(new ThreadReturned("t1", "bob", 3, "by hand", "bob", null, null, At(9), At(9), "billing", new Need("billing", []), Rank(5), At(10)));
        Assert.Equal(("waiting", "billing", null, 5L), Row("t1"));
        Of("t1", new ThreadResolved("bob", null, At(11), Report(Phase.Resolved)));
        On(new ThreadLeft("t1", null, true, At(11)));
        Assert.Equal(("resolved", "billing", null, 5L), Row("t1"));
    }

    [Fact]
    public void Messages_are_counted_where_they_are()
    {
        Of("t1", Added("1"));
        Of("t1", Added("2"));
        Of("t2", Added("3"));
        Of("t1", new MessageMovedOut(Message("2"), "t2", Card, Report()));
        Of("t2", new MessageTaken(Message("2"), Card, Report()));
        Assert.Equal((1, 2), (_rows["t1"].Messages, _rows["t2"].Messages));

        Of("t2", new ThreadEndedJoined("t1", Card, [Message("3"), Message("2")], [], []));
        Of("t1", new ThreadAbsorbed("t2", [Message("3"), Message("2")], [], [], Card, Report()));
        Assert.Equal((3, 0), (_rows["t1"].Messages, _rows["t2"].Messages));
        Assert.Equal(("joined", "t1"), (_rows["t2"].State, _rows["t2"].JoinedInto));
    }

    [Fact]
    public void A_merge_leaves_one_holder()
    {
        Of("t1", Added("1"));
        Of("t2", Added("2"));
        On(new ThreadAssigned("t2", "bob", 2, "taken", "bob", null, false, null, At(3)));
        On(new ThreadsMerged("t2", "t1", "t2", "bob", null, Holding.Assigned, 3, At(4)));

        Assert.Equal(("assigned", "bob"), (_rows["t1"].State, _rows["t1"].Agent));
        Assert.Null(_rows["t2"].Agent);
    }

    [Fact]
    public void A_join_into_a_thread_that_was_not_on_the_desk_brings_its_queue_along()
    {
        Of("t1", Added("1"));
        Of("t2", Added("2"));
        var rank = new Rank(1, At(0), At(5), Urgency.Normal, 0, 0, 1);

        On(new ThreadsMerged("t2", "t1", "t2", "bob", null, Holding.Assigned, 3, At(4), new Need("billing", []), rank));

        Assert.Equal(("billing", At(5)), (_rows["t1"].Queue, _rows["t1"].Deadline));
    }

    [Fact]
    public void The_row_says_when_anything_last_changed()
    {
        ThreadFold.Apply(ActorId.Thread(Given.Workspace, "t1"), Added("1"), At(5), Standing);
        ThreadFold.Apply(Desk, new ThreadReported("t1", Report(), General, Rank(1)), At(3), Standing);

        Assert.Equal(At(5), _rows["t1"].ToRow().UpdatedAt);
    }

    private static Instant At(double minutes) => Given.At(minutes);

    private static Rank Rank(long key) => new(key, At(0), At(5), Urgency.Normal, 0, 0, 1);

    private static Report Report(Phase phase = Phase.Open) =>
        new(1, phase, Given.Customer("ann"), "net", Visibility.Public, Reading.Unknown, 0, 0, At(0), 1, Given.Key("1"));

    private static ThreadMessage Message(string id) => new(Given.Key(id), Given.Key(id), Given.Facts(), false, false);

    private static MessageAdded Added(string id) => new(Message(id), Card, Report());

    private (string State, QueueId? Queue, AgentId? Agent, long Rank) Row(ThreadId thread)
    {
        var row = _rows[thread].ToRow();
        return (row.State, row.Queue, row.Agent, row.RankKey);
    }

    private void Of(ThreadId thread, ThreadEvent happened) =>
        ThreadFold.Apply(ActorId.Thread(Given.Workspace, thread), happened, At(0), Standing);

    private void On(DeskEvent happened) => ThreadFold.Apply(Desk, happened, At(0), Standing);

    private ThreadStanding Standing(ThreadId thread)
    {
        if (!_rows.TryGetValue(thread, out var row)) _rows.Add(thread, row = new ThreadStanding(thread));
        return row;
    }
}

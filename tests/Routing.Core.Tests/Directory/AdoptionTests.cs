using Routing.Core.Directory;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Directory;

public sealed class AdoptionTests
{
    private static readonly MessageKey M = Key("m");
    private static readonly MessageKey Parent = Key("parent");
    private static readonly MessageKey Child = Key("child");
    private static readonly CustomerKey Ann = Customer("ann");
    private static readonly CustomerKey Bob = Customer("bob");
    private readonly Shard _shard = new(ActorId.Directory(Workspace, M));

    [Fact]
    public void A_root_takes_a_child()
    {
        _shard.Do(Came(null));

        Assert.Equal(M, _shard.One<ChildTaken>(Adopt()).Root);
    }

    [Fact]
    public void An_unknown_message_takes_a_child_and_is_not_known_for_it()
    {
        Assert.Equal(M, _shard.One<ChildTaken>(Adopt()).Root);
        Assert.False(_shard.Read<MessagePlace>(new WhereIsMessage(M)).Known);
        Assert.Equal(Outcome.Later, _shard.Do(Came(null)).Outcome);
    }

    [Fact]
    public void A_child_that_asks_again_is_answered_again() =>
        Assert.Equal(_shard.One<ChildTaken>(Adopt()).Child, _shard.One<ChildTaken>(Adopt()).Child);

    [Fact]
    public void A_message_that_waits_for_its_root_sends_a_child_to_its_parent()
    {
        _shard.Do(Came(Parent));

        Assert.Equal(Parent, _shard.One<AdoptPassedOn>(Adopt()).Next);
    }

    [Fact]
    public void A_child_sends_a_child_to_its_root()
    {
        _shard.Do(Came(Parent));
        _shard.Do(new Adopted(M, Key("root"), null));

        Assert.Equal(Key("root"), _shard.One<AdoptPassedOn>(Adopt()).Next);
    }

    [Fact]
    public void A_message_is_filed_when_its_root_is_found_and_only_then()
    {
        _shard.Do(Came(Parent));

        var joined = _shard.One<ChainJoined>(new Adopted(M, Key("root"), null));

        Assert.Equal(Ann, joined.Filed!.Author);
        Assert.Empty(_shard.Events(new Adopted(M, Key("root"), null)));
    }

    [Fact]
    public void Its_author_learns_the_chain_by_filing_and_is_not_told_that_it_moved()
    {
        _shard.Do(Adopt());
        var received = _shard.One<MessageReceived>(Came(Parent));

        Assert.Equal([Bob, Ann], received.Participants);
        Assert.Equal([Bob], _shard.One<ChainJoined>(new Adopted(M, Key("root"), null)).Told);
    }

    [Fact]
    public void Customers_below_a_reply_of_ours_that_is_registered_late_are_told_of_its_chain()
    {
        _shard.Do(Adopt());

        Assert.Equal([Bob], _shard.One<SentRegistered>(new RegisterSent(M, Parent, "r", 1, At(0))).Participants);
        Assert.Equal([Bob], _shard.One<ChainJoined>(new Adopted(M, Parent, "r")).Told);
    }

    [Fact]
    public void A_message_deleted_before_it_came_links_its_chain_and_is_not_filed()
    {
        _shard.Do(new Delete(M, At(0)));
        _shard.Do(Came(Parent));

        Assert.Null(_shard.One<ChainJoined>(new Adopted(M, Parent, null)).Filed);
    }

    [Fact]
    public void A_chain_that_too_many_wrote_in_does_not_move_any_more()
    {
        var crowd = Enumerable.Range(0, Limits.ParticipantsPerChain).Select(n => new CustomerKey($"{n}")).ToArray();
        _shard.Do(Adopt() with { Participants = crowd });
        _shard.Do(Adopt() with { Participants = [Ann] });

        Assert.Null(_shard.One<MessageReceived>(Came(Parent)).Parent);
        Assert.True(_shard.One<SentRegistered>(new RegisterSent(M, Parent, "r", 1, At(0))).EchoCameFirst);
    }

    [Fact]
    public void An_echo_is_found_at_the_direct_parent_and_told_to_the_child_by_whoever_takes_it()
    {
        _shard.Do(Came(Parent));
        _shard.Do(new ExpectEcho(M, "r1", 77, _shard.Now + 10));

        var passed = _shard.One<AdoptPassedOn>(Adopt() with { TextHash = 77 });
        var root = new Shard(ActorId.Directory(Workspace, Parent));

        Assert.Equal("r1", passed.EchoOf);
        Assert.Equal("r1", root.One<ChildTaken>(new Adopt(passed.Next, passed.Child, passed.Participants, 0, passed.EchoOf)).EchoOf);
    }

    [Fact]
    public void A_reply_has_one_echo()
    {
        _shard.Do(new ExpectEcho(M, "r1", 77, _shard.Now + 10));

        Assert.Equal("r1", _shard.One<ChildTaken>(Adopt() with { TextHash = 77 }).EchoOf);
        Assert.Null(_shard.One<ChildTaken>(Adopt() with { TextHash = 77, Child = Key("quotes us") }).EchoOf);
    }

    [Fact]
    public void A_reply_that_was_reported_sent_has_no_other_echo()
    {
        _shard.Do(new ExpectEcho(M, "r1", 77, _shard.Now + 10));
        _shard.Do(new Adopt(M, Key("sent"), [], 0, "r1"));

        Assert.Null(_shard.One<ChildTaken>(Adopt() with { TextHash = 77 }).EchoOf);
    }

    [Fact]
    public void An_echo_is_expected_for_a_time_only()
    {
        _shard.Do(new ExpectEcho(M, "r1", 77, _shard.Now + 10));
        _shard.Now += 11;

        Assert.Null(_shard.One<ChildTaken>(Adopt() with { TextHash = 77 }).EchoOf);
        Assert.Empty(_shard.Events(new ExpectEcho(M, "r2", 77, _shard.Now + -1)));
    }

    [Fact]
    public void The_same_reply_is_expected_once() =>
        Assert.Equal(
            [1, 0],
            Enumerable.Range(0, 2).Select(_ => _shard.Events(new ExpectEcho(M, "r1", 77, _shard.Now + 10)).Length));

    [Fact]
    public void An_adoption_that_came_back_goes_round_once_more_link_by_link()
    {
        _shard.Do(Came(Parent));

        var round = _shard.One<AdoptPassedOn>(new Adopt(M, M, [Ann], 0));

        Assert.Equal((Parent, new Circle(M, false)), (round.Next, round.Circle));
    }

    [Fact]
    public void Of_a_circle_the_least_drops_its_link_and_takes_who_asks()
    {
        _shard.Do(Came(Parent));

        var events = _shard.Events(Adopt() with { Circle = new Circle(M, Closed: true) });

        Assert.Equal(Ann, Assert.IsType<CycleRefused>(events[0]).Filed!.Author);
        Assert.Equal(M, Assert.IsType<ChildTaken>(events[1]).Root);
        Assert.Empty(_shard.Events(new Adopt(M, M, [Ann], 0, null, new Circle(M, Closed: true))));
    }

    [Fact]
    public void Entries_are_forgotten_when_nothing_touched_them_for_their_time()
    {
        _shard.Do(Came(null));
        _shard.Now += Limits.DirectoryEntryMs;
        _shard.Do(Adopt());
        var first = _shard.Due;

        _shard.Now = first;
        _shard.Do(DirectoryDecider.Wake);

        Assert.Equal(Instant.Never, _shard.Due);
        Assert.False(_shard.Read<MessagePlace>(new WhereIsMessage(M)).Known);
        _shard.AssertReplaysExactly();
    }

    [Fact]
    public void A_message_that_waits_for_its_root_is_never_forgotten()
    {
        _shard.Do(Came(Parent));

        _shard.Now = _shard.Due;
        _shard.Do(DirectoryDecider.Wake);

        Assert.True(_shard.Read<MessagePlace>(new WhereIsMessage(M)).Known);
        Assert.True(_shard.Due > _shard.Now);
        _shard.AssertReplaysExactly();
    }

    [Fact]
    public void A_wake_before_anything_is_due_does_nothing()
    {
        _shard.Do(Came(null));

        Assert.Empty(_shard.Events(DirectoryDecider.Wake));
    }

    private static Receive Came(MessageKey? parent) => new(M, Ann, parent, Facts(), Origin.Nobody);

    private static Adopt Adopt() => new(M, Child, [Bob], 0);
}

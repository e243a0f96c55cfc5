using Routing.Core.Directory;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Directory;

public sealed class ReceptionTests
{
    private static readonly MessageKey M = Key("m");
    private static readonly CustomerKey Ann = Customer("ann");
    private readonly Shard _shard = new(ActorId.Directory(Workspace, M));

    [Fact]
    public void A_message_without_a_parent_is_a_root_at_once()
    {
        var received = _shard.One<MessageReceived>(Came());

        Assert.Null(received.Parent);
        Assert.Equal(new MessagePlace(true, Ann, M, null, false), _shard.Read<MessagePlace>(new WhereIsMessage(M)));
    }

    [Fact]
    public void A_message_that_is_its_own_parent_is_a_root() =>
        Assert.Null(_shard.One<MessageReceived>(Came() with { Parent = M }).Parent);

    [Fact]
    public void The_answer_to_a_new_message_comes_later_and_its_text_is_kept()
    {
        var decision = _shard.Do(Came());

        Assert.Equal(Outcome.Later, decision.Outcome);
        Assert.True(decision.StoreBodies);
    }

    [Fact]
    public void The_same_content_again_is_a_duplicate_without_events()
    {
        _shard.Do(Came());

        AssertDuplicate(Came() with { Origin = new Origin(7) });
    }

    [Theory]
    [InlineData("other author", "author")]
    [InlineData("other text", "text")]
    [InlineData("other attachments", "attachments")]
    public void Other_content_under_the_same_id_is_refused_naming_what_differs(string what, string named)
    {
        _shard.Do(Came());
        var facts = Facts() with { Hash = 1 };
        var again = what switch
        {
            "other author" => Came() with { Author = Customer("bob"), Facts = facts },
            "other text" => Came() with { Facts = facts with { TextHash = 2 } },
            _ => Came() with { Facts = facts },
        };

        var decision = _shard.Do(again);

        Assert.Equal(new Outcome(Refusal.ContentDiffers, named), decision.Outcome);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void After_an_edit_the_original_and_the_edited_content_are_both_duplicates()
    {
        _shard.Do(Came());
        _shard.Do(EditTo("new", 1));

        AssertDuplicate(Came());
        AssertDuplicate(Came() with { Facts = Facts(text: "new") });
        Assert.Equal(Refusal.ContentDiffers, _shard.Do(Came() with { Facts = Facts(text: "else") }).Outcome.Code);
    }

    [Fact]
    public void An_edit_is_passed_to_the_author_once()
    {
        _shard.Do(Came());

        Assert.Equal(Ann, _shard.One<MessageEdited>(EditTo("new", 1)).Author);
        Assert.Empty(_shard.Events(EditTo("new", 1)));
    }

    [Fact]
    public void An_edit_older_than_the_last_is_ignored_and_its_text_is_not_kept()
    {
        _shard.Do(Came());
        _shard.Do(EditTo("newest", 2));

        var decision = _shard.Do(EditTo("middle", 1));

        Assert.Empty(decision.Events);
        Assert.False(decision.StoreBodies);
    }

    [Fact]
    public void Of_two_edits_of_one_instant_the_same_wins_in_either_order()
    {
        var other = new Shard(_shard.Self);
        foreach (var edit in new[] { EditTo("a", 1), EditTo("b", 1), EditTo("a", 1) }) _shard.Do(edit);
        foreach (var edit in new[] { EditTo("b", 1), EditTo("a", 1) }) other.Do(edit);

        Assert.Equal(_shard.One<MessageReceived>(Came()).Facts, other.One<MessageReceived>(Came()).Facts);
    }

    [Fact]
    public void A_message_edited_before_it_came_is_taken_as_edited_and_the_older_text_is_not_kept()
    {
        Assert.Null(_shard.One<MessageEdited>(EditTo("new", 1)).Author);

        var decision = _shard.Do(Came());
        var received = Assert.IsType<MessageReceived>(Assert.Single(decision.Events));

        Assert.Equal("edited", received.Facts.Reading.Topic);
        Assert.Equal(Hashes.Content("new"), received.Facts.TextHash);
        Assert.False(decision.StoreBodies);
        AssertDuplicate(Came());
        AssertDuplicate(Came() with { Facts = Facts(text: "new") });
    }

    [Fact]
    public void A_message_deleted_before_it_came_makes_no_work_and_its_text_is_not_kept()
    {
        Assert.Null(_shard.One<MessageDeleted>(new Delete(M, At(1))).Author);

        var decision = _shard.Do(Came());

        var received = Assert.IsType<MessageReceived>(Assert.Single(decision.Events));
        Assert.True(received.Deleted);
        Assert.Empty(received.Participants);
        Assert.False(decision.StoreBodies);
        AssertDuplicate(Came());
    }

    [Fact]
    public void A_deletion_is_passed_to_the_author_once()
    {
        _shard.Do(Came());

        Assert.Equal(Ann, _shard.One<MessageDeleted>(new Delete(M, At(1))).Author);
        Assert.Empty(_shard.Events(new Delete(M, At(2))));
    }

    [Fact]
    public void Changes_of_a_message_that_makes_no_work_are_passed_to_nobody()
    {
        _shard.Do(Came() with { Facts = Facts(own: true) });

        Assert.Null(_shard.One<MessageEdited>(EditTo("new", 1)).Author);
        Assert.Null(_shard.One<MessageDeleted>(new Delete(M, At(1))).Author);
    }

    [Fact]
    public void An_edit_after_a_deletion_is_refused()
    {
        _shard.Do(new Delete(M, At(1)));

        Assert.Equal(Refusal.MessageDeleted, _shard.Do(EditTo("new", 2)).Outcome.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_network_s_copy_of_a_reply_that_was_registered_is_a_duplicate(bool own)
    {
        var sent = _shard.One<SentRegistered>(Sent("r1"));

        Assert.False(sent.EchoCameFirst);
        AssertDuplicate(Came() with { Facts = Facts(own: own) });
        Assert.Empty(_shard.Events(Sent("r1")));
    }

    [Fact]
    public void A_copy_that_waits_for_its_root_when_the_reply_is_registered_is_not_filed_as_work()
    {
        _shard.Do(Came() with { Parent = Key("p") });

        Assert.True(_shard.One<SentRegistered>(Sent("r1")).EchoCameFirst);
        Assert.False(_shard.One<ChainJoined>(new Adopted(M, Key("p"), null)).Filed!.Facts.MakesWork);
    }

    [Fact]
    public void Deciding_and_replaying_agree()
    {
        _shard.Do(EditTo("new", 1));
        _shard.Do(new ExpectEcho(M, "r9", 9, new Instant(long.MaxValue)));
        _shard.Do(new Adopt(M, Key("child"), [Ann], 0));
        _shard.Do(Came() with { Parent = Key("p"), Origin = new Origin(4) });
        _shard.Do(new Delete(M, At(3)));

        _shard.AssertReplaysExactly();
    }

    private static Receive Came() => new(M, Ann, null, Facts(), Origin.Nobody);

    private static RegisterSent Sent(string reply) => new(M, Key("p"), reply, Hashes.Content("help"), At(0));

    private static Edit EditTo(string text, double minutes) =>
        new(M, Facts(text: text).Hash, Hashes.Content(text), new Reading(Urgency.High, "edited", text), At(minutes));

    private void AssertDuplicate(Receive command)
    {
        var decision = _shard.Do(command);
        Assert.Equal(Refusal.Duplicate, decision.Outcome.Code);
        Assert.Empty(decision.Events);
        Assert.False(decision.StoreBodies);
    }
}

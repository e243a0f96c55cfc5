using Routing.Core.Customers;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Customers;

public sealed class PersonTests
{
    private static readonly Reading Edited = new(Urgency.High, "edited", "en");
    private readonly Person _ann = new(ActorId.Customer(Workspace, Customer("ann")));

    [Fact]
    public void An_edit_goes_to_the_thread_that_has_the_message_once()
    {
        _ann.Do(File("a"));

        Assert.Equal(ThreadOf("a"), _ann.One<EditPassed>(new PassEdit(Key("a"), Edited, At(5))).Thread);
        Assert.Empty(_ann.Events(new PassEdit(Key("a"), Edited, At(5))));
        Assert.Empty(_ann.Events(new PassEdit(Key("a"), Reading.Unknown, At(4))));
    }

    [Fact]
    public void A_deletion_goes_to_the_thread_that_has_the_message_once_and_no_edit_follows_it()
    {
        _ann.Do(File("a"));

        Assert.Equal(ThreadOf("a"), _ann.One<DeletePassed>(new PassDelete(Key("a"), At(5))).Thread);
        Assert.Empty(_ann.Events(new PassDelete(Key("a"), At(6))));
        Assert.Empty(_ann.Events(new PassEdit(Key("a"), Edited, At(7))));
    }

    [Fact]
    public void A_message_that_was_edited_on_its_way_is_filed_as_edited()
    {
        _ann.One<ChangeKept>(new PassEdit(Key("a"), Edited, At(5)));
        Assert.Empty(_ann.Events(new PassEdit(Key("a"), Edited, At(5))));

        Assert.Equal(Edited, _ann.One<MessageFiled>(File("a")).Facts.Reading);
        Assert.Empty(_ann.Events(new PassEdit(Key("a"), Edited, At(5))));
    }

    [Fact]
    public void A_message_that_was_deleted_on_its_way_is_filed_and_then_deleted()
    {
        _ann.Do(new PassEdit(Key("a"), Edited, At(5)));
        _ann.Do(new PassDelete(Key("a"), At(6)));
        Assert.Empty(_ann.Events(new PassDelete(Key("a"), At(6))));

        var events = _ann.Events(File("a"));

        var filed = Assert.IsType<MessageFiled>(events[0]);
        Assert.Equal(Edited, filed.Facts.Reading);
        Assert.Equal(new DeletePassed(Key("a"), filed.Thread, At(6)), events[1]);
        Assert.Empty(_ann.Events(new PassDelete(Key("a"), At(6))));
    }

    [Fact]
    public void Changes_that_wait_are_limited()
    {
        for (var n = 0; n <= Limits.MessagesPerCustomer; n++) _ann.DoFast(new PassDelete(Key($"n{n}"), At(0)));

        Assert.Single(_ann.Events(File("n0")));
        Assert.Equal(2, _ann.Events(File("n1", 9)).Length);
    }

    [Fact]
    public void A_new_value_is_told_to_the_newest_threads()
    {
        for (var n = 0; n < 40; n++) _ann.DoFast(File($"n{n}", n));

        var set = _ann.One<ValueSet>(new SetValue(80));

        Assert.Equal(80, set.Card.Value);
        Assert.Equal(Limits.ThreadsToldOfValue, set.Threads.Length);
        Assert.Equal(ThreadOf("n39"), set.Threads[0]);
        Assert.Empty(_ann.Events(new SetValue(80)));
        Assert.Equal(80, _ann.One<MessageFiled>(File("next", 99)).Card.Value);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_value_outside_0_to_100_is_refused(int value) =>
        Assert.Equal(Refusal.BadRequest, _ann.Do(new SetValue(value)).Outcome.Code);

    [Fact]
    public void Erasing_names_every_message_and_every_thread_that_still_is_one()
    {
        _ann.Do(File("a", 0, "r"));
        _ann.Do(File("b", 9, "q"));
        _ann.Do(File("c", 10));
        _ann.Do(new MoveChain(Key("q"), Key("r")));
        ThreadId[] threads = [ThreadOf("a"), ThreadOf("c")];

        var erased = _ann.One<CustomerErased>(new EraseCustomer("sue"));

        Assert.Equal([Key("a"), Key("b"), Key("c")], erased.Messages);
        Assert.Equal(threads, erased.Threads);
        Assert.Empty(_ann.Events(new EraseCustomer("sue")));
    }

    [Fact]
    public void An_erased_customer_is_nobody_until_a_message_starts_afresh()
    {
        _ann.Do(new SetValue(50));
        _ann.Do(File("a", 0, "r"));
        var before = ThreadOf("a");
        _ann.Do(new EraseCustomer("sue"));

        var view = _ann.Read<CustomerView>(new ReadCustomer());
        Assert.True(view.Erased);
        Assert.Empty(view.Messages);
        Assert.Equal(Refusal.CustomerErased, _ann.Do(new SetValue(9)).Outcome.Code);

        var filed = _ann.One<MessageFiled>(File("b", 1, "r"));
        Assert.True(filed.Opened);
        Assert.NotEqual(before, filed.Thread);
        Assert.Equal((0, 1), (filed.Card.Value, filed.Card.Threads));
        Assert.False(_ann.Read<CustomerView>(new ReadCustomer()).Erased);
        Assert.Equal([filed.Thread], _ann.One<CustomerErased>(new EraseCustomer("sue")).Threads);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void Nobody_cannot_be_erased() =>
        Assert.Equal(Refusal.NoSuchCustomer, _ann.Do(new EraseCustomer("sue")).Outcome.Code);

    [Fact]
    public void A_message_that_is_not_here_has_no_thread() => Assert.Null(ThreadOf("a"));

    private ThreadId ThreadOf(string id) => _ann.Read<ThreadOfMessage>(new WhichThread(Key(id))).Thread!;

    private static FileMessage File(string id, double minutes = 0, string? chain = null) =>
        new(Key(id), Key(chain ?? id), Facts(minutes, id), Origin.Nobody);
}

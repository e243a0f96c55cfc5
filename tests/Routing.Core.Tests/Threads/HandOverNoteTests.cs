using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Threads;

/// <summary>Whoever gets a thread at the end of a shift finds a note; where nobody wrote one, the thread says what there is to know.</summary>
public sealed class HandOverNoteTests
{
    private readonly LiveThread _thread = new();

    [Fact]
    public void It_names_what_the_customer_waits_for_since_when_and_what_we_last_said()
    {
        _thread.Message("m1");
        _thread.Held();
        _thread.Do(LiveThread.Reply("r1", "m1"));
        _thread.Message("m2", minutes: 5);
        _thread.Message("m3", minutes: 6);
        _thread.Now = At(7);

        Place(Holding.Waiting, null, note: null);

        var handOver = _thread.Read().HandOver!;
        Assert.Equal(("ann", null, Phase.Open, At(5), "r1"), (handOver.From, handOver.Note, handOver.Phase, handOver.Since, handOver.LastReply));
        Assert.Equal([Key("m2"), Key("m3")], handOver.Asked);
        _thread.AssertReplaysExactly();
    }

    [Fact]
    public void A_note_of_the_agent_is_named_and_is_one_of_the_threads_notes()
    {
        _thread.Message("m1");
        _thread.Held();
        _thread.Do(new AddNote("n1", "ann"));

        Place(Holding.Assigned, "ben", "n1");

        Assert.Equal("n1", _thread.Read().HandOver!.Note);
        Assert.Equal(["n1"], _thread.Read().Notes.Select(note => note.Id));
        Assert.Equal("ben", _thread.State.Owner);
    }

    [Fact]
    public void It_names_no_more_messages_than_one_can_take_in_the_newest()
    {
        for (var n = 0; n < Limits.MessagesPerHandOver + 2; n++) _thread.Message($"m{n}", n);
        _thread.Held();

        Place(Holding.Waiting, null, null);

        var asked = _thread.Read().HandOver!.Asked;
        Assert.Equal((Limits.MessagesPerHandOver, Key($"m{Limits.MessagesPerHandOver + 1}")), (asked.Length, asked[^1]));
    }

    [Fact]
    public void Other_moves_leave_none()
    {
        _thread.Message("m1");
        _thread.Held();

        _thread.Do(new Place(Holding.Waiting, null, 2, "returned", "ann", null));

        Assert.Null(_thread.Read().HandOver);
    }

    private void Place(Holding holding, AgentId? agent, string? note) => _thread.Do(new Place(holding, agent, 2, HandOver.Reason, "ann", note));
}

using System.Text;
using System.Text.Json;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Hosting.Tests;

public sealed class WireTests
{
    private static readonly ActorId Thread = ActorId.Thread("acme", "t1");

    [Fact]
    public void A_record_reads_back_as_it_was()
    {
        var record = new JournalRecord(
            ActorId.Agent("acme", "ann"), 7, new Instant(1_700_000_000_000), ActorId.Desk("acme"), 3, "agent:ann",
            new Guid("01923456-789a-7bcd-8ef0-123456789abc"), Outcome.With("done"), new Dictionary<ActorId, long> { [Thread] = 9 },
            new QuarantinedInput("q", Thread, new Instant(1), "{}", "because"),
            [new Pushed(new Push(1, PushKind.Offer, "t1", 2, new Instant(5), null, 0, "é \" \\ \u0000", new Instant(4)))]);

        var read = Wire.ReadRecord(Wire.WriteRecord(record));

        Assert.Equal(record.Events, read.Events);
        Assert.Equal(record.Acknowledged, read.Acknowledged);
        Assert.True(Same(record, read));
    }

    [Fact]
    public void An_envelope_reads_back_as_it_was()
    {
        var envelope = new Envelope(Thread, ActorId.Desk("acme"), 12, 11, new JoinThreads("t1", "t/2"));

        Assert.Equal(envelope, Wire.ReadEnvelope(Wire.WriteEnvelope(envelope)));
    }

    [Fact]
    public void A_field_that_is_not_known_is_passed_over()
    {
        var json = """{"a":"desk/acme/desk","v":1,"t":5,"z":{"x":[1,2]},"e":[{"$":"resumed","At":5}]}""";

        var read = Wire.ReadRecord(Encoding.UTF8.GetBytes(json));

        Assert.Equal((ActorId.Desk("acme"), 1L), (read.Actor, read.Version));
        Assert.Equal(new Resumed(new Instant(5)), Assert.Single(read.Events));
    }

    [Fact]
    public void A_damaged_record_is_refused_wherever_it_is_cut()
    {
        var bytes = Wire.WriteRecord(new JournalRecord(
            Thread, 1, new Instant(5), null, 0, null, null, null, new Dictionary<ActorId, long>(), null,
            [new NoteAdded(new ThreadNote("n", "ann", new Instant(5)))]));

        Assert.Single(Wire.ReadRecord(bytes).Events);
        for (var length = 1; length < bytes.Length - 1; length++)
        {
            var cut = bytes.AsMemory(0, length);
            Assert.ThrowsAny<JsonException>(() => Wire.ReadRecord(cut));
        }
    }

    [Fact]
    public void An_event_of_another_actor_is_no_event_of_this_one()
    {
        var json = """{"a":"desk/acme/desk","v":1,"t":5,"e":[{"$":"pushed"}]}""";

        Assert.ThrowsAny<JsonException>(() => Wire.ReadRecord(Encoding.UTF8.GetBytes(json)));
    }

    private static bool Same(JournalRecord a, JournalRecord b) =>
        (a.Actor, a.Version, a.At, a.From, a.Number, a.Sender, a.Command, a.Outcome, a.Quarantined)
        == (b.Actor, b.Version, b.At, b.From, b.Number, b.Sender, b.Command, b.Outcome, b.Quarantined);
}

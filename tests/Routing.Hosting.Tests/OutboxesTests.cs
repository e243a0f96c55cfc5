using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Hosting.Tests;

/// <summary>Outboxes and inbox are two halves of one rule, so they are tested against each other.</summary>
public sealed class OutboxesTests
{
    private static readonly ActorId Sender = ActorId.Desk("acme");
    private static readonly ActorId Ann = ActorId.Agent("acme", "ann");
    private static readonly ActorId Ben = ActorId.Agent("acme", "ben");
    private static readonly Instant Now = new(1_700_000_000_000);
    private readonly Outboxes _out = new();
    private readonly Inbox _in = new();

    [Fact]
    public void Numbers_rise_whoever_it_goes_to_and_each_names_the_one_before_to_the_same()
    {
        Assert.Equal((1, 0), Numbers(Add(Ann)));
        Assert.Equal((2, 0), Numbers(Add(Ben)));
        Assert.Equal((3, 1), Numbers(Add(Ann)));
        Assert.Equal((4, 2), Numbers(Add(Ben)));
    }

    [Fact]
    public void What_is_acknowledged_is_not_sent_again_and_the_next_begins_afresh()
    {
        Add(Ann);
        Add(Ann);
        Add(Ben);

        Assert.True(_out.Acknowledge(Ann, 1));
        Assert.False(_out.Acknowledge(Ann, 1));
        Assert.Equal((2, 0), Numbers(Assert.Single(_out.To(Sender, Ann))));

        _out.Acknowledge(Ann, 2);
        Assert.Equal([Ben], _out.Receivers);
        Assert.Equal((4, 0), Numbers(Add(Ann)));
    }

    [Fact]
    public void An_acknowledgement_of_what_was_never_sent_changes_nothing()
    {
        Assert.False(_out.Acknowledge(Ann, 7));
        Assert.True(_out.IsEmpty);
    }

    [Fact]
    public void Whatever_is_lost_repeated_or_overtaken_is_taken_once_and_in_order()
    {
        for (ulong seed = 1; seed <= 300; seed++) Delivers(new Random((int)seed));
    }

    [Fact]
    public void A_silent_sender_is_forgotten_and_still_cannot_be_taken_out_of_order()
    {
        _in.Took(Sender, 5, Now);

        _in.Forget(Now + Limits.SenderMemoryMs);
        Assert.Single(_in.All());
        _in.Forget(Now + Limits.SenderMemoryMs + 1);

        Assert.Empty(_in.All());
        Assert.Equal(Taken.Gap, _in.Check(new Envelope(Sender, Ann, 8, 7, new AgentWake())));
        Assert.Equal(Taken.Yes, _in.Check(new Envelope(Sender, Ann, 7, 0, new AgentWake())));
    }

    private static void Delivers(Random random)
    {
        var (sent, inbox, taken, way) = (new Outboxes(), new Inbox(), new List<long>(), new List<Envelope>());
        var numbers = new List<long>();
        for (var step = 0; step < 200 || !sent.IsEmpty; step++)
        {
            if (step < 100 && random.Next(3) == 0)
            {
                var envelope = sent.Add(Sender, Ann, new AgentWake());
                numbers.Add(envelope.Number);
                if (random.Next(4) > 0) way.Add(envelope);
            }

            if (random.Next(3) == 0) way.AddRange(sent.To(Sender, Ann));
            if (way.Count == 0) continue;

            var arrives = way[random.Next(way.Count)];
            if (random.Next(5) > 0) way.Remove(arrives);
            var check = inbox.Check(arrives);
            if (check == Taken.Gap) continue;
            if (check == Taken.Yes)
            {
                inbox.Took(Sender, arrives.Number, Now);
                taken.Add(arrives.Number);
            }

            if (random.Next(3) > 0) sent.Acknowledge(Ann, arrives.Number);
        }

        Assert.Equal(numbers, taken);
    }

    private Envelope Add(ActorId to) => _out.Add(Sender, to, new AgentWake());

    private static (long Number, long Previous) Numbers(Envelope envelope) => (envelope.Number, envelope.Previous);
}

using System.Text.Json;
using Routing.Core.Desks;
using Routing.Core.Desks.Matching;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>What is scarce is dear: prices come from the desk's own counts, a slice at a time, and are recorded.</summary>
public sealed class PricesTests
{
    private static readonly SkillLevel[] Both = [new("billing", 3), new("tech", 3)];
    private readonly LiveDesk _desk = new();

    public PricesTests() => _desk.Policy(policy => policy with
    {
        Queues =
        [
            policy.Queues[0] with { Id = "tech", Match = new QueueMatch(Topics: ["tech"]), Skills = [new SkillLevel("tech", 1)] },
            policy.Queues[0] with { Id = "billing", Skills = [new SkillLevel("billing", 1)] },
        ],
        Offers = policy.Offers with { Seconds = 3_000, MaxOpenOffers = 10 },
    });

    [Fact]
    public void A_scarce_skill_is_kept_for_those_who_need_it()
    {
        for (var n = 0; n < 4; n++) _desk.Report($"tech{n}", topic: "tech");
        _desk.Agent("both", 4, Both);
        for (var n = 0; n < 4; n++) _desk.Accept($"tech{n}");
        _desk.Report("tech0", Phase.Resolved);
        _desk.Report("tech1", Phase.Resolved);
        _desk.Report("tech2", Phase.Resolved);
        _desk.Agent("plain", 4, new SkillLevel("billing", 3));
        _desk.Pass(100);
        Assert.True(_desk.Who("both").Price > _desk.Who("plain").Price);
        _desk.Report("plain0");
        _desk.Report("plain1");

        _desk.AssertOffered("plain0", "plain");
        _desk.AssertOffered("plain1", "plain");
        Assert.Equal((1, 2), (_desk.Who("both").Used, _desk.Who("plain").Used));
    }

    [Fact]
    public void Until_there_are_prices_the_load_decides()
    {
        _desk.Agent("both", 4, Both);
        _desk.Agent("plain", 4, new SkillLevel("billing", 3));

        _desk.Report("b0");
        _desk.Report("b1");

        Assert.Equal((1, 1), (_desk.Who("both").Used, _desk.Who("plain").Used));
    }

    [Fact]
    public void A_round_begins_each_half_minute_while_something_happens_and_then_no_more()
    {
        _desk.Agent("both", 1, Both);
        for (var n = 0; n < 10; n++)
        {
            _desk.Report($"t{n}", topic: "tech");
            _desk.Pass(20);
        }

        Instant[] begun = [.. _desk.Journal.OfType<PricesRefreshed>().Where(slice => slice.Needs == 0).Select(slice => slice.At)];
        Assert.InRange(begun.Length, 6, 8);
        Assert.All(begun.Zip(begun.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 30_000));

        _desk.Pass(1_000);
        var before = _desk.Journal.Count;
        _desk.Pass(1_000);
        Assert.Equal(before, _desk.Journal.Count);
        Assert.False(_desk.State.Matching.Round.Underway);
    }

    [Fact]
    public void The_time_to_the_next_chance_is_told_from_who_is_on_duty_and_how_many_wait()
    {
        _desk.Agent("both", 4, Both);
        for (var n = 0; n < 10; n++) _desk.Report($"t{n}", topic: "tech");
        _desk.Pass(31);
        Assert.Equal(6, _desk.State.Matching.Waiting);

        // Four slots, each held for 10 to 20 minutes (10 are taken for granted, and nobody is seen to finish), shared by six that wait.
        var tau = Assert.Single(_desk.Journal.OfType<PricesRefreshed>().SelectMany(slice => slice.NeedPrices).DistinctBy(price => price.TauSeconds).TakeLast(1));
        Assert.InRange(tau.TauSeconds, 4 * 600 / 4 * .8, 6 * 1_200 / 4);
    }

    [Fact]
    public void A_thread_that_asks_for_less_leaves_one_need_and_waits_for_another_but_came_only_once()
    {
        _desk.Policy(policy => policy with
        {
            Queues = [policy.Queues[0] with { Skills = [new SkillLevel("tech", 5)], Relax = [new RelaxStep(new StepTime(40), [new SkillLevel("tech", 4)])] }, policy.Queues[1]],
        });
        _desk.Agent("both", 1, Both);
        _desk.Report("t", topic: "tech");
        Assert.Equal((1, 1), Counted("tech|tech:5"));

        _desk.Pass(40);

        Assert.Equal(0, Counted("tech|tech:5").Waiting);
        Assert.Equal((1, 0), Counted("tech|tech:4"));
        _desk.Pass(100);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_need_that_overflowed_is_priced_by_the_agents_of_both_queues()
    {
        _desk.Policy(policy => policy with
        {
            Queues = [policy.Queues[0] with { Overflow = [new OverflowStep("billing", new StepTime(10))] }, policy.Queues[1]],
        });
        _desk.Agent("plain", 2, new SkillLevel("billing", 3));
        _desk.Report("held");
        _desk.Accept("held");
        _desk.Report("held too");
        _desk.Accept("held too");
        _desk.Report("t", topic: "tech");
        _desk.Pass(100);

        var told = _desk.Journal.OfType<PricesRefreshed>().ToList();
        Assert.Contains(told.SelectMany(slice => slice.NeedPrices), price => price.Need == "tech|tech:1/billing:1" && price.TauSeconds < 1_200);
        Assert.True(_desk.Who("plain").Price > 0);
        Assert.Equal((Holding.Waiting, 1), (_desk.Of("t").Holding, Counted("tech|tech:1/billing:1").Waiting));

        _desk.Report("held", Phase.Resolved);
        _desk.AssertOffered("t", "plain");
    }

    [Fact]
    public void Places_are_counted_by_the_dearest_thread_and_what_is_wrapped_up_is_not_free()
    {
        _desk.Policy(policy => policy with { Capacity = new CapacityPolicy(ThreadPercent: 50, WrapUpSeconds: 600) });
        _desk.Agent("both", 2, Both);
        _desk.Report("t", topic: "tech");
        _desk.Accept("t");
        Assert.Equal((4, 3), (_desk.Who("both").Places, _desk.Who("both").Room));

        _desk.Report("t", Phase.Resolved);

        Assert.Equal((4, 3, 0), (_desk.Who("both").Places, _desk.Who("both").Room, _desk.Who("both").Used));
        Assert.Equal(1, _desk.State.Matching.Tallies.Used);
        _desk.Pass(600);
        Assert.Equal((4, 0), (_desk.Who("both").Room, _desk.State.Matching.Tallies.Used));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void What_changed_is_recorded_and_nothing_else()
    {
        _desk.Agent("both", 4, Both);
        for (var n = 0; n < 6; n++) _desk.Report($"t{n}", topic: "tech");
        _desk.Pass(300);

        var told = new Dictionary<string, NeedPrice>();
        foreach (var price in _desk.Journal.OfType<PricesRefreshed>().SelectMany(slice => slice.NeedPrices))
        {
            Assert.NotEqual(told.GetValueOrDefault(price.Need), price);
            told[price.Need] = price;
        }

        Assert.NotEmpty(told);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_large_desk_is_worked_off_in_slices()
    {
        var state = DeskDecider.Create(ActorId.Desk(Given.Workspace));
        for (var n = 0; n < 2_500; n++)
        {
            DeskDecider.Evolve(state, new AgentSet($"a{n}", "", [], 1));
            DeskDecider.Evolve(state, new ReadySet($"a{n}", 1, Ready: true, Gone: false, Given.Morning));
        }

        var slices = new List<PricesRefreshed>();
        for (var now = Given.Morning; slices.Count == 0 || state.Matching.Round.Underway; now = DeskDecider.Due(state))
        {
            foreach (var happened in DeskDecider.Decide(state, DeskDecider.Wake, now).Events.Cast<DeskEvent>())
            {
                DeskDecider.Evolve(state, happened);
                slices.Add((PricesRefreshed)happened);
            }
        }

        Assert.Equal([1_000, 2_000, 2_500], slices.Select(slice => slice.Agents));
        Assert.Equal(Instant.Never, DeskDecider.Due(state));
    }

    [Fact]
    public void What_was_stored_before_there_were_prices_still_loads()
    {
        _desk.Agent("both", 1, Both);
        _desk.Report("t", topic: "tech");
        _desk.Report("u", topic: "tech");
        var saved = JsonSerializer.Deserialize<DeskSnapshot>(_desk.Saved())!.InRows() with { Prices = null, Demand = null };
        var old = JsonSerializer.Serialize(saved)
            .Replace(",\"Prices\":null,\"Demand\":null", "", StringComparison.Ordinal).Replace(",\"Price\":0,\"Load\":0", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Price", old, StringComparison.Ordinal);

        var restored = DeskDecider.Restore(ActorId.Desk(Given.Workspace), JsonSerializer.Deserialize<DeskSnapshot>(old)!);

        Assert.Equal((1, 1), (restored.Matching.Waiting, restored.Matching.Demand.Count));
        Assert.Equal(0, restored.Matching.Round.Agents);
    }

    /// <summary>How many wait for a need, and how many came for it since the last round.</summary>
    private (int Waiting, int Arrived) Counted(string need)
    {
        var demand = _desk.State.Matching.Demand;
        return (demand.WaitingFor(demand.Find(need)!.Value), demand.Save().Single(known => known.Need.Class == need).Arrived);
    }

    [Fact]
    public void Steps_stand_for_quarter_powers_of_two_rounded_down()
    {
        for (var step = 0; step < Ladder.Steps; step++)
        {
            Assert.Equal(Math.Pow(2, step / 4.0), Ladder.Value(step), Math.Pow(2, step / 4.0) * 1e-8 + 1);
            Assert.InRange(Ladder.Value(Ladder.Step(Ladder.Value(step))), Ladder.Value(step), Ladder.Value(step));
        }

        Assert.Equal((0, 0, Ladder.Steps - 1), (Ladder.Step(0), Ladder.Step(1), Ladder.Step(long.MaxValue)));
    }
}

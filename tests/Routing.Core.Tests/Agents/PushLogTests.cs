using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Agents;

public sealed class PushLogTests
{
    private readonly LiveAgent _ann = new(ActorId.Agent(Workspace, "ann"));

    [Fact]
    public void An_offer_is_pushed_once_and_is_work_until_it_ends()
    {
        var push = _ann.One<Pushed>(new TellOffer("t", 7, At(1))).Push;
        Assert.Equal((PushKind.Offer, "t", 7, At(1)), (push.Kind, push.Thread, push.Epoch, push.Until));
        Assert.Empty(_ann.Events(new TellOffer("t", 7, At(1))));
        Assert.Equal(new WorkItem("t", Holding.Offered, 7, At(1)), Assert.Single(CatchUp(null).Work));

        var ended = _ann.One<Pushed>(new TellOfferEnded("t", 7, OfferEnd.Missed, "lapsed", Away: false)).Push;

        Assert.Equal((int)OfferEnd.Missed, ended.Detail);
        Assert.Empty(CatchUp(null).Work);
        Assert.Empty(_ann.Events(new TellOfferEnded("t", 7, OfferEnd.Missed, "lapsed", Away: false)));
    }

    [Fact]
    public void The_miss_that_sets_away_also_sets_the_status()
    {
        _ann.Do(new Connect("c", 1, 60));
        _ann.Do(new SetStatus(AgentStatus.Available, "ann"));
        _ann.Do(new TellOffer("t", 7, At(1)));

        var events = _ann.Events(new TellOfferEnded("t", 7, OfferEnd.Missed, "lapsed", Away: true));

        var set = Assert.IsType<StatusSet>(events[1]);
        Assert.Equal((AgentStatus.Away, false), (set.Status, set.Ready));
        Assert.Equal(((Pushed)events[0]).Push.Sequence + 1, set.Push.Sequence);
    }

    [Fact]
    public void An_assignment_is_work_until_it_is_freed()
    {
        _ann.Do(new TellOffer("t", 7, At(1)));
        _ann.One<Pushed>(new TellAssigned("t", 7, "accepted", "ann"));
        Assert.Empty(_ann.Events(new TellAssigned("t", 7, "accepted", "ann")));
        Assert.Equal(Holding.Assigned, Assert.Single(CatchUp(null).Work).Holding);

        _ann.One<Pushed>(new TellFreed("t", 8, "transferred", "sue"));

        Assert.Empty(CatchUp(null).Work);
        Assert.Empty(_ann.Events(new TellFreed("t", 8, "transferred", "sue")));
    }

    [Fact]
    public void News_is_for_what_the_agent_holds()
    {
        Assert.Empty(_ann.Events(new TellNews("t", ThreadNews.MessageAdded, "m")));
        _ann.Do(new TellOffer("t", 7, At(1)));
        Assert.Empty(_ann.Events(new TellNews("t", ThreadNews.MessageAdded, "m")));
        _ann.Do(new TellAssigned("t", 7, "accepted", "ann"));

        var push = _ann.One<Pushed>(new TellNews("t", ThreadNews.MessageAdded, "m")).Push;

        Assert.Equal((PushKind.News, "m", (int)ThreadNews.MessageAdded), (push.Kind, push.Ref, push.Detail));
    }

    [Fact]
    public void A_client_gets_exactly_what_it_missed()
    {
        for (var n = 0; n < 5; n++) _ann.Do(new TellAssigned($"t{n}", n + 1, "taken", "ann"));

        Assert.Equal([4, 5], CatchUp(3).Missed!.Select(push => push.Sequence));
        Assert.Empty(CatchUp(5).Missed!);
        Assert.Equal([1, 2, 3, 4, 5], CatchUp(0).Missed!.Select(push => push.Sequence));
    }

    [Fact]
    public void A_new_client_one_from_the_future_and_one_too_far_behind_take_the_snapshot()
    {
        for (var n = 0; n <= Limits.PushLog; n++) _ann.DoFast(new TellAssigned("t", n + 1, "taken", "ann"));

        Assert.Null(CatchUp(null).Missed);
        Assert.Null(CatchUp(Limits.PushLog + 2).Missed);
        Assert.Null(CatchUp(0).Missed);
        Assert.Equal(Limits.PushLog, CatchUp(1).Missed!.Length);
        Assert.Equal((Limits.PushLog + 1, "t"), (CatchUp(null).Sequence, CatchUp(null).Work.Single().Thread));
    }

    /// <summary>Anything in any order: the sequence has no gap, the log can be resumed from, replay is exact.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_comes_the_sequence_is_gapless_and_replay_is_exact(int seed)
    {
        var dice = new Random(seed);
        var pushed = new List<long>();
        for (var n = 0; n < 1_500; n++)
        {
            _ann.Now += dice.Next(5_000);
            foreach (var happened in _ann.DoFast(Anything(dice, n)).Events)
            {
                if (happened is Pushed { Push: var push }) pushed.Add(push.Sequence);
                if (happened is StatusSet { Push: var status }) pushed.Add(status.Sequence);
            }

            if (dice.Next(50) == 0) _ann.Restart();
        }

        Assert.Equal(Enumerable.Range(1, pushed.Count).Select(sequence => (long)sequence), pushed);
        var last = pushed.Count - dice.Next(Math.Min(pushed.Count, Limits.PushLog));
        Assert.Equal(pushed.Skip(last), CatchUp(last).Missed!.Select(push => push.Sequence));
        _ann.AssertReplaysExactly();
    }

    private static AgentCommand Anything(Random dice, int n)
    {
        var thread = $"t{dice.Next(5)}";
        return dice.Next(10) switch
        {
            0 => new Connect($"c{dice.Next(20)}", n, dice.Next(30)),
            1 => new Disconnect($"c{dice.Next(20)}"),
            2 => new TransportLost(dice.Next(n + 1)),
            3 => new SetStatus((AgentStatus)dice.Next(5), "ann"),
            4 => new AgentWake(),
            5 => new TellOffer(thread, n, new Instant(n)),
            6 => new TellOfferEnded(thread, Math.Max(0, n - dice.Next(9)), (OfferEnd)(1 + dice.Next(4)), "why", dice.Next(2) == 0),
            7 => new TellAssigned(thread, n, "taken", "ann"),
            8 => new TellFreed(thread, n, "returned", "ann"),
            _ => new TellNews(thread, ThreadNews.MessageAdded, "m"),
        };
    }

    private CaughtUp CatchUp(long? last) => _ann.Read<CaughtUp>(new CatchUp(last));
}

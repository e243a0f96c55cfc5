using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

public sealed class JoinTests
{
    private readonly LiveDesk _desk = new();

    /// <summary>Only ann can serve what is to join, only ben what it joins.</summary>
    public JoinTests() => _desk.Policy(policy => policy with { Queues = [Queue("from", "ann"), Queue("into", "ben")] });

    public enum Standing
    {
        Absent,
        Waiting,
        Offered,
        Assigned,
        Parked,
    }

    public static TheoryData<Standing, Standing, bool> Combinations()
    {
        var all = new TheoryData<Standing, Standing, bool>();
        foreach (var from in Enum.GetValues<Standing>())
        {
            foreach (var into in Enum.GetValues<Standing>())
            {
                all.Add(from, into, true);
                all.Add(from, into, false);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void One_thread_is_left_with_the_best_holder(Standing from, Standing into, bool fromFirst)
    {
        if (fromFirst) Put("from", from, "ann");
        _desk.Pass(1);
        Put("into", into, "ben");
        _desk.Pass(1);
        if (!fromFirst) Put("from", from, "ann");
        var holder = fromFirst ? Holder(from, "ann") ?? Holder(into, "ben") : Holder(into, "ben") ?? Holder(from, "ann");

        _desk.Do(new JoinThreads("from", "into"));

        Assert.False(_desk.State.Threads.ContainsKey("from"));
        if (from == Standing.Absent) Assert.Equal(into != Standing.Absent, _desk.State.Threads.ContainsKey("into"));
        else if (holder is not null) _desk.AssertAssigned("into", holder);
        else Assert.NotEqual(Holding.Assigned, _desk.Of("into").Holding);
        foreach (var person in _desk.State.Agents.Values) Assert.All(person.Held, id => Assert.Equal("into", id));
        _desk.Nothing(new JoinThreads("from", "into"));
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Of_two_assigned_the_earlier_accept_stays_and_the_other_is_freed_without_blame()
    {
        Put("into", Standing.Assigned, "ben");
        _desk.Pass(1);
        Put("from", Standing.Assigned, "ann");

        var merged = _desk.Single<ThreadsMerged>(new JoinThreads("from", "into"));

        Assert.Equal(("into", "ben", "ann"), (merged.Winner, merged.Agent, merged.FreedAgent));
        Assert.Equal((0, 0, 1), (_desk.Who("ann").Used, _desk.Who("ann").Misses, _desk.Who("ben").Used));
    }

    [Fact]
    public void An_open_offer_of_what_joins_ends_without_blame()
    {
        Put("from", Standing.Offered, "ann");
        Put("into", Standing.Waiting, "ben");

        var events = _desk.Do(new JoinThreads("from", "into"));

        Assert.Equal(OfferEnd.Revoked, Assert.IsType<OfferEnded>(events[0]).End);
        _desk.AssertWaits("into");
        Assert.Equal((0, 0), (_desk.Who("ann").Used, _desk.Who("ann").Misses));
    }

    [Fact]
    public void An_offer_of_what_stays_goes_on_and_lapses_in_its_time()
    {
        Put("into", Standing.Offered, "ben");
        var (epoch, until) = (_desk.Of("into").Epoch, _desk.Of("into").OfferUntil);
        Put("from", Standing.Waiting, "ann");

        _desk.Do(new JoinThreads("from", "into"));

        _desk.AssertOffered("into", "ben");
        Assert.Equal((epoch, until), (_desk.Of("into").Epoch, _desk.Of("into").OfferUntil));
        Assert.Equal(until, _desk.State.Deadlines.First);
    }

    [Fact]
    public void What_joins_an_unknown_thread_lends_it_its_place_until_it_reports()
    {
        Put("from", Standing.Assigned, "ann");

        var merged = _desk.Single<ThreadsMerged>(new JoinThreads("from", "into"));

        Assert.Equal(("from", Holding.Assigned, "ann"), (merged.Winner, merged.Holding, merged.Agent));
        Assert.Equal("from", _desk.Of("into").Need.Queue);
        Assert.IsType<ThreadReported>(_desk.Report("into", topic: "into")[0]);
    }

    [Fact]
    public void A_holder_who_had_given_the_slot_back_takes_it_again_or_loses_the_thread()
    {
        Put("from", Standing.Parked, "ann");
        _desk.Report("busy", topic: "from");
        _desk.Accept("busy");
        Put("into", Standing.Waiting, "ben");

        var events = _desk.Do(new JoinThreads("from", "into"));

        Assert.Single(events.OfType<ThreadReturned>());
        _desk.AssertWaits("into");
        Assert.Equal("ann", _desk.Of("into").Preferred);
    }

    [Fact]
    public void A_holder_of_a_thread_that_asks_for_nothing_keeps_no_slot()
    {
        Put("from", Standing.Assigned, "ann");
        _desk.Report("into", Phase.AwaitingCustomer, topic: "into");

        _desk.Do(new JoinThreads("from", "into"));

        _desk.AssertAssigned("into", "ann");
        Assert.Equal(0, _desk.Who("ann").Used);
    }

    [Fact]
    public void Both_in_the_same_hands_leave_one_slot_taken()
    {
        _desk.Agent("ann", 2, new SkillLevel("ann", 1), new SkillLevel("ben", 1));
        _desk.Assign("from", "ann");
        _desk.Assign("into", "ann");

        _desk.Do(new JoinThreads("from", "into"));

        Assert.Equal((1, "into"), (_desk.Who("ann").Used, _desk.Who("ann").Held.Single()));
    }

    [Fact]
    public void Who_passed_the_thread_that_stays_does_not_get_it_at_once()
    {
        Put("into", Standing.Offered, "ben");
        _desk.Decline("into");
        Put("from", Standing.Waiting, "ann");

        _desk.Do(new JoinThreads("from", "into"));

        _desk.AssertWaits("into");
        _desk.Pass(_desk.Rules.PassedSeconds);
        _desk.AssertOffered("into", "ben");
    }

    private static AgentId? Holder(Standing standing, AgentId agent) => standing is Standing.Assigned or Standing.Parked ? agent : null;

    private static QueuePolicy Queue(QueueId id, string skill) =>
        Policy.Default.Queues[0] with { Id = id, Match = new QueueMatch(Topics: [id]), Skills = [new SkillLevel(skill, 1)] };

    private void Put(ThreadId thread, Standing standing, AgentId agent)
    {
        if (standing == Standing.Absent) return;
        if (standing != Standing.Waiting) _desk.Agent(agent, 1, new SkillLevel(agent, 1));
        _desk.Report(thread, topic: thread);
        if (standing is Standing.Assigned or Standing.Parked) _desk.Accept(thread);
        if (standing == Standing.Parked) _desk.Report(thread, Phase.Parked, topic: thread);
    }
}

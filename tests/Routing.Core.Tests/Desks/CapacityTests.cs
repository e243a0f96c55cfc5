using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Desks;

/// <summary>What threads take of an agent's slots: by channel and kind, while parked, and for a while after a resolve.</summary>
public sealed class CapacityTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void Threads_that_cost_half_a_slot_fit_twice()
    {
        Capacity(new(ThreadPercent: 50));
        _desk.Agent("ann");
        _desk.Assign("a", "ann");
        _desk.Assign("b", "ann");

        _desk.Report("c");

        _desk.AssertWaits("c");
        Assert.Equal((2, 100, 1.0), (_desk.Who("ann").Used, _desk.Who("ann").Taken, _desk.Read<DeskAgentView>(new ReadDeskAgent("ann")).Load));
    }

    [Fact]
    public void Kinds_of_one_channel_cost_apart_and_nothing_is_offered_without_room_for_the_dearest()
    {
        Capacity(new(), new SlotCost(PrivatePercent: 100, PublicPercent: 25));
        _desk.Agent("ann", 2);
        _desk.Assign("public", "ann");
        _desk.Report("private", visibility: Visibility.Private);
        _desk.Accept("private");
        Assert.Equal(125, _desk.Who("ann").Taken);

        _desk.Report("another");
        _desk.AssertWaits("another");
        _desk.Do(new Take("ann", "another"));

        _desk.AssertAssigned("another", "ann");
        Assert.Equal(150, _desk.Who("ann").Taken);
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void A_parked_thread_may_hold_a_share_and_wakes_only_where_there_is_room_for_the_rest()
    {
        Capacity(new(ParkedPercent: 50, AwaitingPercent: 25));
        _desk.Agent("ann", 1);
        _desk.Assign("t", "ann");
        _desk.Report("t", Phase.Parked);
        Assert.Equal((0, 50), (_desk.Who("ann").Used, _desk.Who("ann").Taken));
        _desk.Report("next");
        _desk.AssertWaits("next");

        _desk.Report("t", Phase.AwaitingCustomer);
        Assert.Equal(25, _desk.Who("ann").Taken);
        _desk.Report("t");

        _desk.AssertAssigned("t", "ann");
        Assert.Equal(100, _desk.Who("ann").Taken);
    }

    [Fact]
    public void A_new_policy_counts_anew_what_is_held_and_takes_nothing_away()
    {
        Capacity(new(ThreadPercent: 50));
        _desk.Agent("ann");
        _desk.Assign("a", "ann");
        _desk.Assign("b", "ann");

        Capacity(new());

        Assert.Equal(200, _desk.Who("ann").Taken);
        _desk.AssertAssigned("a", "ann");
        _desk.AssertAssigned("b", "ann");
        _desk.Report("a", Phase.Resolved);
        _desk.Report("c");
        _desk.AssertWaits("c");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void After_a_resolve_the_slot_is_wrapped_up_before_anything_is_offered_in_it()
    {
        Capacity(new(WrapUpSeconds: 30));
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        _desk.Report("next");
        _desk.Report("t", Phase.Resolved);
        _desk.AssertWaits("next");
        Assert.Equal((0, 0, 100), (_desk.Who("ann").Used, _desk.Who("ann").Taken, _desk.Who("ann").Busy));
        Assert.Single(_desk.Read<DeskAgentView>(new ReadDeskAgent("ann")).WrapUps!);
        _desk.AssertReplaysExactly();

        _desk.Pass(30);

        _desk.AssertOffered("next", "ann");
        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void Other_slots_are_offered_meanwhile_and_what_is_taken_by_hand_is_not_refused()
    {
        Capacity(new(WrapUpSeconds: 30));
        _desk.Agent("ann", 2);
        _desk.Assign("t", "ann");
        _desk.Report("t", Phase.Resolved);
        _desk.Assign("u", "ann");
        _desk.Report("v");
        _desk.AssertWaits("v");

        _desk.Do(new Take("ann", "v"));

        _desk.AssertAssigned("v", "ann");
    }

    [Fact]
    public void What_ended_by_itself_or_by_a_join_has_nothing_to_wrap_up()
    {
        Capacity(new(WrapUpSeconds: 30));
        _desk.Agent("ann");
        _desk.Assign("t", "ann");
        var report = _desk.Of("t").Report with { Version = 99, Phase = Phase.Resolved, ByItself = true };

        Assert.Null(_desk.Single<ThreadLeft>(new ReportThread("t", report)).WrapUp);

        _desk.Assign("u", "ann");
        Assert.Null(_desk.Single<ThreadLeft>(new ReportThread("u", _desk.Of("u").Report with { Version = 99, Phase = Phase.Joined })).WrapUp);
        _desk.Report("w");
        _desk.AssertOffered("w", "ann");
    }

    private void Capacity(CapacityPolicy capacity, SlotCost? net = null) => _desk.Policy(policy => policy with
    {
        Capacity = capacity,
        Channels = net is null ? [] : [new ChannelPolicy(Key("m").Channel, [], SlotCost: net)],
    });
}

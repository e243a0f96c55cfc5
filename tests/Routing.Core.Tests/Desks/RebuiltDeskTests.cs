using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

public sealed class RebuiltDeskTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void A_rebuilt_desk_gives_an_arrival_to_the_less_busy_agent_too()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("t1", "ann");
        _desk.Agent("ben", slots: 2);
        var rebuilt = _desk.Rebuilt();

        _desk.Report("t2");
        rebuilt.Do(new ReportThread("t2", _desk.Of("t2").Report));

        rebuilt.AssertOffered("t2", "ben");
        Assert.Equal(_desk.Saved(), rebuilt.Saved());
    }

    [Fact]
    public void Everything_there_can_be_on_a_desk_survives_a_restart_and_a_replay()
    {
        _desk.Agent("ann", slots: 3);
        _desk.Assign("assigned", "ann");
        _desk.Assign("parked", "ann");
        _desk.Report("parked", Phase.Parked);
        _desk.Report("offered");
        _desk.Show("offered");
        _desk.Agent("ben");
        _desk.Report("declined");
        _desk.Decline("declined");
        _desk.Report("missed");
        if (_desk.Of("missed").Agent is not null) _desk.Show("missed");
        _desk.Pass(_desk.Rules.Seconds);
        _desk.Do(new Transfer(null, "parked", null, "general", "sue", "n1"));
        _desk.Do(new RemoveAgent("ben"));
        _desk.Do(new Resume());

        _desk.AssertReplaysExactly();
    }

    [Fact]
    public void The_desk_names_its_agents_and_what_they_hold()
    {
        _desk.Agent("ann", slots: 2);
        _desk.Assign("held", "ann");
        _desk.Report("offered");
        _desk.Report("waits");
        _desk.Do(new SetAgent("gone", "gone", [], 1));
        _desk.Do(new RemoveAgent("gone"));

        var view = _desk.Read<DeskView>(new ReadDesk());

        Assert.Equal((3, 1), (view.Threads, view.Waiting));
        Assert.Equal(["held", "offered"], Assert.Single(view.Agents).Held.Select(held => held.Thread));
        Assert.True(_desk.Read<DeskAgentView>(new ReadDeskAgent("nobody")).Gone);
        Assert.False(_desk.Read<ThreadExplained>(new ExplainThread("nothing")).OnDesk);
        Assert.Equal(_desk.State.LastEpoch, _desk.Read<DeskCopy>(new CopyDesk()).Snapshot.LastEpoch);
    }
}

using Routing.Core.Agents;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Agents;

/// <summary>Connections, grace time and status: what the desk is told of an agent.</summary>
public sealed class PresenceTests
{
    private const int Grace = 60;
    private readonly LiveAgent _ann = new(ActorId.Agent(Workspace, "ann"));

    [Fact]
    public void A_connected_agent_is_ready_once_they_say_so()
    {
        Assert.False(Connect("c1").Ready);

        var set = _ann.One<StatusSet>(new SetStatus(AgentStatus.Available, "ann"));

        Assert.True(set.Ready);
        Assert.Equal((PushKind.Status, (int)AgentStatus.Available), (set.Push.Kind, set.Push.Detail));
        Assert.Empty(_ann.Events(new SetStatus(AgentStatus.Available, "ann")));
    }

    [Fact]
    public void Nobody_is_available_without_a_connection()
    {
        Assert.Equal(Refusal.NotSignedOn, _ann.Do(new SetStatus(AgentStatus.Available, "ann")).Outcome.Code);
        Assert.Empty(_ann.Events(new SetStatus(AgentStatus.Offline, "ann")));
    }

    [Theory]
    [InlineData(AgentStatus.Away)]
    [InlineData(AgentStatus.Busy)]
    [InlineData(AgentStatus.Break)]
    [InlineData(AgentStatus.Training)]
    [InlineData(AgentStatus.Draining)]
    [InlineData(AgentStatus.Offline)]
    public void Only_who_is_available_is_ready(AgentStatus status)
    {
        Available("c1");

        Assert.False(_ann.One<StatusSet>(new SetStatus(status, "ann")).Ready);
    }

    [Fact]
    public void Who_is_draining_is_signed_out_when_the_desk_has_nothing_left_for_them()
    {
        Available("c1");
        var draining = _ann.One<StatusSet>(new SetStatus(AgentStatus.Draining, "ann"));

        var set = _ann.One<StatusSet>(new TellDrained(draining.PresenceVersion));

        Assert.Equal((AgentStatus.Offline, "drained"), (set.Status, set.By));
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void Who_said_something_else_since_or_came_with_another_tab_stays()
    {
        Available("c1");
        var draining = _ann.One<StatusSet>(new SetStatus(AgentStatus.Draining, "ann"));
        Assert.True(Connect("c2").Drains);
        Assert.Empty(_ann.Events(new TellDrained(draining.PresenceVersion)));

        var available = _ann.One<StatusSet>(new SetStatus(AgentStatus.Available, "ann"));

        Assert.Empty(_ann.Events(new TellDrained(available.PresenceVersion)));
    }

    [Fact]
    public void A_status_says_who_set_it_why_and_what_it_was_before()
    {
        Available("c1");

        var set = _ann.One<StatusSet>(new SetStatus(AgentStatus.Training, "user:sue", "new product"));

        Assert.Equal(("user:sue", "new product", AgentStatus.Available, _ann.Now), (set.By, set.Why, set.From, set.At));
        Assert.Empty(_ann.Events(new SetStatus(AgentStatus.Training, "ann")));
        Assert.Equal("second half", _ann.One<StatusSet>(new SetStatus(AgentStatus.Training, "ann", "second half")).Why);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void The_same_connection_again_changes_nothing()
    {
        Connect("c1");

        Assert.Empty(_ann.Events(new Connect("c1", 1, Grace)));
    }

    [Fact]
    public void Connections_are_limited()
    {
        for (var n = 0; n < Limits.ConnectionsPerAgent; n++) Connect($"c{n}", n);

        Assert.Equal(Refusal.TooManyConnections, _ann.Do(new Connect("more", 99, Grace)).Outcome.Code);
    }

    [Fact]
    public void One_tab_that_closes_changes_nothing_while_another_is_open()
    {
        Available("c1");
        Connect("c2", 2);

        var gone = _ann.One<Disconnected>(new Disconnect("c1"));

        Assert.Equal((true, null, Instant.Never), (gone.Ready, gone.GraceUntil, _ann.Due));
        Assert.Empty(_ann.Events(new Disconnect("c1")));
    }

    [Fact]
    public void The_last_tab_that_closes_stops_offers_and_starts_the_grace_time()
    {
        Available("c1");

        var gone = _ann.One<Disconnected>(new Disconnect("c1"));

        Assert.Equal((false, _ann.Now + (Grace * 1000L)), (gone.Ready, gone.GraceUntil));
        Assert.Equal(gone.GraceUntil, _ann.Due);
    }

    [Fact]
    public void Who_comes_back_within_the_grace_time_is_as_ready_as_before()
    {
        Available("c1");
        _ann.Do(new Disconnect("c1"));
        _ann.Now += (Grace * 1000L) - 1;
        Assert.Empty(_ann.Events(new AgentWake()));

        Assert.True(Connect("c2", 2).Ready);

        Assert.Equal(Instant.Never, _ann.Due);
        _ann.Now += Grace * 1000L;
        Assert.Empty(_ann.Events(new AgentWake()));
    }

    [Fact]
    public void Who_does_not_come_back_is_offline()
    {
        Available("c1");
        _ann.Do(new Disconnect("c1"));
        _ann.Now = _ann.Due;

        var set = _ann.One<StatusSet>(new AgentWake());

        Assert.Equal((AgentStatus.Offline, false, Instant.Never), (set.Status, set.Ready, _ann.Due));
        Assert.Empty(_ann.Events(new AgentWake()));
        Assert.False(Connect("c2", 2).Ready);
    }

    [Fact]
    public void Who_is_offline_by_choice_has_no_grace_time()
    {
        Available("c1");
        _ann.Do(new SetStatus(AgentStatus.Offline, "ann"));

        Assert.Null(_ann.One<Disconnected>(new Disconnect("c1")).GraceUntil);
        Assert.Equal(Instant.Never, _ann.Due);
    }

    [Fact]
    public void A_tab_that_is_opened_or_closed_after_signing_out_brings_nobody_back()
    {
        Available("c1");
        _ann.Do(new SetStatus(AgentStatus.Offline, "ann"));

        Assert.True(Connect("c2", 2).Gone);
        Assert.True(_ann.One<Disconnected>(new Disconnect("c1")).Gone);
        _ann.Do(new SetStatus(AgentStatus.Away, "ann"));
        Assert.False(_ann.One<Disconnected>(new Disconnect("c2")).Gone);
    }

    [Fact]
    public void A_host_that_restarts_takes_its_connections_with_it_and_only_those()
    {
        Available("c1");
        Connect("c2", 2);
        Connect("c3", 3);

        Assert.Equal(["c1", "c2"], _ann.One<Disconnected>(new TransportLost(3)).Connections);
        Assert.Empty(_ann.Events(new TransportLost(3)));
        Assert.False(_ann.One<Disconnected>(new TransportLost(4)).Ready);
    }

    [Fact]
    public void Everything_the_desk_is_told_is_numbered_upwards()
    {
        var versions = new List<long> { Connect("c1").PresenceVersion };
        versions.Add(_ann.One<StatusSet>(new SetStatus(AgentStatus.Available, "ann")).PresenceVersion);
        versions.Add(_ann.One<Disconnected>(new Disconnect("c1")).PresenceVersion);
        versions.Add(Connect("c2", 2).PresenceVersion);

        Assert.Equal([1, 2, 3, 4], versions);
    }

    private Connected Connect(string connection, long epoch = 1) => _ann.One<Connected>(new Connect(connection, epoch, Grace));

    private void Available(string connection)
    {
        Connect(connection);
        _ann.Do(new SetStatus(AgentStatus.Available, "ann"));
    }
}

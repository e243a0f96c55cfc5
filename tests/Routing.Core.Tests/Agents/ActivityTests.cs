using Routing.Core.Agents;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Agents;

/// <summary>Signs of a person: who is available and shows none for as long as the policy says is away, until the next one.</summary>
public sealed class ActivityTests
{
    private const int Idle = 600;
    private readonly LiveAgent _ann = new(ActorId.Agent(Workspace, "ann"));

    [Fact]
    public void Who_shows_no_sign_is_set_away_and_back_with_the_next_one()
    {
        Available(Idle);
        Assert.Equal(_ann.Now + (Idle * 1000L), _ann.Due);

        var away = Assert.IsType<StatusSet>(Assert.Single(_ann.Until(_ann.Due)));
        Assert.Equal((AgentStatus.Away, "idle", AgentStatus.Available, false), (away.Status, away.By, away.From, away.Ready));
        Assert.Equal(Instant.Never, _ann.Due);

        var back = _ann.One<StatusSet>(new NoteActivity());
        Assert.Equal((AgentStatus.Available, "activity", true), (back.Status, back.By, back.Ready));
        Assert.Equal(_ann.Now + (Idle * 1000L), _ann.Due);
        _ann.AssertReplaysExactly();
    }

    [Fact]
    public void Each_sign_puts_it_off_and_is_noted_at_most_twice_a_minute()
    {
        Available(Idle);
        _ann.Now += Limits.ActivityNotedMs - 1;
        Assert.Empty(_ann.Events(new NoteActivity()));
        _ann.Now += 1;

        _ann.One<ActivityNoted>(new NoteActivity());

        Assert.Equal(_ann.Now + (Idle * 1000L), _ann.Due);
    }

    [Fact]
    public void Without_such_a_rule_no_sign_is_noted()
    {
        Available(0);
        _ann.Now += 3_600_000;

        Assert.Empty(_ann.Events(new NoteActivity()));
        Assert.Equal(Instant.Never, _ann.Due);
    }

    [Theory]
    [InlineData(AgentStatus.Busy)]
    [InlineData(AgentStatus.Training)]
    public void Who_is_not_available_is_not_looked_at(AgentStatus status)
    {
        Available(Idle);
        _ann.Do(new SetStatus(status, "ann"));

        Assert.Equal(Instant.Never, _ann.Due);
    }

    [Fact]
    public void Who_says_away_themselves_stays_away_though_they_do_something()
    {
        Available(Idle);
        _ann.Until(_ann.Due);
        _ann.Do(new SetStatus(AgentStatus.Away, "ann", "lunch"));
        _ann.Now += Limits.ActivityNotedMs;

        Assert.DoesNotContain(_ann.Events(new NoteActivity()), happened => happened is StatusSet);
        Assert.Equal(AgentStatus.Away, _ann.State.Status);
    }

    private void Available(int idleSeconds)
    {
        _ann.Do(new Connect("c1", 1, 60, idleSeconds));
        _ann.Do(new SetStatus(AgentStatus.Available, "ann"));
    }
}

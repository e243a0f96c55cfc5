using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Desks;

/// <summary>What the desk says stands in a waiting thread's way.</summary>
public sealed class ExplainTests
{
    private readonly LiveDesk _desk = new();

    [Fact]
    public void Each_agent_is_counted_once_by_what_keeps_them_from_it()
    {
        _desk.Policy(policy => policy with { Queues = [policy.Queues[0] with { Skills = [new("billing", 2)] }], Offers = policy.Offers with { MissesUntilAway = 9 } });
        var able = new SkillLevel("billing", 3);
        _desk.Agent("full", 1, able);
        _desk.Assign("a", "full");
        _desk.Agent("cools", 1, able);
        _desk.Report("b");
        _desk.Show("b");
        _desk.Pass(_desk.Rules.Seconds);
        _desk.Do(new SetAgent("away", "away", [able], 1));
        _desk.Agent("lacks");

        var said = Explain("b");

        Assert.Equal((1, 1, 1, 1, 0, 0), (said.Blocked!.Full, said.Blocked.CoolingDown, said.Blocked.NotReady, said.Blocked.LackSkill, said.Blocked.Passed, said.Blocked.Free));
        Assert.Equal(_desk.Who("cools").CoolUntil, said.Blocked.CoolUntil);
        Assert.Equal(_desk.Of("b").Passed[0].Until, said.Blocked.PassedUntil);
        Assert.Equal([new SkillSupply("billing", 2, 3, 2)], said.Supply!);
    }

    [Fact]
    public void What_is_held_has_nothing_in_its_way()
    {
        _desk.Agent("ann");
        _desk.Assign("t", "ann");

        Assert.Equal((null, null), (Explain("t").Blocked, Explain("t").Supply));
    }

    private ThreadExplained Explain(ThreadId thread) => _desk.Read<ThreadExplained>(new ExplainThread(thread));
}

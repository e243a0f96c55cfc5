namespace Routing.Simulation.Tests;

public sealed class RunTests
{
    [Theory]
    [InlineData(Scenario.Embedded)]
    [InlineData(Scenario.Cluster)]
    public void The_same_seed_gives_the_same_run(Scenario scenario)
    {
        var first = Run.Of(7, scenario);
        var second = Run.Of(7, scenario);

        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Steps, second.Steps);
        Assert.NotEqual(first.Hash, Run.Of(8, scenario).Hash);
    }

    [Theory]
    [InlineData(Scenario.Embedded)]
    [InlineData(Scenario.Cluster)]
    [InlineData(Scenario.Calm)]
    [InlineData(Scenario.Shifts)]
    public void Nothing_wrong_happens_and_everything_gets_done(Scenario scenario)
    {
        for (ulong seed = 1; seed <= 12; seed++) Passes(Run.Of(seed, scenario));
    }

    [Fact]
    public void A_store_that_lost_what_it_confirmed_is_noticed_and_nothing_goes_on()
    {
        var runs = Enumerable.Range(1, 6).Select(seed => Run.Of((ulong)seed, Scenario.Rewind)).ToList();

        Assert.All(runs, Passes);
        Assert.Contains(runs, run => run.Struck.GetValueOrDefault("halted") > 0);
    }

    [Fact]
    public void Faults_strike_and_work_is_done_all_the_same()
    {
        var runs = Enumerable.Range(1, 10).Select(seed => Run.Of((ulong)seed, Scenario.All)).ToList();

        Assert.True(runs.Sum(run => run.Assignments) > 50);
        Assert.All(["crashed", "dropped", "repeated", "evicted"], fault => Assert.Contains(runs, run => run.Struck.GetValueOrDefault(fault) > 0));
    }

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void A_seed_that_once_failed_passes(ulong seed, Scenario scenario, string because)
    {
        Assert.NotEmpty(because);
        Passes(Run.Of(seed, scenario));
    }

    [Fact]
    public void Shifts_are_handed_over_and_some_of_it_is_cut_off_by_a_crash()
    {
        var runs = Enumerable.Range(1, 12).Select(seed => Run.Of((ulong)seed, Scenario.Shifts)).ToList();

        Assert.True(runs.Sum(run => run.HandOvers) > 20);
        Assert.Contains(runs, run => run.Struck.GetValueOrDefault("hand-overs cut") > 0);
    }

    [Fact]
    public void In_shifts_clients_vanish_are_half_open_throttled_cut_off_and_noticed()
    {
        var runs = Enumerable.Range(1, 12).Select(seed => Run.Of((ulong)seed, Scenario.Shifts)).ToList();

        Assert.All(
            ["clients vanished", "clients half open", "clients throttled", "agents cut off", "clients noticed gone"],
            fault => Assert.True(runs.Sum(run => run.Struck.GetValueOrDefault(fault)) > 10, fault));
    }

    private static void Passes(Run run) =>
        Assert.True(run.Ending == Ending.Passed, $"seed {run.Conditions.Seed}: {run.Ending}: {run.What}");
}

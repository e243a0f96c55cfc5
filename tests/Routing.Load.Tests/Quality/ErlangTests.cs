using Routing.Load.Quality.Checks;

namespace Routing.Load.Tests.Quality;

public sealed class ErlangTests
{
    [Theory]
    [InlineData(12, 10, .119739, .449388)]
    [InlineData(30, 25, .052603, .249893)]
    [InlineData(110, 100, .027463, .237008)]
    [InlineData(220, 200, .011042, .109380)]
    public void B_and_C_are_as_published(int agents, double load, double refused, double waits)
    {
        Assert.Equal(refused, Erlang.B(agents, load), 6);
        Assert.Equal(waits, Erlang.C(agents, load), 6);
    }

    [Fact]
    public void A_of_fifty_agents_is_as_published()
    {
        var steady = Erlang.WithLeaving(50, arrivals: 48 / 60.0, work: 60, patience: 120);

        Assert.Equal(.03091, steady.Abandon, 5);
        Assert.Equal(3.709, steady.Wait, 3);
        Assert.Equal(.9303, steady.Utilisation, 4);
        Assert.Equal(.46777, steady.Waits, 5);
    }

    [Fact]
    public void The_same_queue_when_nobody_leaves()
    {
        var steady = Erlang.WithoutLeaving(50, arrivals: 48 / 60.0, work: 60);

        Assert.Equal(20.83, steady.Wait, 2);
        Assert.Equal(.6945, steady.Waits, 4);
    }

    [Theory]
    [InlineData(90, .853654, .107900)]
    [InlineData(100, .513299, .039861)]
    [InlineData(110, .170560, .008709)]
    public void A_around_full_load_is_as_published(int agents, double waits, double abandon)
    {
        var steady = Erlang.WithLeaving(agents, arrivals: 100, work: 1, patience: 1);

        Assert.Equal(waits, steady.Waits, 6);
        Assert.Equal(abandon, steady.Abandon, 6);
    }

    [Fact]
    public void The_simulator_agrees_with_the_formulas() =>
        Assert.All(ErlangCheck.Run(seeds: 6, hours: 12), figure =>
            Assert.InRange(figure.Simulated.Value, figure.Exact - (4 * figure.Simulated.Se), figure.Exact + (4 * figure.Simulated.Se)));
}

namespace Routing.Simulation.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Prints_how_many_passed_on_its_last_line()
    {
        using var screen = new StringWriter();

        Assert.Equal(0, CommandLine.Run(["--seeds", "2", "--scenario", "calm"], screen));
        Assert.EndsWith($"2 passed, 0 failed{Environment.NewLine}", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_seed_comes_with_all_that_was_drawn_and_how_to_see_it_again()
    {
        using var screen = new StringWriter();

        Assert.Equal(1, CommandLine.Run(["--seeds", "1", "--from-seed", "10", "--planted", "no-dedup"], screen));
        Assert.Contains("seed 10: Wrong", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("Conditions { Seed = 10", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("again: --seed 10 --scenario All --planted no-dedup", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_never_happens_has_an_exit_code_of_its_own()
    {
        using var screen = new StringWriter();

        Assert.Equal(2, CommandLine.Run(["--seeds", "12", "--planted", "dropped-return", "--scenario", "calm"], screen));
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--planted", "nobody")]
    [InlineData("--seeds", "many")]
    public void What_is_not_understood_is_usage(params string[] args)
    {
        using var screen = new StringWriter();

        Assert.Equal(4, CommandLine.Run(args, screen));
    }
}

using Routing.Edge.Presence;
using Routing.Server;

namespace Routing.Edge.Tests.Server;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Without_any_option_it_starts_with_what_is_stated()
    {
        var options = await Started();

        Assert.Equal(new PresenceTimes(), options!.Edge.Presence);
    }

    [Fact]
    public async Task How_soon_a_client_that_is_gone_is_noticed_can_be_said()
    {
        var options = await Started("--notice-after", "10", "--silent-client", "60");

        Assert.Equal((10, 60), (options!.Edge.Presence.NoticedWithin.TotalSeconds, options.Edge.Presence.SilentClient.TotalSeconds));
    }

    [Theory]
    [InlineData("--notice-after", "200")]
    [InlineData("--notice-after", "soon")]
    [InlineData("--notice-after", "NaN")]
    [InlineData("--silent-client", "1")]
    public async Task A_time_that_cannot_be_kept_is_refused_by_its_name(string option, string time)
    {
        Assert.Contains(CommandLine.Build((_, _) => Task.FromResult(0)).Parse([option, time]).Errors, error => error.Message.Contains(option, StringComparison.Ordinal));
        Assert.Null(await Started(option, time));
    }

    private static async Task<ServerOptions?> Started(params string[] arguments)
    {
        ServerOptions? started = null;
        await CommandLine.Build((options, _) =>
        {
            started = options;
            return Task.FromResult(0);
        }).Parse(arguments).InvokeAsync();
        return started;
    }
}

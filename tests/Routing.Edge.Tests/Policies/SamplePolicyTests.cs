using Routing.Core.Policies;
using Routing.Edge.Policies;
using Routing.Server;

namespace Routing.Edge.Tests.Policies;

public class SamplePolicyTests
{
    private static readonly FileInfo Sample = new(Path.Combine(AppContext.BaseDirectory, "policy.sample.yaml"));

    [Fact]
    public async Task The_sample_is_taken_without_errors_and_its_agents_can_serve_every_queue()
    {
        var (policy, errors) = await PolicyReader.Read(Sample, CancellationToken.None);

        Assert.Empty(errors);
        Assert.Empty(PolicyWarnings.Of(policy!, [.. Seed.Agents.Select(agent => agent.Skills)]));
        Assert.Equal(["outages", "money", "parcels", "general"], policy!.Queues.Select(queue => queue.Id));
    }

    [Fact]
    public async Task The_sample_shows_the_defaults_and_explains_every_field()
    {
        var policy = (await PolicyReader.Read(Sample, CancellationToken.None)).Policy!;

        Assert.Equal(
            (Policy.Default.Threading, Policy.Default.Offers, Policy.Default.Presence, ServiceLevel.Default),
            (policy.Threading, policy.Offers, policy.Presence, policy.Queues[^1].ServiceLevel));
        var explained = await File.ReadAllTextAsync(Sample.FullName);
        foreach (var field in (string[])["match", "skills", "requireLanguage", "serviceLevel", "hours", "utcOffsetMinutes", "holidays", "visibility",
            "languages", "topics", "channels", "accounts", "version"])
            Assert.Contains($"{field}:", explained, StringComparison.Ordinal);
    }
}

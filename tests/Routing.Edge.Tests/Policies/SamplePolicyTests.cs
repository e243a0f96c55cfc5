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
            "languages", "topics", "channels", "accounts", "version", "prefer", "preferSeconds", "relax", "afterSeconds", "atPercent", "lower", "drop", "overflow",
            "to", "zone", "replyWindow", "privateHours", "publicHours", "capacity", "threadPercent", "awaitingPercent", "parkedPercent", "wrapUpSeconds", "urgentSlots", "urgentSeconds", "slotCost",
            "privatePercent", "publicPercent", "shifts", "handlingSeconds", "warnSeconds", "noShowSeconds", "lateSeconds"])
            Assert.Contains($"{field}:", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_the_sample_is_damaged_it_is_read_or_refused_with_a_message_and_never_throws()
    {
        var text = await File.ReadAllTextAsync(Sample.FullName);
        var lines = text.Split('\n');
        var damaged = new List<string>();
        for (var i = 0; i < lines.Length; i++) damaged.Add(string.Join('\n', lines.Where((_, at) => at != i)));
        for (var i = 0; i < lines.Length; i++) damaged.Add(string.Join('\n', lines.Select((line, at) => at == i ? $" {line}" : line)));
        for (var i = 0; i < text.Length; i += 17) damaged.Add(text[..i]);
        foreach (var wrong in (string[])["{", "]", "\"", ": ", "\t", "\u0000", "- ", "&a ", "*a ", "!", "%", "\"\\UFFFFFFFF\"", "\\x", "|", "99999999999999999999"])
            for (var i = wrong.Length; i < text.Length; i += 131) damaged.Add(text.Insert(i, wrong));

        foreach (var each in damaged)
        {
            foreach (var yaml in (bool[])[true, false])
            {
                var (policy, errors) = PolicyReader.Read(each, yaml);
                Assert.True(policy is null ? errors.Count > 0 && errors.All(error => error.Message.Length > 0) : errors.Count == 0, each);
            }
        }
    }
}

using Routing.Core.Policies;
using Routing.Edge.Policies;

namespace Routing.Edge.Tests.Policies;

public class PolicyReaderTests
{
    private const string Yaml = """
        version: 3
        queues:
          - id: billing
            match:
              topics: [billing, refund]
              visibility: private
            skills: { billing: 3 }
            requireLanguage: true
            serviceLevel: { normalSeconds: 600, target: 0.8 }
            prefer: { refunds: 2, billing: 5 }
            preferSeconds: 45
            relax:
              - { afterSeconds: 90, lower: { billing: 2 } }
              - { atPercent: 50, drop: [billing, language] }
            overflow: [{ to: general, afterSeconds: 180 }]
            hours:
              zone: Europe/Berlin
              open:
                - { days: mon-fri, from: "08:00", to: "12:30" }
                - { days: sat, from: "09:00", to: "24:00" }
              holidays: ["2026-12-25"]
          - id: general
        offers: { seconds: 15 }
        channels:
          - { id: x, accounts: ["1", "2"] }
          - { id: facebook, replyWindow: { privateHours: 24 }, slotCost: { publicPercent: 25 } }
        capacity: { parkedPercent: 20, wrapUpSeconds: 15 }
        shifts: { handlingSeconds: 240, lateSeconds: 0 }
        """;

    [Fact]
    public void A_policy_in_yaml_is_read_and_the_rest_keeps_its_defaults()
    {
        var (policy, errors) = PolicyReader.Read(Yaml, yaml: true);

        Assert.Empty(errors);
        var billing = policy!.Queues[0];
        Assert.Equal((3, 15, 30), (policy.Version, policy.Offers.Seconds, policy.Threading.JoinMinutes));
        Assert.Equal((600, 120, 0.8), (billing.ServiceLevel.NormalSeconds, billing.ServiceLevel.CriticalSeconds, billing.ServiceLevel.Target));
        Assert.Equal([new SkillLevel("billing", 3)], billing.Skills);
        Assert.Equal(6, billing.Hours.Spans.Length);
        Assert.Contains(new OpenSpan(6, 540, 1440), billing.Hours.Spans);
        Assert.Equal(["1", "2"], policy.Channels[0].Accounts);
        Assert.Equal("Europe/Berlin", billing.Hours.Zone);
        Assert.Equal([new SkillLevel("billing", 5), new SkillLevel("refunds", 2)], billing.Prefer!);
        Assert.Equal((45, new StepTime(90), new StepTime(AtPercent: 50)), (billing.PreferSeconds, billing.Relax![0].When, billing.Relax[1].When));
        Assert.Equal([new SkillLevel("billing", 2)], billing.Relax[0].Lower!);
        Assert.Equal(["billing", "language"], billing.Relax[1].Drop!);
        Assert.Equal([new OverflowStep("general", new StepTime(180))], billing.Overflow!);
        Assert.Equal((new ReplyWindow(24), new SlotCost(100, 25)), (policy.Channels[1].ReplyWindow, policy.Channels[1].SlotCost));
        Assert.Equal(new CapacityPolicy(ParkedPercent: 20, WrapUpSeconds: 15), policy.Capacity);
    }

    [Fact]
    public void What_get_gives_put_takes()
    {
        var policy = PolicyReader.Read(Yaml, yaml: true).Policy!;

        var (again, errors) = PolicyReader.Read(EdgeJson.Text(PolicyDocument.Of(policy)), yaml: false);

        Assert.Empty(errors);
        Assert.Equal(EdgeJson.Text(policy), EdgeJson.Text(again));
    }

    [Theory]
    [InlineData("queues:\n  - id: a\n    serviceLevel:\n      target: 2", 4, "queues[0].serviceLevel.target")]
    [InlineData("queues:\n  - id: a\n  - skills: { b: 9 }\n    id: b", 3, "queues[1].skills.b")]
    [InlineData("queues:\n  - id: a\n    hours:\n      open:\n        - { days: mon, from: \"12:00\", to: \"08:00\" }", 5, "queues[0].hours.open[0]")]
    [InlineData("queues:\n  - id: a\nofers: {}", 3, "ofers")]
    [InlineData("queues:\n  - match: {}", 2, "queues[0].id")]
    [InlineData("version: 1", 1, "queues")]
    [InlineData("queues: [{ id: a }, { id: a }]", 1, "queues[1].id")]
    [InlineData("queues:\n  - id: a\n - b", 3, "")]
    public void An_error_names_its_line_and_path(string yaml, int line, string path)
    {
        var (policy, errors) = PolicyReader.Read(yaml, yaml: true);

        Assert.Null(policy);
        Assert.Equal((line, path), (errors[0].Line ?? 0, errors[0].Path));
    }

    [Theory]
    [InlineData("{ \"queues\": [ { \"id\": 5 } ] }", "queues[0].id")]
    [InlineData("{ \"queues\": [ ", "")]
    [InlineData("", "")]
    [InlineData("[]", "")]
    public void Json_is_refused_by_path(string json, string path) => Assert.Equal(path, PolicyReader.Read(json, yaml: false).Errors[0].Path);

    [Fact]
    public void Aliases_that_grow_without_end_are_refused()
    {
        var laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range('b', 8)
            .Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));

        Assert.NotEmpty(PolicyReader.Read(laughs, yaml: true).Errors);
    }
}

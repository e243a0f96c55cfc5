using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Policies;

namespace Routing.Edge.Tests.Policies;

public class PolicyPreviewTests
{
    private static readonly Instant Start = Instant.Of(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private static readonly QueuePolicy General = Policy.Default.Queues[0];
    private static readonly QueuePolicy Billing = General with { Id = "billing", Match = new(Topics: ["billing"]), Skills = [new("billing", 2)] };

    [Fact]
    public void The_same_policy_changes_nothing()
    {
        var desk = Desk(Policy.Default, [Agent("ann")], [Thread("t1", "billing")]);

        var preview = PolicyPreview.Of(Policy.Default with { Version = 0 }, desk);

        Assert.Equal((2, 1, 0), (preview.Version, preview.Threads.Waiting, preview.Threads.Changed));
        Assert.Empty(preview.Sections);
        Assert.Empty(preview.Queues.Added);
        Assert.Empty(preview.Queues.Removed);
        Assert.Empty(preview.Queues.Changed);
        Assert.Empty(preview.Threads.First);
        Assert.Empty(preview.Warnings);
        Assert.Equal(0, preview.AgentsLeftOut.Count);
    }

    [Fact]
    public void A_new_queue_shows_who_moves_and_what_they_would_need()
    {
        var desk = Desk(Policy.Default, [Agent("ann", new SkillLevel("billing", 3))], [Thread("t1", "billing"), Thread("t2", ""), Thread("t3", "billing")]);

        var preview = PolicyPreview.Of(Policy.Default with { Version = 0, Queues = [Billing, General] }, desk);

        Assert.Equal(["billing"], preview.Queues.Added);
        Assert.Equal((3, 2), (preview.Threads.Waiting, preview.Threads.Changed));
        Assert.Equal([new QueueWaiting("billing", 0, 2, 0, 2, 0, 0), new QueueWaiting("general", 3, 1, 2, 0, 0, 0)], preview.Threads.Queues);
        Assert.Equal(["t1", "t3"], preview.Threads.First.Select(thread => thread.Thread));
        var first = preview.Threads.First[0];
        Assert.Equal(("general", "billing"), (first.Before.Queue, first.After.Queue));
        Assert.Equal([new SkillLevel("billing", 2)], first.After.Skills);
    }

    [Fact]
    public void Another_need_or_rank_is_told_for_those_that_stay_and_the_queue_that_a_person_chose_stays_chosen()
    {
        var current = Policy.Default with { Queues = [Billing, General] };
        var chosen = Thread("t1", "", current, "billing");
        var desk = Desk(current, [Agent("ann", new SkillLevel("billing", 2))], [chosen, Thread("t2", "", current)]);
        var faster = General with { ServiceLevel = ServiceLevel.Default with { NormalSeconds = 200, HighSeconds = 200 } };

        var preview = PolicyPreview.Of(current with { Version = 0, Queues = [Billing with { Skills = [new("billing", 4)] }, faster] }, desk);

        Assert.Equal([new QueueWaiting("billing", 1, 1, 0, 0, 1, 0), new QueueWaiting("general", 1, 1, 0, 0, 0, 1)], preview.Threads.Queues);
        Assert.Equal(100_000, preview.Threads.First[1].Before.RankKey - preview.Threads.First[1].After.RankKey);
        Assert.Equal(["skills"], preview.Queues.Changed[0].Fields);
        Assert.Equal(["serviceLevel"], preview.Queues.Changed[1].Fields);
    }

    [Fact]
    public void Only_what_waits_is_counted_and_the_list_is_bounded()
    {
        var threads = Enumerable.Range(0, 80).Select(i => Thread($"t{i:00}", "billing")).ToList();
        threads[0] = threads[0] with { Holding = Holding.Assigned, Agent = "ann" };
        threads[1] = threads[1] with { Report = threads[1].Report with { Phase = Phase.Parked } };

        var preview = PolicyPreview.Of(
            Policy.Default with { Version = 0, Queues = [Billing, General] }, Desk(Policy.Default, [Agent("ann")], [.. threads]));

        Assert.Equal((78, 78, 50), (preview.Threads.Waiting, preview.Threads.Changed, preview.Threads.First.Count));
        Assert.Equal("t02", preview.Threads.First[0].Thread);
    }

    [Fact]
    public void Agents_who_could_serve_nothing_any_more_are_named()
    {
        var gone = Agent("eve") with { Removed = true };
        var desk = Desk(Policy.Default, [Agent("ann", new SkillLevel("billing", 5)), Agent("bob"), gone], []);

        var preview = PolicyPreview.Of(Policy.Default with { Version = 0, Queues = [General with { Skills = [new("billing", 1)] }] }, desk);

        Assert.Equal((1, "bob"), (preview.AgentsLeftOut.Count, preview.AgentsLeftOut.First[0]));
    }

    [Fact]
    public void What_nobody_can_serve_is_warned_of()
    {
        var desk = Desk(Policy.Default, [Agent("ann", new SkillLevel("billing", 2)), Agent("bob", new SkillLevel("technical", 4))], []);
        QueuePolicy[] queues =
        [
            Queue("rare", new SkillLevel("legal", 1)), Queue("expert", new SkillLevel("billing", 4)),
            Queue("both", new("billing", 1), new("technical", 1)), General with { RequireLanguage = true },
        ];

        var warnings = PolicyPreview.Of(Policy.Default with { Version = 1, Queues = queues, Offers = new(Seconds: 30) }, desk).Warnings;

        Assert.Equal(["version", "queues[0].skills.legal", "queues[1].skills.billing", "queues[2]", "queues[3].requireLanguage"],
            warnings.Select(warning => warning.Path));
        Assert.Contains("level 4, the best agent has 2", warnings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_that_differ_are_told_and_threads_are_shown_as_they_would_be_at_their_age()
    {
        var strict = General with { Skills = [new("technical", 3)] };
        var current = Policy.Default with { Queues = [Queue("billing", new SkillLevel("billing", 2)), strict] };
        var desk = Desk(current, [Agent("ann", new SkillLevel("billing", 2))], [Thread("t1", "", current)]);
        var next = strict with
        {
            Prefer = [new("technical", 5)],
            Relax = [new(new(30), Lower: [new("technical", 1)])],
            Overflow = [new("billing", new(60)), new("nowhere", new(600))],
        };

        var preview = PolicyPreview.Of(current with { Version = 0, Queues = [current.Queues[0], next] }, desk);

        Assert.Equal(["prefer", "preferSeconds", "relax", "overflow"], preview.Queues.Changed[0].Fields);
        var change = preview.Threads.First.Single();
        Assert.Equal([new SkillLevel("technical", 1)], change.After.Skills);
        Assert.Equal([new SkillLevel("billing", 2)], change.After.Also!.Single());
        Assert.Equal(new QueueWaiting("general", 1, 1, 0, 0, 1, 0), preview.Threads.Queues.Single());
        Assert.Contains("nobody can serve general until its plan lets others in",
            preview.Warnings.Single(warning => warning.Path == "queues[1].skills.technical").Message, StringComparison.Ordinal);
        Assert.Contains("waits 30 seconds for nothing",
            preview.Warnings.Single(warning => warning.Path == "queues[1].prefer.technical").Message, StringComparison.Ordinal);
        Assert.Equal(0, preview.AgentsLeftOut.Count);
    }

    [Fact]
    public void An_overflow_that_lets_nobody_else_in_is_warned_of()
    {
        QueuePolicy[] queues = [Queue("a", new SkillLevel("a", 1)) with { Overflow = [new("b", new(60))] }, Queue("b", new SkillLevel("a", 2)), General];

        var warnings = PolicyWarnings.Of(Policy.Default with { Queues = queues }, [[new("a", 2)]]);

        Assert.Equal("queues[0].overflow[0].to", warnings.Single().Path);
    }

    [Fact]
    public void Removed_and_reordered_queues_and_other_sections_are_told()
    {
        var sales = Queue("sales");
        var current = Policy.Default with { Queues = [Billing, sales, Queue("old"), General] };

        var preview = PolicyPreview.Of(
            current with { Version = 0, Queues = [sales, Billing, General], Offers = new(Seconds: 30), Rank = new(ValueSeconds: 7), Capacity = new(WrapUpSeconds: 9) },
            Desk(current, [], []));

        Assert.Equal(["old"], preview.Queues.Removed);
        Assert.True(preview.Queues.Reordered);
        Assert.Equal(["offers", "rank", "capacity"], preview.Sections);
    }

    private static QueuePolicy Queue(string id, params SkillLevel[] skills) => General with { Id = id, Match = new(Topics: [id]), Skills = skills };

    private static WorkspacePicture Desk(Policy policy, DeskAgentSnapshot[] agents, DeskThreadSnapshot[] threads) =>
        WorkspacePicture.Of(Board.Of(new(policy, Start, 0, agents, threads)), Start + 60_000);

    private static DeskAgentSnapshot Agent(string id, params SkillLevel[] skills) =>
        new(id, id, skills, 4, 1, Ready: true, Gone: false, Removed: false, 0, default, Start);

    private static DeskThreadSnapshot Thread(string id, string topic, Policy? policy = null, string? chosen = null)
    {
        policy ??= Policy.Default;
        var report = new Report(
            1, Phase.Open, CustomerKey.Of("x", "42"), "x", Visibility.Public, new Reading(Urgency.Normal, topic, "en"), 0, 0, Start, 1, MessageKey.Of("x", "1"));
        return new(
            id, report, Ranking.NeedOf(policy, report, chosen), Ranking.RankOf(policy, report, chosen), chosen, Holding.Waiting, null, 0, false, false,
            default, Instant.Never, null, default, [], null);
    }
}

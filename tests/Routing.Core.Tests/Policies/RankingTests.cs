using Routing.Core.Policies;
using Routing.Core.Threads;
using static Routing.Core.Tests.Given;

namespace Routing.Core.Tests.Policies;

public sealed class RankingTests
{
    private static readonly QueuePolicy General = Policy.Default.Queues[0];

    [Fact]
    public void The_parts_of_a_rank_add_up_to_its_key()
    {
        var rank = Ranking.RankOf(Policy.Default, Report(value: 50, influence: 20), null);

        Assert.Equal(At(5), rank.Deadline);
        Assert.Equal((60_000, 30_000), (rank.ValueMs, rank.InfluenceMs));
        Assert.Equal(rank.Deadline.Ms - rank.ValueMs - rank.InfluenceMs, rank.Key);
    }

    [Theory]
    [InlineData(Urgency.Critical, 2)]
    [InlineData(Urgency.High, 5)]
    [InlineData(Urgency.Normal, 5)]
    [InlineData(Urgency.Unknown, 5)]
    [InlineData(Urgency.Low, 15)]
    public void Urgency_sets_the_deadline(Urgency urgency, int minutes) =>
        Assert.Equal(At(minutes), Ranking.RankOf(Policy.Default, Report(urgency: urgency), null).Deadline);

    [Fact]
    public void No_deadline_however_late_ranks_later_than_the_age_cap()
    {
        var lax = Policy.Default with { Queues = [General with { ServiceLevel = new ServiceLevel(0, 0, 7 * 24 * 3600, 0, 0.9) }] };

        var rank = Ranking.RankOf(lax, Report(), null);

        Assert.Equal(At(lax.Rank.AgeCapMinutes).Ms, rank.Key);
    }

    [Fact]
    public void The_first_queue_that_takes_a_thread_gets_it_and_the_last_gets_the_rest()
    {
        var policy = Policy.Default with
        {
            Queues =
            [
                General with { Id = "private", Match = new QueueMatch(Visibility: Visibility.Private) },
                General with { Id = "billing", Match = new QueueMatch(Channels: ["net"], Topics: ["billing"], Languages: ["en", "de"]) },
                General with { Id = "other", Match = new QueueMatch(Topics: ["nothing"]) },
            ],
        };

        Assert.Equal("billing", Ranking.QueueOf(policy, Report(topic: "billing", language: "de"), null).Id);
        Assert.Equal("other", Ranking.QueueOf(policy, Report(topic: "billing", language: "fr"), null).Id);
        Assert.Equal("other", Ranking.QueueOf(policy, Report(topic: "billing", language: "de") with { Channel = "forum" }, null).Id);
        Assert.Equal("private", Ranking.QueueOf(policy, Report(topic: "billing") with { Visibility = Visibility.Private }, null).Id);
        Assert.Equal("other", Ranking.QueueOf(policy, Report(topic: "billing", language: "de"), "other").Id);
        Assert.Equal("billing", Ranking.QueueOf(policy, Report(topic: "billing", language: "de"), "closed").Id);
    }

    [Fact]
    public void A_language_is_needed_where_it_is_known_and_the_queue_says_so()
    {
        var policy = Policy.Default with { Queues = [General with { RequireLanguage = true, Skills = [new SkillLevel("tech", 2)] }] };

        Assert.Equal("general|tech:2,lang:de:1", Ranking.NeedOf(policy, Report(language: "de"), null).Class);
        Assert.Equal("general|tech:2", Ranking.NeedOf(policy, Report(), null).Class);
        Assert.Equal("general", Ranking.NeedOf(Policy.Default, Report(language: "de"), null).Class);
    }

    [Theory]
    [InlineData("net", Visibility.Private, 24 * 60)]
    [InlineData("net", Visibility.Public, 7 * 24 * 60)]
    [InlineData("other", Visibility.Private, 20 * 24 * 60)]
    public void No_deadline_is_later_than_the_end_of_the_channels_reply_window(string channel, Visibility visibility, int minutes)
    {
        var lax = Policy.Default with
        {
            Queues = [General with { ServiceLevel = new ServiceLevel(1, 1, 20 * 24 * 3600, 1, 0.9) }],
            Channels = [new ChannelPolicy("net", [], new ReplyWindow(PrivateHours: 24, PublicHours: 168)), new ChannelPolicy("other", [])],
        };

        var rank = Ranking.RankOf(lax, Report() with { Channel = channel, Visibility = visibility }, null);

        Assert.Equal(At(minutes), rank.Deadline);
    }

    [Fact]
    public void A_window_ends_at_night_and_at_weekends_too_and_steps_that_are_shares_come_before_it()
    {
        var weekends = new OpeningHours(0, [new OpenSpan(0, 0, 60)], []);
        var policy = Policy.Default with
        {
            Queues = [General with { Skills = [new SkillLevel("tech", 2)], Hours = weekends, Relax = [new(new(AtPercent: 50), Drop: ["tech"])] }],
            Channels = [new ChannelPolicy("net", [], new ReplyWindow(PublicHours: 24))],
        };

        var (need, rank) = Ranking.Of(policy, Report(), null, At(0));

        Assert.Equal((At(24 * 60), At(12 * 60)), (rank.Deadline, rank.NextStep));
        Assert.Equal("general|tech:2", need.Class);
        Assert.Equal("general", Ranking.Of(policy, Report(), null, At(12 * 60)).Need.Class);
        Assert.Equal("general", Ranking.LoosestOf(policy, policy.Queues[0]).Class);
    }

    private static Report Report(Urgency urgency = Urgency.Normal, string topic = "", string language = "", int value = 0, int influence = 0) =>
        new(1, Phase.Open, Customer("c"), "net", Visibility.Public, new Reading(urgency, topic, language), value, influence, At(0), 1, Key("m"));
}

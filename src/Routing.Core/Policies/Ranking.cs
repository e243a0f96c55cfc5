using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Policies;

/// <summary>What a thread needs and how it ranks under a policy: the one place that says so. Pure.</summary>
public static class Ranking
{
    public static Need NeedOf(Policy policy, Report report, QueueId? chosen)
    {
        var queue = QueueOf(policy, report, chosen);
        if (!queue.RequireLanguage || report.Reading.Language.Length == 0) return new Need(queue.Id, queue.Skills);
        var language = new SkillLevel("lang:" + report.Reading.Language, 1);
        return new Need(queue.Id, [.. queue.Skills, language]);
    }

    public static QueuePolicy QueueOf(Policy policy, Report report, QueueId? chosen) =>
        (chosen is null ? null : policy.Queue(chosen))
        ?? Array.Find(policy.Queues, queue => queue.Match.Takes(report.Channel, report.Reading, report.Visibility))
        ?? policy.Queues[^1];

    /// <summary>Everything about a thread's place that does not change as time passes, as integers. The key is the deadline moved forward by
    /// what the customer's value and influence are worth; the weight is what the miss-index multiplies by.</summary>
    public static Rank RankOf(Policy policy, Report report, QueueId? chosen)
    {
        var queue = QueueOf(policy, report, chosen);
        var urgency = report.Reading.Urgency;
        var deadline = queue.Hours.Add(report.Since, queue.ServiceLevel.Seconds(urgency) * 1000L);
        var value = policy.Rank.ValueSeconds * 1000L * report.Value / 100;
        var influence = policy.Rank.InfluenceSeconds * 1000L * report.Influence / 40;
        var cap = report.Since.Ms + (policy.Rank.AgeCapMinutes * 60_000L);
        return new Rank(Math.Min(deadline.Ms - value - influence, cap), report.Since, deadline, urgency, value, influence, policy.Version, WeightOf(policy.Rank, report),
            queue.ServiceLevel.Seconds(urgency));
    }

    /// <summary>Thousandths of <c>ln w^g</c>: urgency 8, 4, 2, 1 times value 1–10 times influence 1–2, to the power of the dial. In steps of
    /// <see cref="WeightStep"/>, so that threads of equal needs share few weights, hence few queues.</summary>
    private static int WeightOf(RankPolicy rank, Report report)
    {
        var urgency = report.Reading.Urgency switch { Urgency.Critical => 8, Urgency.High => 4, Urgency.Low => 1, _ => 2 };
        var weight = urgency * (1 + (9 * report.Value / 100.0)) * (1 + (report.Influence / 40.0));
        return WeightStep * (int)Math.Round(10 * rank.DialPercent * Math.Log(weight) / WeightStep);
    }

    private const int WeightStep = 50;
}

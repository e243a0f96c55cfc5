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

    /// <summary>The key is the deadline moved forward by what the customer's value and influence are worth: it never changes as time
    /// passes, and no thread can be overtaken for ever, since later threads have later deadlines.</summary>
    public static Rank RankOf(Policy policy, Report report, QueueId? chosen)
    {
        var queue = QueueOf(policy, report, chosen);
        var urgency = report.Reading.Urgency;
        var deadline = queue.Hours.Add(report.Since, queue.ServiceLevel.Seconds(urgency) * 1000L);
        var value = policy.Rank.ValueSeconds * 1000L * report.Value / 100;
        var influence = policy.Rank.InfluenceSeconds * 1000L * report.Influence / 40;
        var cap = report.Since.Ms + (policy.Rank.AgeCapMinutes * 60_000L);
        return new Rank(Math.Min(deadline.Ms - value - influence, cap), report.Since, deadline, urgency, value, influence, policy.Version);
    }
}

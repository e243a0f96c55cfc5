using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Policies;

/// <summary>What a thread needs and how it ranks under a policy: the one place that says so. Pure.</summary>
public static class Ranking
{
    /// <summary>What it needs and how it ranks at this instant, with when that changes next.</summary>
    /// <param name="priority">What a person said of it: no policy changes that.</param>
    public static (Need Need, Rank Rank) Of(Policy policy, Report report, QueueId? chosen, Instant now, Priority priority = Priority.Usual)
    {
        var queue = QueueOf(policy, report, chosen);
        var (need, steps, next) = Plan.At(policy, queue, report, now);
        var rank = RankOf(policy, queue, report);
        var press = PressAt(policy, rank, now);
        return (need, steps == 0 && next is null && press is null && priority == Priority.Usual
            ? rank
            : rank with { Steps = steps, NextStep = next, PressAt = press, Priority = priority });
    }

    private static Instant? PressAt(Policy policy, Rank rank, Instant now) =>
        policy.Capacity is { UrgentSlots: > 0 } capacity && rank.Urgency == Urgency.Critical && rank.Deadline > now
            ? rank.Deadline + (-capacity.UrgentSeconds * 1000L)
            : null;

    /// <summary>What it needs at receipt, before any step of its queue's plan.</summary>
    public static Need NeedOf(Policy policy, Report report, QueueId? chosen) =>
        Plan.After(policy, QueueOf(policy, report, chosen), report.Reading.Language, static _ => false);

    /// <summary>The least that a queue ever asks for: what is left when its whole plan is behind. A thread's language, which is not known
    /// beforehand, is left aside.</summary>
    public static Need LoosestOf(Policy policy, QueuePolicy queue) => Plan.After(policy, queue, "", static _ => true);

    public static QueuePolicy QueueOf(Policy policy, Report report, QueueId? chosen) =>
        (chosen is null ? null : policy.Queue(chosen))
        ?? QueuesByTopic.Of(policy.Queues).First(report)
        ?? policy.Queues[^1];

    /// <summary>Everything about a thread's place that does not change as time passes, as integers. The key is the deadline moved forward by
    /// what the customer's value and influence are worth; the weight is what the miss-index multiplies by. Steps of a plan are left aside.</summary>
    public static Rank RankOf(Policy policy, Report report, QueueId? chosen) => RankOf(policy, QueueOf(policy, report, chosen), report);

    private static Rank RankOf(Policy policy, QueuePolicy queue, Report report)
    {
        var urgency = report.Reading.Urgency;
        var deadline = DeadlineOf(policy, queue, report);
        var value = policy.Rank.ValueSeconds * 1000L * report.Value / 100;
        var influence = policy.Rank.InfluenceSeconds * 1000L * report.Influence / 40;
        var cap = report.Since.Ms + (policy.Rank.AgeCapMinutes * 60_000L);
        return new Rank(Math.Min(deadline.Ms - value - influence, cap), report.Since, deadline, urgency, value, influence, policy.Version, WeightOf(policy.Rank, report),
            queue.ServiceLevel.Seconds(urgency));
    }

    /// <summary>By when it is to be answered: the service level in opening hours, or the end of the channel's reply window if that is earlier.</summary>
    /// <remarks>The window is counted from the oldest unanswered message, which is the safe side.</remarks>
    internal static Instant DeadlineOf(Policy policy, QueuePolicy queue, Report report) => MomentOf(policy, queue, report, new StepTime(AtPercent: 100));

    /// <summary>A moment in the thread's wait.</summary>
    internal static Instant MomentOf(Policy policy, QueuePolicy queue, Report report, StepTime when)
    {
        var milliseconds = when.AtPercent > 0 ? queue.ServiceLevel.Seconds(report.Reading.Urgency) * 10L * when.AtPercent : when.AfterSeconds * 1000L;
        var moment = queue.Hours.Add(report.Since, milliseconds);
        if (when.AtPercent == 0 || policy.ReplyWindowMs(report.Channel, report.Visibility) is not (> 0 and var window)) return moment;
        return Instant.Earlier(moment, report.Since + (window / 100 * when.AtPercent));
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

using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>Who may be offered what, by looking at everything: slow and plain. Reads threads and agents, never an index.</summary>
internal static class ReferenceMatcher
{
    /// <summary>The agent gets no thread while a better one waits that they could have; an arrival goes to the cheapest, longest idle.</summary>
    public static void AssertRight(DeskState state, OfferMade offer, Instant now)
    {
        var agent = state.Agents[offer.Agent];
        var thread = state.Threads[offer.Thread];
        if (offer.OverCapacity)
        {
            Assert.True(MayPress(state, agent, thread, now), $"{offer} is not allowed");
            Assert.DoesNotContain(state.Agents.Values, other => May(state, other, thread, now));
            return;
        }

        Assert.True(May(state, agent, thread, now), $"{offer} is not allowed");
        var best = state.Threads.Values.Where(other => May(state, agent, other, now))
            .OrderByDescending(other => Worth(state.Policy.Rank, other.Rank, ReferencePrices.Tau(state, other.Need), now.Ms)).ThenBy(other => Key(state.Policy.Rank.Rule, other.Rank))
            .ThenBy(other => other.Rank.Since).ThenBy(other => new Ordinal(other.Id)).First();
        Assert.Equal(best.Id, thread.Id);
        if (!offer.Why.ByArrival) return;
        Assert.Equal(state.Agents.Values.Where(other => May(state, other, thread, now)).OrderBy(Turn).First().Id, agent.Id);
    }

    public static void AssertNothingLeft(DeskState state, Instant now)
    {
        foreach (var thread in state.Threads.Values)
        {
            var agent = state.Agents.Values.FirstOrDefault(agent => May(state, agent, thread, now));
            Assert.True(agent is null, $"{thread.Id} waits though {agent?.Id} is free");
            var full = state.Agents.Values.FirstOrDefault(full => MayPress(state, full, thread, now));
            Assert.True(full is null, $"{thread.Id} is about to miss its deadline though {full?.Id} has a slot for the most urgent");
        }
    }

    /// <summary>Above an agent's own slots: critical threads alone, shortly before their deadline. When that is, stands in the rank: for one
    /// that is behind, the rank that it had.</summary>
    private static bool MayPress(DeskState state, DeskAgent agent, DeskThread thread, Instant now) =>
        !state.Row.IsBehind(thread) && state.Policy.Capacity is { UrgentSlots: 1 } rules && thread.Report.Reading.Urgency == Urgency.Critical
        && now < thread.Rank.Deadline && now >= thread.Rank.Deadline + (-1000L * rules.UrgentSeconds)
        && DeskChecks.Load(state, agent) + Cost(state, thread) <= 100 * (agent.Slots + 1)
        && May(state, agent, thread, now, withoutRoom: true);

    private static int Cost(DeskState state, DeskThread thread)
    {
        var own = state.Policy.Channels.FirstOrDefault(channel => channel.Id == thread.Report.Channel)?.SlotCost;
        return own is null ? (state.Policy.Capacity ?? new CapacityPolicy()).ThreadPercent
            : thread.Report.Visibility == Visibility.Private ? own.PrivatePercent : own.PublicPercent;
    }

    private static bool May(DeskState state, DeskAgent agent, DeskThread thread, Instant now, bool withoutRoom = false)
    {
        var held = state.Threads.Values.Where(other => other.Agent == agent.Id).ToList();
        var busy = DeskChecks.Load(state, agent) + agent.WrapUps.Where(wrapUp => wrapUp.Until > now).Sum(wrapUp => wrapUp.Percent);
        return DeskChecks.MayBeOffered(state, thread)
            && agent is { Removed: false, Ready: true, HandOver: null, Shift: null or { Drains: false } } && agent.CoolUntil <= now
            && (withoutRoom || busy + DeskChecks.Dearest(state) <= 100 * agent.Slots)
            && held.Count(other => other.Holding == Holding.Offered) < state.Policy.Offers.MaxOpenOffers
            && new[] { thread.Need.Skills }.Concat(thread.Need.Also ?? [])
                .Any(way => way.All(need => agent.Skills.TryGetValue(need.Skill, out var level) && level >= need.Level))
            && !thread.Passed.Any(passed => passed.Agent == agent.Id && passed.Until > now)
            && (thread.Preferred is null || thread.Preferred == agent.Id || thread.PreferredUntil <= now);
    }

    /// <summary>The rule as it is written down: the larger first.</summary>
    public static double Worth(RankPolicy policy, Rank rank, int tau, long now)
    {
        var capped = now - rank.Since.Ms >= policy.AgeCapMinutes * 60_000L;
        if (capped && (policy.Rule != RankRule.EarliestDeadline || rank.Priority != Priority.Usual)) return 1e15 - rank.Since.Ms;
        if (rank.Priority != Priority.Usual)
            return ((int)rank.Priority * (policy.Rule == RankRule.MissIndex ? 1e6 : 6e14)) + Worth(policy, rank with { Priority = Priority.Usual }, tau, now);
        if (policy.Rule == RankRule.EarliestDeadline) return -rank.Key;
        if (policy.Rule == RankRule.StrictPriority) return ((int)rank.Urgency * 1e13) - rank.Since.Ms;
        if (policy.Rule == RankRule.LinearAgeing) return ((int)rank.Urgency * policy.AgeingSeconds * 1000.0) - rank.Since.Ms;
        var slack = (rank.Deadline.Ms - now) / 1000.0;
        return Math.Round((rank.Weight / 1000.0)
            + (slack > 0
                ? -slack / tau
                : Math.Log(0.05 + (0.01 * Math.Min(-slack / Math.Max(60, rank.ServiceSeconds), 50)))), 9);
    }

    private static long Key(RankRule rule, Rank rank) => rule switch
    {
        RankRule.MissIndex => rank.Deadline.Ms,
        RankRule.EarliestDeadline => rank.Key,
        _ => rank.Since.Ms,
    };

    private static (double Cost, Instant Since, int Number) Turn(DeskAgent agent) =>
        (ReferencePrices.Ladder(agent.Price) * (agent.Busy + 100.0) / (100 * agent.Slots), agent.FreeSince, agent.Slot);

    /// <summary>A search stops at a bound: if one lay below its value, the search could miss the best. What was true now stays true, but for
    /// those that come to the age cap: of them the matcher is told by the clock.</summary>
    public static void AssertBounds(DeskState state, Instant now, long laterMs)
    {
        var index = state.Matching.Index;
        foreach (var (slot, bound) in index.Bounds((now + laterMs).Ms))
        {
            var since = index.Queues.Since(slot);
            var share = index.Scale.ShareOf(index.Queues[slot].Rank);
            if (index.Scale.IsCapped(since, share, (now + laterMs).Ms) && !index.Scale.IsCapped(since, share, now.Ms)) continue;
            var value = index.ValueOf(slot, (now + laterMs).Ms);
            Assert.True(bound >= value, $"{index.Queues[slot].Id} is worth {value} after {laterMs} ms, above its bound {bound}");
        }
    }

    private readonly record struct Ordinal(string Text) : IComparable<Ordinal>
    {
        public int CompareTo(Ordinal other) => string.CompareOrdinal(Text, other.Text);
    }
}

using Routing.Core.Policies;

namespace Routing.Core.Desks;

/// <summary>A new policy: it holds at once, and what waits is ranked anew. On a large desk a slice of threads at a time, each a recorded event,
/// while everything else goes on; until its turn comes, a thread keeps the place that it had.</summary>
/// <remarks>Threads of both policies stand in one order meanwhile, so the measure of that order must be the same: a change of the rule
/// itself, its age cap or its usual τ is taken in one turn.</remarks>
public sealed partial class DeskDecider
{
    private static Decision OnPolicy(DeskState state, SetPolicy c, Instant now)
    {
        if (c.Policy.Version <= state.Policy.Version) return Decision.Refuse(Refusal.PolicyOutdated, $"{state.Policy.Version}");
        if (state.Threads.Count > state.PolicySlice && state.Matching.Measures(c.Policy.Rank))
            return Decision.Of(new PolicySet(c.Policy, c.By, [], SlicedFrom: now, c.Why));
        var ranked = new List<ThreadRanked>(state.Threads.Count);
        foreach (var thread in state.Threads.Values) ranked.Add(RankedUnder(c.Policy, thread, now));
        ranked.Sort((a, b) => string.CompareOrdinal(a.Thread, b.Thread));
        return Decision.Of(new PolicySet(c.Policy, c.By, [.. ranked], Why: c.Why));
    }

    /// <summary>The next slice of those that are behind; it names the ones for which something changes.</summary>
    private static ThreadsReranked Rerank(DeskState state, Instant now)
    {
        var left = Math.Max(0, state.Row.Behind - state.PolicySlice);
        var changed = new List<ThreadRanked>(state.PolicySlice);
        for (var place = state.Row.Behind - 1; place >= left; place--)
        {
            var thread = state.Row[place];
            var ranked = RankedUnder(state.Policy, thread, now);
            if (!ranked.Need.Equals(thread.Need) || !IsAlike(ranked.Rank, thread.Rank)) changed.Add(ranked);
        }

        return new ThreadsReranked(now, left, [.. changed]);
    }

    /// <summary>But for the policy; the weight is looked at first, since it is what changes as a rule.</summary>
    private static bool IsAlike(Rank rank, Rank before) => rank.Weight == before.Weight && rank with { PolicyVersion = before.PolicyVersion } == before;

    private static ThreadRanked RankedUnder(Policy policy, DeskThread thread, Instant now)
    {
        var chosen = thread.ChosenQueue is { } queue && policy.Queue(queue) is not null ? queue : null;
        var (need, rank) = Ranking.Of(policy, thread.Report, chosen, now, thread.Rank.Priority);
        return new(thread.Id, need, rank);
    }

    private static void Policy(DeskState state, PolicySet e)
    {
        if (e.SlicedFrom is { } from)
        {
            var before = (state.IsPlain, state.DearestCost, state.Policy.Offers.MaxOpenOffers, state.Policy.Capacity);
            state.Policy = e.Policy;
            state.Row.Come(state.Row.Count, from);
            foreach (var agent in state.Agents.Values) Redrain(state, agent);

            // What agents may take is as it was.
            if (state.IsPlain && before == (state.IsPlain, state.DearestCost, state.Policy.Offers.MaxOpenOffers, state.Policy.Capacity)) return;
        }
        else
        {
            foreach (var thread in state.Threads.Values) Unfile(state, thread);
            state.Policy = e.Policy;
            foreach (var ranked in e.Ranked)
            {
                var thread = state.Threads[ranked.Thread];
                Choose(state, thread);
                (thread.Need, thread.Rank) = (ranked.Need, ranked.Rank);
                File(state, thread);
            }

            state.Row.Come(0, default);
            foreach (var agent in state.Agents.Values) Redrain(state, agent);
        }

        foreach (var agent in state.Agents.Values) Change(state, agent, static _ => { });
    }

    private static void Reranked(DeskState state, ThreadsReranked e)
    {
        var next = 0;
        for (var place = state.Row.Behind - 1; place >= e.Behind; place--)
        {
            var thread = state.Row[place];
            Choose(state, thread);
            if (next < e.Ranked.Length && e.Ranked[next].Thread == thread.Id)
            {
                Unfile(state, thread);
                (_, thread.Need, thread.Rank) = e.Ranked[next++];
                File(state, thread);
            }
            else
            {
                thread.Rank = thread.Rank with { PolicyVersion = state.Policy.Version };
            }
        }

        state.Row.Come(e.Behind, e.At);
    }

    /// <summary>A chosen queue that is gone gives way to the policy's.</summary>
    private static void Choose(DeskState state, DeskThread thread)
    {
        if (thread.ChosenQueue is { } chosen && state.Policy.Queue(chosen) is null) thread.ChosenQueue = null;
    }
}

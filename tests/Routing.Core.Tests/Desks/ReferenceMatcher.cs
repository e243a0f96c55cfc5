using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>Who may be offered what, by looking at everything: slow and plain. Reads threads and agents, never an index.</summary>
internal static class ReferenceMatcher
{
    /// <summary>The agent gets no thread while a better one waits that they could have; an arrival goes to the least busy, longest idle.</summary>
    public static void AssertRight(DeskState state, OfferMade offer, Instant now)
    {
        var agent = state.Agents[offer.Agent];
        var thread = state.Threads[offer.Thread];
        Assert.True(May(state, agent, thread, now), $"{offer} is not allowed");
        Assert.Equal(state.Threads.Values.Where(other => May(state, agent, other, now)).OrderBy(Place).First().Id, thread.Id);
        if (!offer.Why.ByArrival) return;
        Assert.Equal(state.Agents.Values.Where(other => May(state, other, thread, now)).OrderBy(Turn).First().Id, agent.Id);
    }

    public static void AssertNothingLeft(DeskState state, Instant now)
    {
        foreach (var thread in state.Threads.Values)
        {
            var agent = state.Agents.Values.FirstOrDefault(agent => May(state, agent, thread, now));
            Assert.True(agent is null, $"{thread.Id} waits though {agent?.Id} is free");
        }
    }

    private static bool May(DeskState state, DeskAgent agent, DeskThread thread, Instant now)
    {
        var held = state.Threads.Values.Where(other => other.Agent == agent.Id).ToList();
        var slots = held.Count(other => other.Holding == Holding.Offered || other.Report.Phase == Phase.Open);
        return thread.Holding == Holding.Waiting && thread.Report.Phase == Phase.Open
            && agent is { Removed: false, Ready: true } && agent.CoolUntil <= now
            && slots < agent.Slots
            && held.Count(other => other.Holding == Holding.Offered) < state.Policy.Offers.MaxOpenOffers
            && thread.Need.Skills.All(need => agent.Skills.TryGetValue(need.Skill, out var level) && level >= need.Level)
            && !thread.Passed.Any(passed => passed.Agent == agent.Id && passed.Until > now)
            && (thread.Preferred is null || thread.Preferred == agent.Id || thread.PreferredUntil <= now);
    }

    private static (long Key, Instant Since, Ordinal Id) Place(DeskThread thread) => (thread.Rank.Key, thread.Rank.Since, new Ordinal(thread.Id));

    private static (double Load, Instant Since, Ordinal Id) Turn(DeskAgent agent) => ((double)agent.Used / agent.Slots, agent.FreeSince, new Ordinal(agent.Id));

    private readonly record struct Ordinal(string Text) : IComparable<Ordinal>
    {
        public int CompareTo(Ordinal other) => string.CompareOrdinal(Text, other.Text);
    }
}

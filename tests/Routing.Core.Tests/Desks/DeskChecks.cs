using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Core.Tests.Desks;

/// <summary>What must hold on a desk after each turn, worked out slowly from threads and agents alone.</summary>
internal sealed class DeskChecks
{
    private readonly Dictionary<ThreadId, long> _epochs = [];

    /// <summary>Of one event: epochs of a thread strictly rise, for ever; nobody gets more than their slots but by a named override.</summary>
    public void AssertAllowed(DeskState state, DeskEvent happened, Dictionary<AgentId, int> usedBefore)
    {
        switch (happened)
        {
            case OfferMade e:
                Rises(e.Thread, e.Epoch);
                // One that comes to ask for a paused queue while its offer is open stays offered.
                var offered = state.Threads[e.Thread];
                Assert.False(state.Paused.ContainsKey(offered.Need.Queue) || state.Muted.ContainsKey(offered.Report.Customer), $"{e.Thread} is offered though it is held back");
                break;
            case ThreadAssigned e: Rises(e.Thread, e.Epoch); break;
            case ThreadReturned e: Rises(e.Thread, e.Epoch); break;
            case ThreadsMerged e when e.Winner == e.From: Rises(e.Into, e.Epoch); break;
        }

        if (happened is not (OfferMade or SlotTaken or ThreadAssigned { OverCapacity: false })) return;
        foreach (var agent in state.Agents.Values)
        {
            if (agent.Used <= usedBefore.GetValueOrDefault(agent.Id)) continue;
            var most = agent.Slots + (happened is OfferMade { OverCapacity: true } ? 1 : 0);
            Assert.True(Load(state, agent) <= 100 * most, $"{agent.Id} over capacity by {happened}");
        }
    }

    /// <summary>In hundredths of a slot, worked out from the policy's words.</summary>
    public static int Load(DeskState state, DeskAgent agent) => state.Threads.Values.Where(thread => thread.Agent == agent.Id).Sum(thread =>
    {
        var (report, rules) = (thread.Report, state.Policy.Capacity ?? new CapacityPolicy());
        var own = state.Policy.Channels.FirstOrDefault(channel => channel.Id == report.Channel)?.SlotCost;
        var full = own is null ? rules.ThreadPercent : report.Visibility == Visibility.Private ? own.PrivatePercent : own.PublicPercent;
        return full * (report.Phase == Phase.Open ? 100 : report.Phase == Phase.Parked ? rules.ParkedPercent : rules.AwaitingPercent) / 100;
    });

    /// <summary>What any thread may take: an agent is offered something only while there is room for that.</summary>
    public static int Dearest(DeskState state) => state.Policy.Channels.Select(channel => channel.SlotCost).OfType<SlotCost>()
        .SelectMany(cost => new[] { cost.PrivatePercent, cost.PublicPercent }).Append((state.Policy.Capacity ?? new CapacityPolicy()).ThreadPercent).Max();

    private void Rises(ThreadId thread, long epoch)
    {
        Assert.True(epoch > _epochs.GetValueOrDefault(thread), $"{thread}: epoch {epoch} after {_epochs.GetValueOrDefault(thread)}");
        _epochs[thread] = epoch;
    }

    public void AssertHold(DeskState state, Instant now)
    {
        foreach (var thread in state.Threads.Values) Thread(state, thread);
        foreach (var thread in state.Threads.Values) Plan(state, thread, now);
        foreach (var agent in state.Agents.Values) Agent(state, agent);
        Indexes(state);
        ReferenceMatcher.AssertNothingLeft(state, now);
        ReferenceMatcher.AssertBounds(state, now, laterMs: 0);
        ReferenceMatcher.AssertBounds(state, now, laterMs: 45_000);
    }

    /// <summary>Nobody waits with a step behind that was not taken, whatever happened in between.</summary>
    private static void Plan(DeskState state, DeskThread thread, Instant now)
    {
        if (!thread.Wants || state.Row.IsBehind(thread)) return;
        var queue = state.Policy.Queue(thread.Need.Queue)!;
        var due = PlanOf(queue).Count(when => thread.Report.Since + Wait(queue, thread, when) <= now);
        Assert.Equal(due, thread.Rank.Steps);
    }

    private static IEnumerable<StepTime> PlanOf(QueuePolicy queue) =>
    [
        .. (queue.Relax ?? []).Select(step => step.When), .. (queue.Overflow ?? []).Select(step => step.When),
        .. queue.Prefer is { Length: > 0 } ? [new StepTime(queue.PreferSeconds)] : Array.Empty<StepTime>(),
    ];

    private static long Wait(QueuePolicy queue, DeskThread thread, StepTime when) => when.AtPercent == 0
        ? when.AfterSeconds * 1000L
        : queue.ServiceLevel.Seconds(thread.Report.Reading.Urgency) * 10L * when.AtPercent;

    /// <summary>It asks for somebody, and no supervisor's word keeps it back.</summary>
    public static bool MayBeOffered(DeskState state, DeskThread thread) =>
        thread.Wants && !state.Paused.ContainsKey(thread.Need.Queue) && !state.Muted.ContainsKey(thread.Report.Customer);

    private static void Thread(DeskState state, DeskThread thread)
    {
        Assert.Equal(thread.Holding != Holding.Waiting, thread.Agent is not null);
        Assert.False(thread.Report.Phase is Phase.Resolved or Phase.Joined);
        if (thread.Holding == Holding.Offered) Assert.Equal(Phase.Open, thread.Report.Phase);
        Assert.True(
            thread.HoldsSlot == (thread.Holding == Holding.Offered || (thread.Holding == Holding.Assigned && thread.Report.Phase == Phase.Open)),
            $"{thread.Id}: slot {thread.HoldsSlot}, {thread.Holding}, {thread.Report.Phase}");
        Assert.True(thread.Epoch <= state.LastEpoch);
    }

    private static void Agent(DeskState state, DeskAgent agent)
    {
        DeskThread[] held = [.. state.Threads.Values.Where(thread => thread.Agent == agent.Id)];
        Assert.Equal(held.Count(thread => thread.HoldsSlot), agent.Used);
        Assert.Equal(held.Count(thread => thread.Holding == Holding.Offered), agent.OpenOffers);
        Assert.Equal(held.Select(thread => thread.Id).Order(StringComparer.Ordinal), agent.Held.Order(StringComparer.Ordinal));
        if (agent.Removed) Assert.Empty(held);
        Assert.Equal(
            state.Threads.Values.Where(thread => thread.Knows == agent.Id).Select(thread => thread.Id).Order(StringComparer.Ordinal),
            agent.Knows.Order(StringComparer.Ordinal));
        Assert.Equal(Load(state, agent), agent.Taken);
        Assert.Equal(agent.Taken + agent.WrapUps.Sum(wrapUp => wrapUp.Percent), agent.Busy);
        Assert.False(agent is { Drains: true, Removed: false, WrapUps.Count: 0 } && !held.Any(thread => thread.HoldsSlot), $"{agent.Id} drained and was not told");
    }

    private static void Indexes(DeskState state)
    {
        var due = state.Threads.Values.SelectMany(thread => DuesOf(state, thread))
            .Concat(state.Agents.Values.Where(agent => agent.CoolUntil != default).Select(agent => agent.CoolUntil))
            .Concat(state.Agents.Values.SelectMany(agent => agent.WrapUps).Select(wrapUp => wrapUp.Until))
            .Concat(state.Agents.Values.Where(agent => agent.Shift is { Drains: false, IsOver: false }).Select(agent => agent.Shift!.DrainsFrom))
            .Concat(state.Agents.Values.Where(agent => agent.HandOver is not null).Select(agent => agent.HandOver!.GoesOnAt))
            .Concat(state.Agents.Values.Where(agent => agent.Temporary is not null).Select(agent => agent.Temporary!.Until))
            .Concat(state.Hours.Values.Select(hours => hours.Until))
            .Append(PricesDue(state)).Append(state.Row.Due).Min();
        Assert.Equal(due, DeskDecider.Due(state));

        Assert.Equal(state.Threads.Values.ToHashSet(), Enumerable.Range(0, state.Row.Count).Select(place => state.Row[place]).ToHashSet());
        Assert.All(state.Threads.Values, thread => Assert.Same(thread, state.Row[thread.Place]));
        Assert.All(state.Threads.Values, thread => Assert.True(
            state.Row.IsBehind(thread) || thread.Rank.PolicyVersion == state.Policy.Version, $"{thread.Id} was left behind by the policy"));
        Assert.Equal(state.Threads.Values.Count(thread => MayBeOffered(state, thread)), state.Matching.Waiting);
        Assert.All(state.Threads.Values, thread => Assert.Equal(thread.Wants && !state.Muted.ContainsKey(thread.Report.Customer), thread.IsFiled));
        var standings = new int[state.Matching.Standings.Length];
        foreach (var agent in state.Agents.Values) standings[(int)agent.Standing]++;
        Assert.Equal(standings, state.Matching.Standings);
    }

    /// <summary>While something happens a round each half minute, its slices one after the other; then no more.</summary>
    private static Instant PricesDue(DeskState state)
    {
        var round = state.Matching.Round;
        if (state.Policy.Rank.Rule != RankRule.MissIndex) return Instant.Never;
        return round.Underway ? round.SlicedAt + 25 : round.Stirred ? round.StartedAt + 30_000 : Instant.Never;
    }

    private static IEnumerable<Instant> DuesOf(DeskState state, DeskThread thread)
    {
        if (thread.Holding == Holding.Offered) yield return thread.OfferUntil;
        if (thread.Preferred is not null) yield return thread.PreferredUntil;
        foreach (var passed in thread.Passed) yield return passed.Until;
        if (thread is { Wants: true, Rank.NextStep: { } next }) yield return next;
        if (thread is { IsPressing: false, Rank.PressAt: { } press } && thread.IsFiled) yield return press;
    }
}

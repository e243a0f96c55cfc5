using Routing.Core.Desks;

namespace Routing.Core.Tests.Desks;

/// <summary>What the desk should measure of itself, by looking at everything: slow and plain, in doubles. Reads threads and agents; of the
/// matcher only what it counted.</summary>
internal static class ReferencePrices
{
    private static readonly int[] Taus = [60, 92, 141, 216, 331, 508, 781, 1_200];

    /// <summary>What a step stands for: quarter powers of two, rounded down.</summary>
    public static double Ladder(int step) => Math.Floor(Math.Pow(2, step / 4.0) + 1e-9);

    /// <summary>Seconds by which the miss-index reckons: measured, or the policy's.</summary>
    public static int Tau(DeskState state, Need need) =>
        Taus[Counted(state, need) is { Tau: >= 0 } known ? known.Tau : Nearest(state.Policy.Rank.TauSeconds)];

    /// <summary>Whether a slice says what it should, just before it takes effect.</summary>
    public static void AssertRight(DeskState state, PricesRefreshed slice)
    {
        var round = state.Matching.Round;
        var (agentsDone, needsDone) = round.Underway ? (round.Agents, round.Needs) : (0, 0);
        DeskAgent[] agents = [.. DeskDecider.Save(state) is DeskSnapshot saved ? saved.Agents.Select(agent => state.Agents[agent.Agent]) : []];
        foreach (var agent in agents.Take(slice.Agents).Skip(agentsDone).Where(OnDuty))
        {
            var told = slice.AgentPrices.FirstOrDefault(price => price.Agent == agent.Id);
            var (price, load) = told.Agent is null ? (agent.Price, agent.Load) : (told.Price, told.Load);
            Near(load, Waiting(state, agent));
            Near(price, NeedsOf(state).Where(known => agent.Covers(known.Need)).Sum(known => known.Heat > 0 ? Ladder(known.Heat) : 0));
        }

        foreach (var known in NeedsOf(state).Take(slice.Needs).Skip(needsDone))
        {
            var told = slice.NeedPrices.FirstOrDefault(price => price.Need == known.Need.Class);
            var (tau, heat) = told.Need is null ? (Tau(state, known.Need), known.Heat) : (told.TauSeconds, told.Heat);
            var fit = agents.Where(agent => OnDuty(agent) && agent.Covers(known.Need)).ToList();
            var pace = fit.Sum(agent => 100 * agent.Slots / DeskChecks.Dearest(state) / (round.HoldMs / 1000.0) / Ladder(agent.Load));
            var ideal = pace > 0 ? Math.Clamp(1 / pace, 60, 1_200) : 1_200;
            Assert.InRange(tau / ideal, .80, 1.25);

            var passed = Math.Clamp((slice.At - known.CountedFrom) / 60_000.0, 1 / 60.0, 15);
            var rate = ((known.Rate / 1e6 * 15) + known.Arrived) / (15 + passed);
            if (known.Arrived == 0 && Math.Floor(rate * 1e6) < Math.Floor(1e6 / 60)) rate = 0;
            var waiting = state.Threads.Values.Count(thread => DeskChecks.MayBeOffered(state, thread) && thread.Need == known.Need);
            var free = fit.Where(agent => agent.Standing == Standing.Free).Sum(agent => ((100 * agent.Slots) - agent.Busy) / DeskChecks.Dearest(state));
            Near(heat, ((rate * 6) + waiting) * 1e6 / (free + 1));
        }
    }

    private static IEnumerable<NeedCount> NeedsOf(DeskState state) => ((DeskSnapshot)DeskDecider.Save(state)).Demand!;

    private static NeedCount? Counted(DeskState state, Need need) => NeedsOf(state).FirstOrDefault(known => known.Need == need);

    private static bool OnDuty(DeskAgent agent) => agent is { Removed: false, Ready: true, HandOver: null, Shift: null or { Drains: false } };

    private static int Waiting(DeskState state, DeskAgent agent) => state.Threads.Values.Count(thread => DeskChecks.MayBeOffered(state, thread) && agent.Covers(thread.Need));

    /// <summary>The step of an amount, or the one beside it where the amount lies on the edge.</summary>
    private static void Near(int step, double amount)
    {
        Assert.True(Ladder(step) <= (amount * 1.0002) + 1.001, $"step {step} stands for more than {amount}");
        Assert.True(Ladder(step + 1) * 1.0002 >= amount || Ladder(step + 1) == Ladder(step), $"step {step} stands for less than {amount}");
    }

    private static int Nearest(double seconds) => Array.IndexOf(Taus, Taus.MinBy(tau => Math.Abs(Math.Log(tau / seconds))));
}

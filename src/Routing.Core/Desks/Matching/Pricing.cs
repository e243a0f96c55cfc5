using System.Numerics;

namespace Routing.Core.Desks.Matching;

/// <summary>Works out prices, a slice at a time: first of agents, then of needs. Sums of integers only, so that their order does not matter.</summary>
/// <remarks>
/// Of an agent: how many threads wait for somebody like them (their attention is shared by so many), and the price, which is the heat of all
/// that they can serve. Of a need: τ, the time until somebody fit for it comes free for one of its threads, 1/τ = Σ places / (hold · waiting)
/// over agents on duty; and its heat, (arrivals of the next minutes + waiting) / (free places + 1). A place is room for the dearest thread,
/// which is what an offer asks for. Each slice reads what the last ones left.
/// </remarks>
internal static class Pricing
{
    /// <summary>Pairs of an agent and a need that a slice may look at: the first kind costs some 4 ns, and is looked at less often.</summary>
    private const int PairsByAgent = 200_000;
    private const int PairsByNeed = 1_000_000;

    /// <summary>Prices that one record may hold.</summary>
    private const int Most = 1_000;

    /// <summary>How far ahead arrivals count as if they waited already.</summary>
    private const long HorizonMinutes = 6;

    private const long Million = 1_000_000;
    private const int Word = 64;

    public static PricesRefreshed Slice(Matcher desk, Instant now)
    {
        var round = desk.Round;
        var (agents, needs) = round.Underway ? (round.Agents, round.Needs) : (0, 0);
        return agents < desk.Agents.Count ? OfAgents(desk, agents, now) : OfNeeds(desk, agents, needs, now);
    }

    private static PricesRefreshed OfAgents(Matcher desk, int from, Instant now)
    {
        var until = Math.Min(desk.Agents.Count, from + Math.Clamp(PairsByAgent / Math.Max(1, desk.Demand.Count), 1, Most));
        var changed = new List<AgentPrice>();
        for (var number = from; number < until; number++)
        {
            var agent = desk.Agents[number];
            if (agent.Standing is Standing.Removed or Standing.NotReady) continue;
            var (waiting, heat) = desk.Demand.For(agent.Has);
            var (price, load) = (Ladder.Step(heat), Ladder.Step(waiting));
            if (price != agent.Price || load != agent.Load) changed.Add(new AgentPrice(agent.Id, price, load));
        }

        return new PricesRefreshed(now, until, 0, [.. changed], [], Last: until == desk.Agents.Count && desk.Demand.Count == 0);
    }

    private static PricesRefreshed OfNeeds(Matcher desk, int agents, int from, Instant now)
    {
        var until = Math.Min(desk.Demand.Count, from + Math.Clamp(PairsByNeed / Math.Max(1, desk.Agents.Count), 1, Most));
        var changed = new List<NeedPrice>();
        var paces = PacesOf(desk.Round.HoldMs);
        for (var need = from; need < until; need++)
        {
            var (pace, room) = Supply(desk, need, paces);
            var tau = RankScale.TauStep(pace > 0 ? Math.Clamp(Million * Million / pace, 1, Million * Million) : Million * Million);
            var heat = Ladder.Step(((desk.Demand.RateAt(need, now) * HorizonMinutes) + (desk.Demand.WaitingFor(need) * Million)) / (room + 1));
            if (tau != desk.Demand.TauOf(need) || heat != desk.Demand.HeatOf(need))
                changed.Add(new NeedPrice(desk.Demand[need].Class, RankScale.Taus[tau], heat));
        }

        return new PricesRefreshed(now, agents, until, [], [.. changed], Last: until == desk.Demand.Count);
    }

    /// <summary>How often a slot comes free for one of so many that wait, by the step of how many: a millisecond, in 10⁻¹².</summary>
    private static long[] PacesOf(long holdMs)
    {
        var paces = new long[Ladder.Steps];
        for (var step = 0; step < paces.Length; step++) paces[step] = Million * Million / holdMs / Ladder.Value(step);
        return paces;
    }

    /// <summary>Over all agents on duty who can serve the need: the pace at which they come free for it, and the places free now.</summary>
    private static (long Pace, long Room) Supply(Matcher desk, int need, long[] paces)
    {
        var tallies = desk.Tallies.All;
        var (pace, free) = (0L, 0L);
        var words = (desk.Agents.Count + Word - 1) / Word;
        var required = desk.Demand.RequirementOf(need);
        for (var word = 0; word < words; word++)
        {
            for (var left = required.Holders(desk.Skills, word); left != 0; left &= left - 1)
            {
                var agent = (word * Word) + BitOperations.TrailingZeroCount(left);
                if (agent >= tallies.Length) break;
                ref readonly var tally = ref tallies[agent];
                pace += tally.Places * paces[tally.Load];
                free += tally.Room;
            }
        }

        return (pace, free);
    }
}

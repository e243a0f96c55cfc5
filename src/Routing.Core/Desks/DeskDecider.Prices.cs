namespace Routing.Core.Desks;

/// <summary>Prices: what the desk measures of itself. They change by a recorded event alone, so that a replay decides the same.</summary>
public sealed partial class DeskDecider
{
    /// <summary>Static rules ask for no prices.</summary>
    private static Instant PricesDue(DeskState state) =>
        state.Policy.Rank.Rule == Policies.RankRule.MissIndex ? state.Matching.Round.Due : Instant.Never;

    private static Decision OnWake(DeskState state, Instant now)
    {
        var events = new List<Event>(3);
        if (PricesDue(state) <= now) events.Add(state.Matching.Slice(now));
        if (state.Row.Due <= now) events.Add(Rerank(state, now));
        if (FirstDue(state, now) is { } due) events.Add(due);
        return Decision.Of(events);
    }

    private static void Priced(DeskState state, PricesRefreshed e)
    {
        state.Matching.Price(e);
        foreach (var price in e.AgentPrices) state.Matching.Price(state.Agents[price.Agent], price);
    }
}

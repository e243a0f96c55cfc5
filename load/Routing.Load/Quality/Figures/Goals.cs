using Routing.Load.Quality.Policies;

namespace Routing.Load.Quality.Figures;

/// <summary>A goal and what came of it.</summary>
/// <param name="Measured">In words; says why if it could not be measured.</param>
/// <param name="Holds">Null: not measured.</param>
public sealed record Verdict(string Id, string Goal, string Measured, bool? Holds);

/// <summary>G1–G8: what the desk that ships has to reach on these days.</summary>
public sealed class Goals(IReadOnlyDictionary<string, Tally> tallies)
{
    private const double PooledFactor = 1.7;
    private const double ShippingFactor = 1.08;
    private static readonly string[] Overloaded = ["C", "D", "E"];
    private static readonly string[] Five = ["A", "B", "C", "D", "E"];

    public IReadOnlyList<Verdict> All =>
    [
        .. Overloaded.Zip([.62, .52, .58], (id, most) => Most("G1", id, $"misses to the best of 1-7 ≤ {most}", Ratio(false, day => day.Miss), most)),
        .. Overloaded.Zip([.78, .58, .60], (id, most) => Most("G1", id, $"misses to the best of 1-8 ≤ {most}", Ratio(true, day => day.Miss), most)),
        .. Overloaded.Zip([.70, .55, .55], (id, most) => Most("G1", id, $"dial at fewest misses: misses to the best of 1-8 ≤ {most}",
            tally => tally.Ratio(Catalogue.OursFewest, tally.Peers(deadlines: true), day => day.Miss), most)),
        .. Overloaded.Zip([.63, .56, .54], (id, most) => Most("G2", id, $"weighted misses to the best of 1-8 ≤ {most}", Ratio(true, day => day.WeightedMiss), most)),
        .. Overloaded.Select(id => Most("G2", id, "weighted misses to first come, longest idle ≤ .20",
            tally => tally.Ratio(Catalogue.Ours, [Catalogue.FifoLongestIdle], day => day.WeightedMiss), .20)),
        .. Overloaded.Zip([.42, .30, .28], (id, most) => Most("G2", id, $"dial at fewest misses: late to the best of 1-8 ≤ {most}",
            tally => tally.Ratio(Catalogue.OursFewest, tally.Peers(deadlines: true), day => day.Late), most)),
        .. Overloaded.Select(id => Most("G2b", id + "+", "patient customers: misses to the best of 1-8 ≤ .33", Ratio(true, day => day.Miss), .33)),
        .. Overloaded.Select(id => Most("G2b", id + "+", "patient customers: weighted misses to the best of 1-8 ≤ .33", Ratio(true, day => day.WeightedMiss), .33)),
        Most("G3", "A", "misses to the best of 1-8 ≤ 1, the aim is .83", Ratio(true, day => day.Miss), 1),
        Most("G3", "B", "misses to the best of 1-8 ≤ 1, the aim is .93", Ratio(true, day => day.Miss), 1),
        .. Five.Select(id => Most("G4", id, "misses of the most urgent, over the best strict priority ≤ .5 points",
            tally => tally.Over(Catalogue.Ours, Catalogue.StrictPriority, day => day.UrgentMiss), .5)),
        .. Five.Select(id => Most("G4", id, "with the overflow slot: misses of the most urgent ≤ .2 %",
            tally => tally.Mean(Catalogue.OursOverflow, day => day.UrgentMiss), .2)),
        .. Five.Select(id => Most("G5", id, "p99 wait to strict priority's ≤ 1", Tail, 1)),
        .. Overloaded.Select(id => Most("G5", id + "+", "patient customers: p99 wait to strict priority's ≤ 1.2", Tail, 1.2)),
        .. tallies.Keys.Select(id => Most("G5", id, "threads begun before one past the age cap, a day ≤ 0",
            tally => Estimate.Of(tally.PassedOver.Select(count => (double)count)), 0)),
        Most("G6", "B", "spread of occupancy over least load's ≤ 2.5 points", Spread, 2.5),
        .. Overloaded.Select(id => Most("G6", id, "spread of occupancy over least load's ≤ .5 points", Spread, .5)),
        Most("G6", "C=", "spread inside groups of equal agents ≤ 5 points", tally => tally.Mean(Catalogue.Ours, day => day.GroupSpread), 5),
        .. Overloaded.Select(id => Most("G7", id, $"misses to everybody doing everything ≤ {PooledFactor}",
            tally => tally.Ratio(Catalogue.Ours, [Catalogue.PooledSte], day => day.Miss), PooledFactor)),
        .. Overloaded.Select(id => Most("G8", id, $"misses to the plain exact index ≤ {ShippingFactor}",
            tally => tally.Ratio(Catalogue.Ours, [Catalogue.Prototype], day => day.Miss), ShippingFactor)),
    ];

    private static Func<Tally, Estimate> Ratio(bool deadlines, Func<DayFigures, double> figure) =>
        tally => tally.Ratio(Catalogue.Ours, tally.Peers(deadlines), figure);

    private static Estimate Tail(Tally tally) => tally.Ratio(Catalogue.Ours, [Catalogue.PriorityLoad], day => day.P99Wait);

    private static Estimate Spread(Tally tally) => tally.Over(Catalogue.Ours, [Catalogue.PriorityLoad], day => day.Spread);

    private Verdict Most(string goal, string scenario, string what, Func<Tally, Estimate> measure, double most)
    {
        if (!tallies.TryGetValue(scenario, out var tally)) return new Verdict($"{goal} {scenario}", what, "this scenario was not run", null);
        var found = measure(tally);
        return new Verdict($"{goal} {scenario}", what, Tables.Cell(found), found.Value <= most);
    }
}

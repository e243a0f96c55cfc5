using System.Text.Json.Serialization;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Policies;
using Routing.Load.Report;

namespace Routing.Load.Quality;

/// <summary>What <c>quality</c> found: means over days with standard errors; a scenario that was not run is left out.</summary>
public sealed record QualityResult : Result
{
    public override string Command => "quality";

    public required int Seeds { get; init; }

    [JsonPropertyName("A")]
    public ScenarioResult? A { get; init; }

    [JsonPropertyName("B")]
    public ScenarioResult? B { get; init; }

    [JsonPropertyName("C")]
    public ScenarioResult? C { get; init; }

    [JsonPropertyName("D")]
    public ScenarioResult? D { get; init; }

    [JsonPropertyName("E")]
    public ScenarioResult? E { get; init; }

    /// <summary>Goals that hold, that do not, and that were not measured.</summary>
    public required int GoalsHeld { get; init; }

    public required int GoalsMissed { get; init; }

    public required int GoalsNotMeasured { get; init; }
}

/// <summary>One scenario. Shares in per cent; ratios are paired by day, the best peer picked for each day and figure with hindsight.</summary>
/// <param name="Miss">Not answered within the service level.</param>
/// <param name="MissToBestPriorityPeer">Of those that go by arrival, priority or age.</param>
/// <param name="MissToBestPeer">Those that go by deadline too.</param>
/// <param name="Bound">Misses that no policy can avoid.</param>
public sealed record ScenarioResult(
    Estimate Miss, Estimate WeightedMiss, Estimate MissToBestPriorityPeer, Estimate MissToBestPeer, Estimate WeightedToBestPeer, Estimate Late,
    Estimate UrgentMiss, Estimate P99Minutes, Estimate Spread, Estimate Bound)
{
    public static ScenarioResult Of(Tally tally)
    {
        var peers = tally.Peers(deadlines: true).ToList();
        return new ScenarioResult(
            Mean(day => day.Miss), Mean(day => day.WeightedMiss), Ratio(tally.Peers(deadlines: false), day => day.Miss), Ratio(peers, day => day.Miss),
            Ratio(peers, day => day.WeightedMiss), Mean(day => day.Late), Mean(day => day.UrgentMiss), Mean(day => day.P99Wait),
            Mean(day => day.Spread), Estimate.Of(tally.Bounds.Select(bound => bound.Miss)).Rounded());

        Estimate Mean(Func<DayFigures, double> figure) => tally.Mean(Catalogue.Ours, figure).Rounded();

        Estimate Ratio(IEnumerable<string> others, Func<DayFigures, double> figure) => tally.Ratio(Catalogue.Ours, others, figure).Rounded();
    }
}

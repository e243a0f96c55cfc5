namespace Routing.Load.Quality.Days;

/// <summary>What a day is like.</summary>
/// <param name="Load">Work that arrives to work that the staff can do, outside the spike.</param>
/// <param name="SpikeMinutes">From noon on, three times as much arrives; 0: no spike.</param>
/// <param name="OnThreeTopics">The extra volume is all on three topics: a crisis.</param>
/// <param name="Patience">Factor on how long customers wait before they leave.</param>
/// <param name="Twins">Agents come in groups of equal skills and shift, for fairness inside a group.</param>
public sealed record Scenario(
    string Id, string Title, double Load, double SpikeMinutes, bool OnThreeTopics = false, double Patience = 1, bool Twins = false)
{
    public const double SpikeFactor = 3;

    public static readonly Scenario[] Five =
    [
        new("A", "calm, load .85", .85, 0),
        new("B", "load .60, three times as much for 30 min", .60, 30),
        new("C", "load .75, three times as much for 30 min", .75, 30),
        new("D", "load .85, three times as much for 30 min", .85, 30),
        new("E", "load .70, three times as much for 45 min, all on three topics", .70, 45, OnThreeTopics: true),
    ];

    /// <summary>C, D and E with customers who wait ten times as long: closer to public posts than to a chat window.</summary>
    public static readonly Scenario[] Patient =
        [.. Five[2..].Select(scenario => scenario with { Id = scenario.Id + "+", Title = scenario.Title + ", patient customers", Patience = 10 })];

    /// <summary>C with groups of equal agents.</summary>
    public static readonly Scenario Groups = Five[2] with { Id = "C=", Title = Five[2].Title + ", agents in groups of equal skills", Twins = true };

    public static readonly Scenario[] All = [.. Five, .. Patient, Groups];
}

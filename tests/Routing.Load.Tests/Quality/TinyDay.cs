using Routing.Load.Quality.Days;

namespace Routing.Load.Tests.Quality;

/// <summary>A day small enough to be worked out by hand: one class unless said otherwise, work of 600 s, one slot.</summary>
internal static class TinyDay
{
    public static Day Of(int agents, double close, params Arrival[] arrivals) => Of(agents, 1, Filled(agents), close, arrivals);

    public static Day Of(int agents, int classes, float[] speeds, double close, params Arrival[] arrivals) => new(
        [.. Enumerable.Repeat((0.0, close), agents)], speeds, [.. Enumerable.Range(0, classes)], [0, 1], [.. Enumerable.Repeat(1.0 / classes, classes)],
        _ => .001, 600, close, arrivals);

    public static Arrival Thread(double at, int priority = 2, double within = 900, double patience = 1e9, int tier = 0, int @class = 0) =>
        new(at, @class, priority, tier, Terms.Weight(priority, tier), 600, patience, within);

    private static float[] Filled(int count) => [.. Enumerable.Repeat(1f, count)];
}

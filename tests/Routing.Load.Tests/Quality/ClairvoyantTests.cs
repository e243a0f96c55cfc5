using Routing.Load.Quality.Bounds;
using Routing.Load.Quality.Days;

namespace Routing.Load.Tests.Quality;

public sealed class ClairvoyantTests
{
    private const double Window = 600;

    [Fact]
    public void The_greatest_weight_is_the_one_that_trying_everything_finds()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var day = Random(seed);
            var taken = Clairvoyant.Taken(day, Window);

            Assert.Equal(Best(day, 0, new int[day.Agents * 4]), Enumerable.Range(0, taken.Length).Sum(i => taken[i] ? day.Arrivals[i].Weight : 0), 6);
        }
    }

    [Fact]
    public void What_can_all_be_begun_in_time_has_no_misses() =>
        Assert.Equal((0, 0), Clairvoyant.Of(TinyDay.Of(1, 2400, TinyDay.Thread(0), TinyDay.Thread(700))));

    private static Day Random(int seed)
    {
        var draw = new Draw(seed, stream: 3);
        var speeds = Enumerable.Range(0, 4).Select(_ => draw.Uniform() < .6 ? 1f : 0f).ToArray();
        return TinyDay.Of(2, 2, speeds, 4 * Window, [.. Enumerable.Range(0, 7).Select(_ =>
            TinyDay.Thread(draw.Uniform() * 1800, draw.Below(4), 60 + (draw.Uniform() * 900), draw.Exponential(900), draw.Below(3), draw.Below(2)))]);
    }

    /// <summary>Tries to leave each thread and to begin it in each window that it may have.</summary>
    private static double Best(Day day, int thread, int[] used)
    {
        if (thread == day.Arrivals.Length) return 0;
        var arrival = day.Arrivals[thread];
        var best = Best(day, thread + 1, used);
        var until = arrival.At + Math.Min(arrival.Within, arrival.Patience);
        for (var agent = 0; agent < day.Agents; agent++)
        {
            for (var window = 0; window < 4; window++)
            {
                var may = day.Speed(agent, arrival.Class) > 0 && until >= window * Window && arrival.At < (window + 1) * Window;
                if (!may || used[(agent * 4) + window] > 0) continue;
                used[(agent * 4) + window]++;
                best = Math.Max(best, arrival.Weight + Best(day, thread + 1, used));
                used[(agent * 4) + window]--;
            }
        }

        return best;
    }
}

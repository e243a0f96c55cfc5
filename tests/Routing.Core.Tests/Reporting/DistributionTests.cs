using Routing.Core.Reporting;

namespace Routing.Core.Tests.Reporting;

/// <summary>Durations in steps: exact where they are counted, near where they are told.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void Number_and_mean_are_exact_and_each_percentile_lies_within_a_sixteenth_of_the_nearest_rank()
    {
        var dice = new Random(7);
        for (var story = 0; story < 200; story++)
        {
            var spread = new Distribution();
            var all = new List<long>();
            for (var n = 1 + dice.Next(300); n > 0; n--)
            {
                all.Add((long)Math.Exp(dice.NextDouble() * Math.Log(800_000_000)) + 1_000);
                spread.Add(all[^1]);
            }

            all.Sort();
            Assert.Equal((all.Count, all.Sum()), (spread.Count, spread.SumMs));
            Assert.Equal(all.Average() / 1000, spread.MeanSeconds!.Value, 6);
            foreach (var percent in (int[])[1, 50, 90, 95, 99, 100])
            {
                var exact = all[Math.Max(1, (int)Math.Ceiling(all.Count * percent / 100.0)) - 1] / 1000.0;
                Assert.InRange(spread.PercentileSeconds(percent)!.Value, exact * 15 / 16, exact * 17 / 16);
            }
        }
    }

    [Fact]
    public void Steps_follow_each_other_without_a_gap_and_everything_has_one()
    {
        for (var step = 0; step < 160; step++) Assert.Equal(Distribution.SpanOf(step).To, Distribution.SpanOf(step + 1).From);
        foreach (var ms in (long[])[0, 1, 999, 1_000, 1_124, 1_125, 59_999, 3_600_000, 1L << 40, long.MaxValue])
        {
            var step = Distribution.StepOf(ms);
            Assert.InRange(step, 0, 160);
            if (step < 160) Assert.InRange(ms, Distribution.SpanOf(step).From, Distribution.SpanOf(step).To - 1);
        }
    }

    [Fact]
    public void What_was_counted_apart_adds_up_by_its_numbers()
    {
        var (one, other, both) = (new WorkFigures(), new WorkFigures(), new WorkFigures());
        foreach (var (figures, ms) in (ValueTuple<WorkFigures, long>[])[(one, 4_000), (other, 4_100), (other, 90_000), (both, 4_000), (both, 4_100), (both, 90_000)])
        {
            figures.Handling.Add(ms);
            figures.Answer.Add(2 * ms);
            figures.Count(ms > 5_000 ? Happening.Late : Happening.OnTime);
        }

        one.Add(other);

        Assert.Equal(both.Numbers(), one.Numbers());
        Assert.Equal(2 / 3.0, one.OnTimeShare!.Value, 9);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Add("luck", 1));
    }

    [Fact]
    public void Nothing_counted_has_no_mean_and_no_percentile()
    {
        var none = new WorkFigures();

        Assert.Equal((null, null, null), (none.Handling.MeanSeconds, none.Handling.PercentileSeconds(50), none.OnTimeShare));
        Assert.Empty(none.Numbers());
    }
}

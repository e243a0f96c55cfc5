using Routing.Core.Reporting;

namespace Routing.Core.Tests.Reporting;

/// <summary>A span of time, as rows of hours and days that cover it, each moment once.</summary>
public sealed class FigureRangeTests
{
    private static readonly Instant Now = new(1_800_000_000_000);

    [Fact]
    public void Every_moment_is_in_one_row_and_only_the_edges_are_hours()
    {
        var dice = new Random(3);
        for (var n = 0; n < 500; n++)
        {
            var from = Now + -dice.NextInt64(450 * FigureRow.DayMs);
            var to = from + 1 + dice.NextInt64(400 * FigureRow.DayMs);

            var range = FigureRange.Of(from, to, Now);

            Assert.True(range.From <= from && range.To >= to);
            var at = range.From;
            foreach (var part in range.Parts)
            {
                Assert.Equal(at, part.From);
                Assert.Equal(0, part.From.Ms % FigureRow.LengthOf(part.Span));
                if (part.Span == FigureSpan.Hour)
                    Assert.True(part.To - part.From < 2 * FigureRow.DayMs && part.From + FigureRow.KeptMs(FigureSpan.Hour) > Now, $"{part} of {range}");
                at = part.To;
            }

            Assert.Equal(range.To, at);
        }
    }

    [Fact]
    public void A_few_hours_are_hours_and_what_is_long_ago_is_a_day()
    {
        var hour = FigureRow.Floor(Now, FigureRow.HourMs);
        Assert.Equal([new FigurePart(FigureSpan.Hour, hour, hour + FigureRow.HourMs)], FigureRange.Of(hour + 5, hour + 10, Now).Parts);

        var then = FigureRow.Floor(Now + (-100 * FigureRow.DayMs), FigureRow.DayMs);
        Assert.Equal([new FigurePart(FigureSpan.Day, then, then + FigureRow.DayMs)], FigureRange.Of(then + 5, then + 10, Now).Parts);
    }
}

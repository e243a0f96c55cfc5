using Routing.Core.Desks.Matching;

namespace Routing.Core.Tests.Desks;

/// <summary>Bounds of blocks of children: what is told all at once is what is told one by one, and nothing ever rises above it.</summary>
public sealed class LinesTests
{
    private const double Steep = 1 / 60_000.0;

    private readonly Random _dice = new(11);

    [Fact]
    public void Eight_at_once_are_the_eight_one_by_one()
    {
        for (var n = 0; n < 1_000; n++)
        {
            var lines = Draw();
            var now = 100_000 + _dice.Next(200_000);
            var all = Lines.At(lines, 1, now, Lines.NodeMs, Steep);
            for (var child = 0; child < Lines.Fan; child++) Assert.Equal(Lines.PlainAt(lines, 1, child, now, Lines.NodeMs, Steep), all[child]);
            Assert.Equal(Enumerable.Range(0, Lines.Fan).Max(child => all[child]), Lines.Largest(all));
        }
    }

    [Fact]
    public void Lanes_are_left_out_found_and_changed_places_one_by_one()
    {
        var (lines, others) = (Draw(), Draw());
        var all = Lines.At(lines, 1, 100_000, Lines.NodeMs, Steep);
        for (var lanes = 0; lanes < 256; lanes++)
        {
            var only = Lines.Only(all, (byte)lanes);
            for (var lane = 0; lane < Lines.Fan; lane++) Assert.Equal(((lanes >> lane) & 1) == 1 ? all[lane] : double.NegativeInfinity, only[lane]);
        }

        Assert.Equal(Enumerable.Range(0, Lines.Fan).First(lane => all[lane] == Lines.Largest(all)), Lines.LaneOf(all, Lines.Largest(all)));

        var (one, other) = (Lines.PlainAt(lines, 1, 2, 150_000, Lines.NodeMs, Steep), Lines.PlainAt(others, 1, 5, 150_000, Lines.NodeMs, Steep));
        Lines.Swap(lines, (1, 2), others, (1, 5));
        Assert.Equal((other, one), (Lines.PlainAt(lines, 1, 2, 150_000, Lines.NodeMs, Steep), Lines.PlainAt(others, 1, 5, 150_000, Lines.NodeMs, Steep)));
    }

    [Fact]
    public void The_bound_of_a_block_lies_above_its_children_for_ever()
    {
        for (var n = 0; n < 1_000; n++)
        {
            var (lines, above, now) = (Draw(), Lines.Empty(1), 100_000.0);
            Lines.Set(above, 0, 3, Lines.Over(lines, 1, now, Lines.LeafMs, Steep), now);
            for (var later = 0.0; later < 300_000; later += 700)
            {
                var bound = Lines.PlainAt(above, 0, 3, now + later, Lines.NodeMs, Steep);
                var largest = Lines.Largest(Lines.At(lines, 1, now + later, Lines.LeafMs, Steep));
                Assert.True(Search.Loosened(bound) >= largest, $"{largest} lies above {bound} after {later} ms");
            }
        }
    }

    [Fact]
    public void A_bound_that_is_as_good_is_left_and_one_that_is_not_is_set()
    {
        var lines = Lines.Empty(1);
        var line = new Line(-1, Steep / 2);
        Assert.True(Lines.Renew(lines, 0, 0, line, 0, Steep));

        Assert.False(Lines.Renew(lines, 0, 0, line, 0, Steep));
        Assert.False(Lines.Renew(lines, 0, 0, line with { Value = -1 - 5e-5 }, 0, Steep));
        Assert.False(Lines.Renew(lines, 0, 1, Line.None, 0, Steep));
        Assert.True(Lines.Renew(lines, 0, 0, line with { Value = -0.9 }, 0, Steep));
        Assert.True(Lines.Renew(lines, 0, 0, line with { Value = -0.9, Slope = Steep }, 0, Steep));
        Assert.True(Lines.Renew(lines, 0, 0, line with { Value = -2 }, 0, Steep));
        Assert.True(Lines.Renew(lines, 0, 0, Line.None, 0, Steep));
    }

    private double[] Draw()
    {
        var lines = Lines.Empty(2);
        for (var child = 0; child < Lines.Fan; child++)
        {
            if (_dice.Next(8) > 0) Lines.Set(lines, 1, child, new Line(-_dice.NextDouble(), Steep * _dice.NextDouble()), 100_000 - _dice.Next(70_000));
        }

        return lines;
    }
}

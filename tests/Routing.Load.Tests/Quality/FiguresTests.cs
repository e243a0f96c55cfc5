using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Tests.Quality;

public sealed class FiguresTests
{
    [Fact]
    public void Who_left_within_the_service_level_was_missed_but_is_not_late()
    {
        var day = TinyDay.Of(1, 5000, TinyDay.Thread(0), TinyDay.Thread(1, patience: 100), TinyDay.Thread(2, within: 300), TinyDay.Thread(3, within: 3000));
        var figures = DayFigures.Of(Floor.Play(day, new SharedQueue(new Fifo(), new LoadRatio())));

        Assert.Equal(50, figures.Miss, 6);
        Assert.Equal(25, figures.Late, 6);
        Assert.Equal(1, figures.Left);
    }

    [Fact]
    public void A_standard_error_is_the_deviation_over_the_root_of_the_count()
    {
        var estimate = Estimate.Of([1, 2, 3, 4]);

        Assert.Equal(2.5, estimate.Value, 9);
        Assert.Equal(Math.Sqrt(5.0 / 3 / 4), estimate.Se, 9);
    }

    [Fact]
    public void The_best_peer_is_picked_for_each_day()
    {
        Contender[] contenders = [Named("x", Role.Ours), Named("p", Role.Peer), Named("q", Role.DeadlinePeer)];
        var tally = new Tally(contenders, 2);
        foreach (var (contender, seed, miss) in new[] { (0, 0, 1.0), (0, 1, 1.0), (1, 0, 2.0), (1, 1, 4.0), (2, 0, 5.0), (2, 1, 2.0) })
            tally.Set(contender, seed, Missing(miss));

        Assert.Equal(.5, tally.Ratio("x", tally.Peers(deadlines: true), day => day.Miss).Value, 9);
        Assert.Equal(.375, tally.Ratio("x", tally.Peers(deadlines: false), day => day.Miss).Value, 9);
    }

    private static Contender Named(string id, Role role) => new(id, 0, id, role, null);

    private static DayFigures Missing(double miss) =>
        DayFigures.Of(Floor.Play(TinyDay.Of(1, 100, TinyDay.Thread(0)), new SharedQueue(new Fifo(), new LoadRatio()))) with { Miss = miss };
}

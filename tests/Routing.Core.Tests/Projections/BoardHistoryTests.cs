using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;

namespace Routing.Core.Tests.Projections;

/// <summary>An earlier second of the board is as it was then, as long as it is kept.</summary>
public sealed class BoardHistoryTests
{
    private static readonly Instant Noon = new(1_800_000_000_000 / 60_000 * 60_000);
    private static readonly ActorId Desk = ActorId.Desk("w");
    private readonly Board _board = Board.Of(new DeskSnapshot(Policy.Default, Noon, 0, [], []));

    [Fact]
    public void Every_second_is_as_it_was_and_one_before_the_first_is_not_kept()
    {
        var history = new BoardHistory();
        for (var second = 0; second < 2_000; second++)
        {
            if (second % 7 == 0) Slots(1 + (second % 90));
            if (second == 1_500) _board.Fold(Desk, new AgentRemoved("ann"));
            history.Note(_board, Noon + (second * 1000L) + 300);
        }

        foreach (var second in (int[])[0, 5, 7, 599, 600, 601, 1_300, 1_499])
            Assert.Equal(1 + (second / 7 * 7 % 90), Assert.Single(history.At(Noon + (second * 1000L) + 999)!.Agents).Slots);
        Assert.Empty(history.At(Noon + 1_500_000)!.Agents);
        Assert.Equal(Noon, history.From);
        Assert.Null(history.At(Noon + -1));
        Assert.Equal(["general"], history.At(Noon)!.Queues.Select(queue => queue.Queue));
    }

    [Fact]
    public void What_is_too_much_falls_out_at_the_old_end_and_so_does_yesterday()
    {
        var few = new BoardHistory(mostStandings: 2_000);
        var day = new BoardHistory();
        for (var minute = 0; minute < 1_500; minute++)
        {
            Slots(1 + (minute % 90));
            foreach (var history in (BoardHistory[])[few, day]) history.Note(_board, Noon + (minute * 60_000L));
        }

        Assert.Equal(Noon + (1_500 - 1_440) * 60_000L, day.From);
        Assert.InRange(few.From!.Value.Ms, (Noon + (400 * 60_000L)).Ms, (Noon + (900 * 60_000L)).Ms);
        Assert.Equal(1 + (1_499 % 90), few.At(Noon + (1_499 * 60_000L))!.Agents[0].Slots);
    }

    private void Slots(int slots) => _board.Fold(Desk, new AgentSet("ann", "Ann", [], slots));
}

using Routing.Core.Desks.Matching;

namespace Routing.Core.Tests.Desks;

public class CapClockTests
{
    [Fact]
    public void Entries_that_no_longer_hold_are_let_go_and_the_others_still_come_in_order()
    {
        var clock = new CapClock();
        for (var number = 0; number < 50; number++)
        {
            for (var since = 1_000; since > 0; since -= 10) clock.Add(since + number, number);
        }

        clock.Forget((since, number) => since == 10 + number);

        Assert.Equal(50, clock.Count);
        for (var number = 0; number < 50; number++) Assert.Equal((10 + number, number), clock.Take());
        Assert.Equal(long.MaxValue, clock.First);
    }
}

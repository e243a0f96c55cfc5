using Routing.Load.Data;

namespace Routing.Load.Tests.Data;

public sealed class ScheduleTests
{
    [Fact]
    public void A_spike_multiplies_the_middle_third()
    {
        var due = Schedule.Spike(perSecond: 100, peak: 5, seconds: 90, seed: 1);
        Assert.Equal(due.Order(), due);
        Assert.InRange(In(0, 30), 2_700, 3_300);
        Assert.InRange(In(30, 60), 14_500, 15_500);
        Assert.InRange(In(60, 90), 2_700, 3_300);

        int In(int from, int until) => due.Count(at => at.TotalSeconds >= from && at.TotalSeconds < until);
    }

    [Fact]
    public void A_steady_schedule_has_equal_steps() =>
        Assert.Equal([0, 250, 500, 750], Schedule.Steady(perSecond: 4, seconds: 1).Select(at => at.TotalMilliseconds));
}

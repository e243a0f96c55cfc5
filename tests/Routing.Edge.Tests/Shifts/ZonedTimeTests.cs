using Routing.Core;
using Routing.Edge.Shifts;

namespace Routing.Edge.Tests.Shifts;

/// <summary>Plans are written in local time; on the night the clock changes a shift is an hour longer or shorter.</summary>
public class ZonedTimeTests
{
    [Theory]
    [InlineData("2026-03-28T22:00", "2026-03-29T06:00", 7)]
    [InlineData("2026-10-24T22:00", "2026-10-25T06:00", 9)]
    [InlineData("2026-06-01T22:00", "2026-06-02T06:00", 8)]
    [InlineData("2026-03-29T02:30", "2026-03-29T04:00", 1)]
    [InlineData("2026-10-25T02:00", "2026-10-25T03:00", 2)]
    [InlineData("2026-10-25T02:30", "2026-10-25T02:45", 1.25)]
    public void A_night_shift_in_Berlin_has_as_many_hours_as_the_night(string from, string until, double hours)
    {
        var plan = Plan("Europe/Berlin", from, until);

        Assert.Equal(TimeSpan.FromHours(hours), TimeSpan.FromMilliseconds(plan.Until - plan.From));
    }

    [Fact]
    public void An_offset_says_which_of_two_equal_hours_is_meant()
    {
        var plan = Plan("Europe/Berlin", "2026-10-25T02:30+01:00", "2026-10-25T03:00");

        Assert.Equal(("2026-10-25T01:30:00.000Z", "2026-10-25T02:00:00.000Z"), (plan.From.ToString(), plan.Until.ToString()));
    }

    [Fact]
    public void The_same_local_plan_is_another_instant_in_another_zone()
    {
        Assert.Equal("2026-07-01T06:00:00.000Z", Plan("Europe/Berlin", "2026-07-01T08:00", "2026-07-01T16:00").From.ToString());
        Assert.Equal("2026-07-01T12:00:00.000Z", Plan("America/New_York", "2026-07-01T08:00", "2026-07-01T16:00").From.ToString());
        Assert.Equal("2026-07-01T02:15:00.000Z", Plan("Asia/Kathmandu", "2026-07-01T08:00", "2026-07-01T16:00").From.ToString());
    }

    [Theory]
    [InlineData(null, "2026-07-01T08:00", "2026-07-01T16:00", "shifts[0].from")]
    [InlineData("Mars/Olympus", "2026-07-01T08:00", "2026-07-01T16:00", "zone")]
    [InlineData("UTC", "yesterday", "2026-07-01T16:00", "shifts[0].from")]
    [InlineData("UTC", "2026-07-01T08:00:30", "2026-07-01T16:00", "shifts[0].from")]
    [InlineData("UTC", "2026-07-01T08:00", null, "shifts[0].until")]
    [InlineData("UTC", "2026-07-01T08:00", "2026-07-01T08:00", "shifts[0].until")]
    [InlineData("UTC", "2026-07-01T08:00", "2026-07-02T08:01", "shifts[0].until")]
    public void What_cannot_be_is_told_by_field(string? zone, string from, string? until, string field)
    {
        var (_, wrong) = new ShiftsForm(zone, [new ShiftForm(from, until, null, null)]).Read("ann");

        Assert.Equal(field, wrong!.Field);
    }

    [Fact]
    public void Breaks_lie_in_the_shift_one_after_the_other_and_nobody_hands_over_to_themselves()
    {
        Assert.Equal("shifts[0].breaks[0]", Wrong("2026-07-01T07:00", "2026-07-01T07:30"));
        Assert.Equal("shifts[0].breaks[1]", Wrong("2026-07-01T10:00", "2026-07-01T10:30", "2026-07-01T10:15", "2026-07-01T10:45"));
        Assert.Null(Wrong("2026-07-01T10:00", "2026-07-01T10:30", "2026-07-01T10:30", "2026-07-01T10:45"));
        var (_, own) = new ShiftsForm("UTC", [new ShiftForm("2026-07-01T08:00", "2026-07-01T16:00", null, "ann")]).Read("ann");
        Assert.Equal("shifts[0].handTo", own!.Field);
    }

    private static string? Wrong(params string[] times)
    {
        var breaks = times.Chunk(2).Select(pause => new PauseForm(pause[0], pause[1])).ToList();
        return new ShiftsForm("UTC", [new ShiftForm("2026-07-01T08:00", "2026-07-01T16:00", breaks, null)]).Read("ann").Wrong?.Field;
    }

    private static Core.Agents.ShiftPlan Plan(string zone, string from, string until)
    {
        var (plans, wrong) = new ShiftsForm(zone, [new ShiftForm(from, until, null, null)]).Read("ann");
        Assert.Null(wrong);
        return Assert.Single(plans);
    }
}

using System.Globalization;
using Routing.Core.Policies;

namespace Routing.Core.Tests.Policies;

/// <summary>2026-11-23 is a Monday.</summary>
public sealed class OpeningClockTests
{
    private const int Hour = 60;
    private static readonly OpeningHours Office = new(0, [.. Weekdays(9 * Hour, 17 * Hour)], []);
    private static readonly OpeningHours Split = new(0, [.. Weekdays(14 * Hour, 18 * Hour), .. Weekdays(8 * Hour, 12 * Hour)], []);

    [Fact]
    public void Without_spans_the_clock_always_runs() =>
        Assert.Equal(On("2026-11-29T03:10"), OpeningHours.Always.Add(On("2026-11-29T03:00"), Minutes(10)));

    [Theory]
    [InlineData("2026-11-23T10:00", 30, "2026-11-23T10:30")]
    [InlineData("2026-11-23T07:00", 30, "2026-11-23T09:30")]
    [InlineData("2026-11-23T16:50", 30, "2026-11-24T09:20")]
    [InlineData("2026-11-23T16:30", 30, "2026-11-23T17:00")]
    [InlineData("2026-11-23T17:00", 1, "2026-11-24T09:01")]
    [InlineData("2026-11-27T16:50", 30, "2026-11-30T09:20")]
    [InlineData("2026-11-28T12:00", 30, "2026-11-30T09:30")]
    [InlineData("2026-11-23T09:00", 40 * Hour, "2026-11-27T17:00")]
    public void The_clock_stands_still_at_night_and_at_weekends(string since, int minutes, string due) =>
        Assert.Equal(On(due), Office.Add(On(since), Minutes(minutes)));

    [Theory]
    [InlineData("2026-11-23T11:50", 20, "2026-11-23T14:10")]
    [InlineData("2026-11-23T13:00", 20, "2026-11-23T14:20")]
    [InlineData("2026-11-23T11:50", 5 * Hour, "2026-11-24T08:50")]
    public void A_split_shift_has_a_break_whatever_the_order_of_its_spans(string since, int minutes, string due) =>
        Assert.Equal(On(due), Split.Add(On(since), Minutes(minutes)));

    [Theory]
    [InlineData("2026-11-23T10:00", true, "2026-11-23T17:00")]
    [InlineData("2026-11-23T09:00", true, "2026-11-23T17:00")]
    [InlineData("2026-11-23T17:00", false, "2026-11-24T09:00")]
    [InlineData("2026-11-23T08:59", false, "2026-11-23T09:00")]
    [InlineData("2026-11-27T18:00", false, "2026-11-30T09:00")]
    public void It_is_open_or_closed_until_it_turns(string now, bool isOpen, string until) =>
        Assert.Equal((isOpen, On(until)), Office.At(On(now)));

    [Fact]
    public void Spans_that_touch_are_one_also_over_midnight()
    {
        var nights = new OpeningHours(0, [new OpenSpan(1, 20 * Hour, 22 * Hour), new OpenSpan(1, 22 * Hour, 24 * Hour), new OpenSpan(2, 0, 4 * Hour)], []);

        Assert.Equal((true, On("2026-11-24T04:00")), nights.At(On("2026-11-23T21:00")));
        Assert.Equal((true, On("2026-11-24T04:00")), nights.At(On("2026-11-24T00:00")));
        Assert.Equal((false, On("2026-11-30T20:00")), nights.At(On("2026-11-24T04:00")));
    }

    [Fact]
    public void A_queue_that_never_turns_is_looked_at_again()
    {
        Assert.Equal((true, On("2027-01-22T12:00")), OpeningHours.Always.At(On("2026-11-23T12:00")));
        var allDays = new OpeningHours(0, [.. Enumerable.Range(0, 7).Select(day => new OpenSpan(day, 0, 24 * Hour))], []);
        Assert.Equal((true, On("2027-01-22T12:00")), allDays.At(On("2026-11-23T12:00")));
        var begin = On("2026-11-23T00:00").ToDateTimeOffset();
        var closed = Office with { Holidays = [.. Enumerable.Range(0, 100).Select(day => begin.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))] };
        Assert.Equal((false, On("2027-01-22T12:00")), closed.At(On("2026-11-23T12:00")));
    }

    [Fact]
    public void A_holiday_is_skipped() => Assert.Equal(
        On("2026-11-25T09:20"), (Office with { Holidays = ["2026-11-24"] }).Add(On("2026-11-23T16:50"), Minutes(30)));

    [Theory]
    [InlineData(120, "2026-11-23T07:30", "2026-11-23T07:40")]
    [InlineData(120, "2026-11-23T14:55", "2026-11-24T07:05")]
    [InlineData(-300, "2026-11-23T13:00", "2026-11-23T14:10")]
    [InlineData(-300, "2026-11-28T01:00", "2026-11-30T14:10")]
    public void Spans_are_in_local_time(int offset, string since, string due) =>
        Assert.Equal(On(due), (Office with { UtcOffsetMinutes = offset }).Add(On(since), Minutes(10)));

    /// <summary>Berlin: clocks go forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00.</summary>
    [Theory]
    [InlineData("2026-03-27T15:30", 60, "2026-03-30T07:30")]
    [InlineData("2026-10-23T14:30", 60, "2026-10-26T08:30")]
    [InlineData("2026-07-01T05:00", 30, "2026-07-01T07:30")]
    [InlineData("2026-12-01T05:00", 30, "2026-12-01T08:30")]
    public void A_zone_follows_its_daylight_saving(string since, int minutes, string due) =>
        Assert.Equal(On(due), (Office with { Zone = "Europe/Berlin" }).Add(On(since), Minutes(minutes)));

    /// <summary>A night shift on Sundays from 01:00 to 05:00 has three hours in spring and five in autumn.</summary>
    [Theory]
    [InlineData("2026-03-29T00:00", 3 * Hour, "2026-03-29T03:00")]
    [InlineData("2026-10-24T23:00", 5 * Hour, "2026-10-25T04:00")]
    [InlineData("2026-06-27T23:00", 4 * Hour, "2026-06-28T03:00")]
    public void A_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer(string since, int minutes, string due)
    {
        var nights = new OpeningHours(0, [new OpenSpan(0, 1 * Hour, 5 * Hour)], [], "Europe/Berlin");

        Assert.Equal(On(due), nights.Add(On(since), Minutes(minutes)));
    }

    [Fact]
    public void In_the_hour_that_is_skipped_nothing_is_open()
    {
        var gap = new OpeningHours(0, [new OpenSpan(0, 2 * Hour, 3 * Hour)], [], "Europe/Berlin");

        Assert.Equal(On("2026-04-05T00:10"), gap.Add(On("2026-03-28T12:00"), Minutes(10)));
    }

    [Fact]
    public void Shifts_that_meet_in_the_hour_that_comes_twice_count_it_twice_and_not_three_times()
    {
        var shifts = new OpeningHours(0, [new OpenSpan(0, 1 * Hour, 2 * Hour + 30), new OpenSpan(0, 2 * Hour + 30, 5 * Hour)], [], "Europe/Berlin");

        Assert.Equal(On("2026-10-25T04:00"), shifts.Add(On("2026-10-24T23:00"), Minutes(5 * Hour)));
    }

    [Fact]
    public void A_day_begins_at_local_midnight_also_where_that_is_skipped()
    {
        // Cairo: on 2026-04-24, a Friday, clocks go from 00:00 to 01:00.
        var friday = new OpeningHours(0, [new OpenSpan(5, 0, 2 * Hour)], [], "Africa/Cairo");

        Assert.Equal(On("2026-04-23T22:10"), friday.Add(On("2026-04-23T12:00"), Minutes(10)));
        Assert.Equal(On("2026-04-30T21:10"), friday.Add(On("2026-04-23T12:00"), Minutes(70)));
    }

    /// <summary>Counting minute by minute gives the same, through both changes, in zones that shift by an hour, by half of one, and not at all.</summary>
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/St_Johns")]
    public void Time_added_in_a_zone_is_that_much_open_time(string name)
    {
        var (zone, dice) = (TimeZoneInfo.FindSystemTimeZoneById(name), new Random(7));
        foreach (var day in (string[])["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"])
        {
            for (var n = 0; n < 20; n++)
            {
                var hours = new OpeningHours(0, [.. Enumerable.Range(0, 7).SelectMany(weekday => Shifts(weekday, dice))], [], name);
                var since = On($"{day}T00:00") + Minutes(dice.Next(-20 * Hour, 20 * Hour));
                var minutes = 1 + dice.Next(12 * Hour);

                var due = hours.Add(since, Minutes(minutes));

                var open = 0;
                for (var at = since; at < due; at += Minutes(1)) open += IsOpenIn(zone, hours, at) ? 1 : 0;
                Assert.True(minutes == open, $"{name}: {minutes} minutes from {since} to {due} are {open}");
            }
        }
    }

    // Around the hour of the change, so that it is hit; ends on whole hours, where an hour that comes twice leaves no doubt.
    private static IEnumerable<OpenSpan> Shifts(int weekday, Random dice)
    {
        var middle = 3 + dice.Next(6);
        yield return new OpenSpan(weekday, 0, middle * Hour);
        if (dice.Next(2) == 0) yield return new OpenSpan(weekday, (middle + dice.Next(3)) * Hour, (13 + dice.Next(12)) * Hour);
    }

    private static bool IsOpenIn(TimeZoneInfo zone, OpeningHours hours, Instant at)
    {
        var local = TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone);
        var minute = local.Hour * Hour + local.Minute;
        return hours.Spans.Any(span => span.Day == (int)local.DayOfWeek && span.FromMinute <= minute && minute < span.ToMinute);
    }

    [Fact]
    public void A_holiday_in_a_zone_is_a_local_day() => Assert.Equal(
        On("2026-10-27T08:10"),
        (Office with { Zone = "Europe/Berlin", Holidays = ["2026-10-26"] }).Add(On("2026-10-25T23:30"), Minutes(10)));

    [Fact]
    public void A_holiday_is_a_local_day() => Assert.Equal(
        On("2026-11-24T14:10"),
        (Office with { UtcOffsetMinutes = -300, Holidays = ["2026-11-23"] }).Add(On("2026-11-24T03:00"), Minutes(10)));

    [Fact]
    public void A_span_up_to_midnight_goes_on_into_the_next_day()
    {
        var always = new OpeningHours(0, [.. Enumerable.Range(0, 7).Select(day => new OpenSpan(day, 0, 24 * Hour))], []);

        Assert.Equal(On("2026-11-24T00:10"), always.Add(On("2026-11-23T23:50"), Minutes(20)));
    }

    [Fact]
    public void A_queue_that_stays_closed_counts_from_the_end_of_the_days_looked_at()
    {
        var holidays = Enumerable.Range(0, 100).Select(day => new DateTime(2026, 11, 20).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        var due = (Office with { Holidays = [.. holidays] }).Add(On("2026-11-23T10:00"), Minutes(10));

        Assert.Equal(On("2026-11-23T10:10") + (60 * 24 * Minutes(Hour)), due);
    }

    /// <summary>Counting minute by minute gives the same.</summary>
    [Fact]
    public void Any_time_added_is_that_much_open_time()
    {
        var dice = new Random(5);
        for (var n = 0; n < 200; n++)
        {
            var hours = Split with { UtcOffsetMinutes = 30 * dice.Next(-20, 20), Holidays = dice.Next(2) == 0 ? ["2026-11-25"] : [] };
            var since = On("2026-11-23T00:00") + Minutes(dice.Next(7 * 24 * Hour));
            var minutes = 1 + dice.Next(20 * Hour);

            var due = hours.Add(since, Minutes(minutes));

            var open = 0;
            for (var at = since; at < due; at += Minutes(1)) open += IsOpen(hours, at) ? 1 : 0;
            Assert.Equal(minutes, open);
            Assert.True(IsOpen(hours, due + -1), $"{due} comes while closed");
        }
    }

    private static bool IsOpen(OpeningHours hours, Instant at)
    {
        var local = at.ToDateTimeOffset().AddMinutes(hours.UtcOffsetMinutes);
        var minute = local.Hour * Hour + local.Minute;
        return !hours.Holidays.Contains(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            && hours.Spans.Any(span => span.Day == (int)local.DayOfWeek && span.FromMinute <= minute && minute < span.ToMinute);
    }

    private static IEnumerable<OpenSpan> Weekdays(int from, int to) => Enumerable.Range(1, 5).Select(day => new OpenSpan(day, from, to));

    private static long Minutes(int minutes) => minutes * Given.Minute;

    private static Instant On(string time) =>
        Instant.Of(DateTimeOffset.ParseExact(time, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}

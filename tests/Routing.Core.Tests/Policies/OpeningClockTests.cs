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

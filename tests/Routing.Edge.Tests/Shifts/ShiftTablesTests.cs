using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Shifts;

namespace Routing.Edge.Tests.Shifts;

/// <summary>What is written can be read again, on the night the clock changes too; what is wrong is told by line.</summary>
public class ShiftTablesTests
{
    private const string Header = "agent,from,until,zone,breaks,handTo\n";

    private static readonly Instant Now = Instant.Of(DateTimeOffset.Parse("2026-10-24T12:00Z", null));

    private static readonly ShiftPlan Night = Plan("ann", "2026-10-24T20:00Z", "2026-10-25T05:00Z", "ben", ("2026-10-25T00:15Z", "2026-10-25T01:15Z"));

    [Fact]
    public void A_table_that_was_written_reads_the_same_in_any_zone()
    {
        foreach (var zone in (string[])["UTC", "Europe/Berlin", "America/New_York"])
        {
            var written = ShiftsCsv.Write([("ann", Planned(Night)), ("ben", Planned(Plan("ben", "2026-10-25T05:00Z", "2026-10-25T13:00Z", null)))],
                TimeZoneInfo.FindSystemTimeZoneById(zone));

            var (plans, wrongs) = ShiftsCsv.Parse(written);

            Assert.Empty(wrongs);
            AssertSame(Night, Assert.Single(plans["ann"]));
            Assert.Null(Assert.Single(plans["ben"]).HandTo);
        }
    }

    [Fact]
    public void People_write_local_times()
    {
        var (plans, _) = ShiftsCsv.Parse($"{Header}ann,2026-10-24T22:00,2026-10-25T06:00,Europe/Berlin,2026-10-24T23:00/2026-10-24T23:15 2026-10-25T04:00/2026-10-25T04:15,\n\n");

        var plan = Assert.Single(plans["ann"]);
        Assert.Equal(("ann~20261024T2000", 9 * 3_600_000L, 2), (plan.Id, plan.Until - plan.From, plan.Breaks.Length));
    }

    [Theory]
    [InlineData("id,from\n", 1)]
    [InlineData(Header + "ann,2026-10-24T22:00,2026-10-25T06:00,,,\n", 2)]
    [InlineData(Header + "ann,2026-10-24T22:00Z,2026-10-25T06:00Z,,,\nann,x,y,,,\n", 3)]
    [InlineData(Header + "a b,2026-10-24T22:00Z,2026-10-25T06:00Z,,,\n", 2)]
    [InlineData(Header + "ann,2026-10-24T22:00Z,2026-10-25T06:00Z,,lunch,\n", 2)]
    [InlineData(Header + "ann,2026-10-24T22:00Z\n", 2)]
    public void A_wrong_line_is_told_by_its_number(string text, int line) => Assert.Equal(line, Assert.Single(ShiftsCsv.Parse(text).Wrongs).Line);

    [Fact]
    public void A_calendar_that_was_written_reads_the_same()
    {
        var (plans, wrong) = ShiftCalendar.Parse(ShiftCalendar.Write("ann", [Planned(Night)]), "ann", Now);

        Assert.Null(wrong);
        AssertSame(Night, Assert.Single(plans));
    }

    [Fact]
    public void A_shift_that_repeats_keeps_its_local_hours_when_the_clock_changes()
    {
        const string weekly = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//roster//EN
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20261001T000000Z
            SUMMARY:Early
            DTSTART;TZID=Europe/Berlin:20261019T060000
            DTEND;TZID=Europe/Berlin:20261019T140000
            RRULE:FREQ=WEEKLY;BYDAY=MO
            END:VEVENT
            END:VCALENDAR
            """;

        var (plans, wrong) = ShiftCalendar.Parse(weekly, "ann", Now);

        Assert.Null(wrong);
        Assert.Equal(["2026-10-26T05:00:00.000Z", "2026-11-02T05:00:00.000Z"], plans.Take(2).Select(plan => plan.From.ToString()));
        Assert.InRange(plans.Count, 13, 14);
        Assert.All(plans, plan => Assert.Equal(8 * 3_600_000L, plan.Until - plan.From));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261026T060000\nDTEND:20261026T140000\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261026\nEND:VEVENT\nEND:VCALENDAR")]
    public void What_nobody_can_know_the_time_of_is_refused(string text)
    {
        var (plans, wrong) = ShiftCalendar.Parse(text, "ann", Now);

        Assert.Empty(plans);
        Assert.NotNull(wrong);
    }

    private static Shift Planned(ShiftPlan plan) => new(plan, default, plan.Until);

    private static ShiftPlan Plan(AgentId agent, string from, string until, AgentId? to, params (string From, string Until)[] breaks) => new(
        ShiftPlan.IdOf(agent, At(from)), At(from), At(until), [.. breaks.Select(pause => new Pause(At(pause.From), At(pause.Until)))], to);

    private static Instant At(string time) => Instant.Of(DateTimeOffset.Parse(time, null));

    private static void AssertSame(ShiftPlan one, ShiftPlan other)
    {
        Assert.Equal((one.Id, one.From, one.Until, one.HandTo), (other.Id, other.From, other.Until, other.HandTo));
        Assert.Equal(one.Breaks, other.Breaks);
    }
}

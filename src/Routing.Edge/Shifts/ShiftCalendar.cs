using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Edge.Shifts;

/// <summary>Shifts as a calendar (RFC 5545), as rosters and phones write them: each event is a shift, one that repeats is many; an event called
/// <see cref="Break"/> is a break of the shift around it.</summary>
internal static class ShiftCalendar
{
    /// <summary>Milliseconds of a calendar that are read ahead: a rule may repeat for ever.</summary>
    public const long AheadMs = 92 * 24 * 60 * 60 * 1000L;

    public const string Break = "Break";

    private const string HandTo = "X-ROUTING-HAND-TO";

    /// <returns>The shifts that end between now and a quarter ahead; or what is wrong.</returns>
    public static (IReadOnlyList<ShiftPlan> Plans, string? Wrong) Parse(string text, AgentId agent, Instant now)
    {
        Calendar? calendar;
        try
        {
            calendar = Calendar.Load(text);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return ([], $"must be an iCalendar file: {broken.Message}");
        }

        if (calendar is null) return ([], "must be an iCalendar file");
        var shifts = new List<ShiftPlan>();
        var breaks = new List<Pause>();
        try
        {
            var begin = new CalDateTime(now.ToDateTimeOffset().UtcDateTime.AddMilliseconds(-Limits.ShiftMs), CalDateTime.UtcTzId);
            foreach (var occurrence in calendar.GetOccurrences<CalendarEvent>(begin))
            {
                var (from, until) = (TimeOf(occurrence.Period.StartTime), TimeOf(occurrence.Period.EffectiveEndTime));
                if (from is null || until is null) return ([], "must give each event a begin and an end with a time zone, or in UTC");
                if (from > now + AheadMs) break;
                if (until <= now || occurrence.Source is not CalendarEvent source) continue;
                if (string.Equals(source.Summary?.Trim(), Break, StringComparison.OrdinalIgnoreCase)) breaks.Add(new Pause(from.Value, until.Value));
                else shifts.Add(new ShiftPlan(ShiftPlan.IdOf(agent, from.Value), from.Value, until.Value, [], HandToOf(source)));
                if (shifts.Count > Limits.ShiftsPerAgent) return ([], $"must hold at most {Limits.ShiftsPerAgent} shifts a quarter");
            }
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or FormatException or Ical.Net.Evaluation.EvaluationException)
        {
            return ([], $"cannot be worked out: {broken.Message}");
        }

        return ([.. shifts.Select(shift => shift with
        {
            Breaks = [.. breaks.Where(pause => pause.From >= shift.From && pause.Until <= shift.Until).OrderBy(pause => pause.From)],
        })], null);
    }

    public static string Write(AgentId agent, IEnumerable<Shift> shifts)
    {
        var calendar = new Calendar { ProductId = "-//Routing//Shifts//EN" };
        foreach (var shift in shifts)
        {
            var source = Event(shift.Plan.Id, $"Shift {agent}", shift.Plan.From, shift.Until);
            if (shift.Plan.HandTo is { } to) source.AddProperty(HandTo, to);
            calendar.Events.Add(source);
            for (var i = 0; i < shift.Plan.Breaks.Length; i++)
                calendar.Events.Add(Event($"{shift.Plan.Id}.{i}", Break, shift.Plan.Breaks[i].From, shift.Plan.Breaks[i].Until));
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalendarEvent Event(string id, string summary, Instant from, Instant until) => new()
    {
        Uid = id,
        Summary = summary,
        DtStamp = Time(from),
        Start = Time(from),
        End = Time(until),
    };

    private static CalDateTime Time(Instant at) => new(at.ToDateTimeOffset().UtcDateTime, CalDateTime.UtcTzId);

    /// <summary>Null where no zone is named: nobody can know what it means.</summary>
    private static Instant? TimeOf(CalDateTime? time) => time is null || time.IsFloating || !time.HasTime ? null : Instant.Of(new DateTimeOffset(time.AsUtc, TimeSpan.Zero));

    private static AgentId? HandToOf(CalendarEvent source) => source.Properties[HandTo]?.Value as string is { Length: > 0 } to ? to : null;
}

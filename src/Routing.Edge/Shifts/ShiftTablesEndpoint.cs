using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Http;

namespace Routing.Edge.Shifts;

/// <summary>Shifts of everybody as a table, and of one agent as a calendar.</summary>
internal static class ShiftTablesEndpoint
{
    /// <summary>Bytes of a table: 100,000 shifts.</summary>
    private const int CsvBytes = 10 * 1024 * 1024;

    /// <summary>Bytes of a calendar: a year of shifts with alarms and descriptions.</summary>
    private const int CalendarBytes = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shifts.csv", Table).WithName("getShiftsCsv").WithSummary("All planned and running shifts as a table: agent,from,until,zone,breaks,handTo")
            .Produces<string>(contentType: "text/csv").RequireAuthorization(Access.Watch.Name);
        routes.MapPost("/shifts.csv", PostTable).WithName("postShiftsCsv")
            .WithSummary("Plan the shifts of all agents that the table names; nothing is done if a line is wrong").Accepts<string>("text/csv")
            .Produces<ShiftsTaken>().Produces<TableRefused>(StatusCodes.Status400BadRequest).RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/agents/{id}/shifts.ics", Calendar).WithName("getShiftsCalendar").WithSummary("An agent's shifts as a calendar (RFC 5545)")
            .Produces<string>(contentType: "text/calendar").RequireAuthorization(Access.Read.Name);
        routes.MapPost("/agents/{id}/shifts.ics", PostCalendar).WithName("postShiftsCalendar")
            .WithSummary("Plan an agent's shifts of the next three months from a calendar; events called Break are breaks").Accepts<string>("text/calendar")
            .Produces<ShiftsTaken>().RequireAuthorization(Access.Supervise.Name);
    }

    private static async Task<IResult> Table(string? zone, Caller caller, ShiftPlanner planner, CancellationToken cancel)
    {
        if (!ZonedTime.IsZone(zone, out var said)) return Refused.Field("zone", "zone must be an IANA time zone such as Europe/Berlin.");
        var shifts = new List<(AgentId, Shift)>();
        foreach (var agent in await planner.Agents(caller, cancel))
            shifts.AddRange((await planner.Of(caller, agent, cancel)).Where(shift => shift.Stage < ShiftStage.HandingOver).Select(shift => (agent, shift)));
        return Results.Text(ShiftsCsv.Write(shifts, said ?? TimeZoneInfo.Utc), "text/csv", Encoding.UTF8);
    }

    private static async Task<IResult> PostTable(Caller caller, ShiftPlanner planner, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (http.Request.Headers.ContainsKey(CommandDoor.Header))
            return Refused.Field(CommandDoor.Header, "A table holds many commands; each of them is idempotent by its content.");
        var (body, tooLarge) = await RequestBody.Read(http, CsvBytes, cancel);
        if (tooLarge) return new Refused(Refusal.TooLarge, $"A table has at most {CsvBytes} bytes.");
        var (plans, wrongs) = ShiftsCsv.Parse(Encoding.UTF8.GetString(body.Span));
        if (wrongs.Count > 0)
        {
            var lines = wrongs.Take(100).Select(each => new ErrorDetail(
                (int)each.Wrong.Code, Refusals.Name(each.Wrong.Code), $"{each.Wrong.Field} {each.Wrong.Message}".Trim(), each.Wrong.Field, each.Line)).ToList();
            return Json.Of(new TableRefused(lines[0] with { Message = $"Line {lines[0].Line}: {lines[0].Message}." }, lines), StatusCodes.Status400BadRequest);
        }

        foreach (var (agent, own) in plans)
        {
            door.TryId(null, out var key);
            var outcome = await planner.Plan(caller, agent, [.. own], null, key, cancel);
            if (outcome.IsRefused) return Refused.Of(outcome);
        }

        return Json.Of(new ShiftsTaken(plans.Count, plans.Values.Sum(own => own.Count)));
    }

    private static async Task<IResult> Calendar(string id, Caller caller, ShiftPlanner planner, CancellationToken cancel)
    {
        if (!await planner.Exists(caller, id, cancel)) return new Refused(Refusal.NoSuchAgent);
        var shifts = (await planner.Of(caller, id, cancel)).Where(shift => shift.Stage < ShiftStage.HandingOver);
        return Results.Text(ShiftCalendar.Write(id, shifts), "text/calendar", Encoding.UTF8);
    }

    private static async Task<IResult> PostCalendar(
        string id, GivenWhy why, Caller caller, ShiftPlanner planner, CommandDoor door, HttpContext http, TimeProvider clock, CancellationToken cancel)
    {
        var (body, tooLarge) = await RequestBody.Read(http, CalendarBytes, cancel);
        if (tooLarge) return new Refused(Refusal.TooLarge, $"A calendar has at most {CalendarBytes} bytes.");
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        var (plans, wrong) = ShiftCalendar.Parse(Encoding.UTF8.GetString(body.Span), id, Instant.Of(clock.GetUtcNow()));
        if (wrong is not null) return new Refused(Refusal.BadRequest, $"The calendar {wrong}.");
        var outcome = await planner.Plan(caller, id, [.. plans], why.Text, key, cancel);
        return outcome.IsRefused ? Refused.Of(outcome) : Json.Of(new ShiftsTaken(1, plans.Count));
    }
}

/// <param name="Agents">Whose shifts were planned.</param>
public sealed record ShiftsTaken(int Agents, int Shifts);

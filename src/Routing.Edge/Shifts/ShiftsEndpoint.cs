using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Http;

namespace Routing.Edge.Shifts;

/// <summary>When agents work: planned, looked at, moved, and what they left behind.</summary>
internal static class ShiftsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agents/{id}/shifts", Get).WithName("getShifts").WithSummary("An agent's shifts, and what became of them")
            .Produces<ShiftsDocument>().RequireAuthorization(Access.Read.Name);
        routes.MapPut("/agents/{id}/shifts", Put).WithName("putShifts")
            .WithSummary("Plan an agent's shifts: replaces all that have not begun; one that runs is changed where it is named")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/shifts/{id}/move", Move).WithName("moveShiftEnd").WithSummary("End a shift earlier or later than planned; a time that is not in the future ends it now")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/shifts/{id}/swap", Swap).WithName("swapShifts").WithSummary("Two agents change shifts that have not begun")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status409Conflict).RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/shifts/{id}/handover", Report).WithName("getHandOver").WithSummary("What the end of a shift left behind")
            .Produces<HandOverReport>().RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/shifts/{id}/adherence", Adherence).WithName("getAdherence").WithSummary("How much of a shift was spent as it was planned")
            .Produces<AdherenceReport>().RequireAuthorization(Access.Watch.Name);
    }

    private static async Task<IResult> Get(string id, Caller caller, ShiftPlanner planner, CancellationToken cancel)
    {
        if (!await planner.Exists(caller, id, cancel)) return new Refused(Refusal.NoSuchAgent);
        return Json.Of(new ShiftsDocument(id, [.. (await planner.Of(caller, id, cancel)).Select(shift => ShiftDocument.Of(id, shift))]));
    }

    private static async Task<IResult> Put(string id, ShiftsForm form, GivenWhy why, Caller caller, ShiftPlanner planner, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        var (plans, wrong) = form.Read(id);
        if (wrong is not null) return new Refused(wrong.Code, $"{wrong.Field} {wrong.Message}.", wrong.Field);
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await planner.Plan(caller, id, plans, why.Text, key, cancel));
    }

    private static async Task<IResult> Move(string id, MoveEndForm form, GivenWhy why, Caller caller, ShiftPlanner planner, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (ZonedTime.Read(form.Until, null, isEnd: true, out var until) is { } wrong) return Refused.Field("until", $"until {wrong}.");
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await planner.MoveEnd(caller, id, until, why.Text, key, cancel));
    }

    private static async Task<IResult> Swap(string id, SwapForm form, Caller caller, ShiftPlanner planner, CommandDoor door, HttpContext http, CancellationToken cancel) =>
        door.TryKey(http, out var key) ? CommandDoor.Answer(await planner.Swap(caller, id, form.With, form.Why, key, cancel)) : CommandDoor.NoKey;

    private static async Task<IResult> Report(string id, Caller caller, ShiftPlanner planner, CancellationToken cancel) =>
        await planner.Report(caller, id, cancel) is { } report ? Json.Of(report) : new Refused(Refusal.NoSuchShift);

    private static async Task<IResult> Adherence(string id, Caller caller, ShiftPlanner planner, CancellationToken cancel) =>
        await planner.Adherence(caller, id, cancel) is { } report ? Json.Of(report) : new Refused(Refusal.NoSuchShift);
}

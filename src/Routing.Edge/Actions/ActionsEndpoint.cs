using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Http;
using Routing.Edge.Moves;

namespace Routing.Edge.Actions;

/// <summary>A supervisor's actions: pause a queue, mute an author, set an agent for a while; each with its way back.</summary>
internal static class ActionsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Post("/queues/{id}/pause", "pauseQueue", "Offer nothing of a queue until it is reopened; its threads keep their ages",
            (Supervision supervision, Caller caller, string id, string? why, Guid key, CancellationToken cancel) => supervision.Pause(caller, id, why, key, cancel));
        Post("/queues/{id}/reopen", "reopenQueue", "Offer of a paused queue again",
            (supervision, caller, id, why, key, cancel) => supervision.Reopen(caller, id, why, key, cancel));
        Post("/customers/{id}/mute", "muteAuthor", "Keep and show what this author writes, and make no work of it",
            (supervision, caller, id, why, key, cancel) => supervision.Mute(caller, id, why, key, cancel));
        Post("/customers/{id}/unmute", "unmuteAuthor", "Hear a muted author again; waiting threads come back with their ages",
            (supervision, caller, id, why, key, cancel) => supervision.Unmute(caller, id, why, key, cancel));
        Post("/agents/{id}/temporary/end", "endTemporary", "The agent has the usual skills and slots again, now",
            (supervision, caller, id, why, key, cancel) => supervision.EndTemporary(caller, id, why, key, cancel));
        Post("/threads/{id}/unpark", "unparkThread", "End a park before its time, whoever began it",
            (supervision, caller, id, why, key, cancel) => supervision.EndPark(caller, id, why, key, cancel));
        routes.MapPost("/threads/{id}/park", Park).WithName("parkThread").WithSummary("Park what an agent holds until an instant, before that agent")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status409Conflict).RequireAuthorization(Access.Supervise.Name);
        routes.MapPut("/agents/{id}/temporary", SetUntil).WithName("setAgentUntil").WithSummary("Other skills or slots for an agent until an instant; then they are as before")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapPut("/threads/{id}/priority", SetPriority).WithName("setPriority")
            .WithSummary("Raise or lower a thread among those that the same agents can serve; what it was before takes it back")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorBody>(StatusCodes.Status404NotFound).RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/agents/{id}/status", SetStatus).WithName("setAgentStatus").WithSummary("Set an agent's state; offline signs them out, and their work goes back with its age")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/standstills", Get).WithName("getStandstills").WithSummary("Paused queues and muted authors: by whom, since when, and why")
            .Produces<StandstillsDocument>().RequireAuthorization(Access.Supervise.Name);

        void Post(string path, string name, string summary, Act act) =>
            routes.MapPost(path, async (string id, WhyForm form, Caller caller, Supervision supervision, CommandDoor door, HttpContext http, CancellationToken cancel) =>
                door.TryKey(http, out var key) ? CommandDoor.Answer(await act(supervision, caller, id, form.Why, key, cancel)) : CommandDoor.NoKey)
                .WithName(name).WithSummary(summary).Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
    }

    private static async Task<IResult> SetUntil(
        string id, TemporaryForm form, Caller caller, Supervision supervision, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (form.Check() is { } wrong) return new Refused(wrong.Code, $"{wrong.Field} {wrong.Message}.", wrong.Field);
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await supervision.SetUntil(caller, id, form, key, cancel));
    }

    private static async Task<IResult> SetPriority(
        string id, PriorityForm form, Caller caller, Supervision supervision, CommandDoor door, HttpContext http, CancellationToken cancel) =>
        door.TryKey(http, out var key) ? CommandDoor.Answer(await supervision.SetPriority(caller, id, form.Priority, form.Why, key, cancel)) : CommandDoor.NoKey;

    private static async Task<IResult> Park(
        string id, ParkForm form, Caller caller, Supervision supervision, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (form.Until is not { } until) return Refused.Field("until", "until must say when the thread is open again.");
        return door.TryKey(http, out var key) ? CommandDoor.Answer(await supervision.Park(caller, id, until, form.Why, key, cancel)) : CommandDoor.NoKey;
    }

    private static async Task<IResult> SetStatus(
        string id, StatusForm form, Caller caller, Supervision supervision, CommandDoor door, HttpContext http, CancellationToken cancel) =>
        door.TryKey(http, out var key) ? CommandDoor.Answer(await supervision.SetStatus(caller, id, form, key, cancel)) : CommandDoor.NoKey;

    private static async Task<IResult> Get(Caller caller, Supervision supervision, CancellationToken cancel) =>
        Json.Of(await supervision.Standstills(caller, cancel));

    private delegate ValueTask<Outcome> Act(Supervision supervision, Caller caller, string id, string? why, Guid key, CancellationToken cancel);
}

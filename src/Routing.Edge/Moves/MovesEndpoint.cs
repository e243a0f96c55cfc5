using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Http;

namespace Routing.Edge.Moves;

/// <summary>Many threads at once: see it, make it, take it back.</summary>
internal static class MovesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/moves/preview", Preview).WithName("previewMove").WithSummary("What moving these threads would do now; changes nothing")
            .Produces<MovePlan>().RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/moves/plan", Plan).WithName("planMove").WithSummary("Ask for a plan that brings breaches down, with a forecast; moves nothing")
            .Produces<MovePlan>().RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/moves", Apply).WithName("applyMove").WithSummary("Make a move as it was planned, by its id; conflicts are listed, not forced")
            .Produces<MoveDocument>().RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/moves/{id}/undo", Undo).WithName("undoMove").WithSummary("Take a move back as far as nobody touched its threads since; the rest is listed")
            .Produces<MoveDocument>().RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/moves", List).WithName("listMoves").WithSummary("Moves that are remembered, the newest first: what was moved, and what was taken back")
            .Produces<IReadOnlyList<MoveLine>>().RequireAuthorization(Access.Supervise.Name);
        routes.MapGet("/moves/{id}", Get).WithName("getMove").WithSummary("A move and its undo, while they are remembered")
            .Produces<MoveDocument>().RequireAuthorization(Access.Supervise.Name);
    }

    private static async Task<IResult> Preview(MoveForm form, Caller caller, Mover mover, CancellationToken cancel) =>
        await mover.Preview(caller, form, cancel) is var (outcome, plan) && outcome.IsRefused ? Refused.Of(outcome) : Json.Of(plan);

    private static async Task<IResult> Plan(PlanForm form, Caller caller, Mover mover, CancellationToken cancel) =>
        await mover.Plan(caller, form, cancel) is var (outcome, plan) && outcome.IsRefused ? Refused.Of(outcome) : Json.Of(plan);

    private static async Task<IResult> Apply(ApplyForm form, Caller caller, Mover mover, CancellationToken cancel) =>
        await mover.Apply(caller, form.Plan, form.Why, cancel) is var (outcome, move) && outcome.IsRefused ? Refused.Of(outcome) : Json.Of(move);

    private static async Task<IResult> Undo(string id, WhyForm form, Caller caller, Mover mover, CancellationToken cancel) =>
        await mover.Undo(caller, id, form.Why, cancel) is var (outcome, move) && outcome.IsRefused ? Refused.Of(outcome) : Json.Of(move);

    private static async Task<IResult> List(Caller caller, Mover mover, CancellationToken cancel) => Json.Of(await mover.List(caller, cancel));

    private static async Task<IResult> Get(string id, Caller caller, Mover mover, CancellationToken cancel) =>
        await mover.Read(caller, id, cancel) is { } move ? Json.Of(move) : new Refused(Refusal.NoSuchMove);
}

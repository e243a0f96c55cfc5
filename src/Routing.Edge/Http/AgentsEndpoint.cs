using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Agents, their skills and slots: one by one, or all as a table.</summary>
internal static class AgentsEndpoint
{
    /// <summary>Bytes of a table: 100,000 agents at 100 bytes.</summary>
    private const int CsvBytes = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agents", List).WithName("listAgents").WithSummary("All agents").Produces<IReadOnlyList<AgentDocument>>()
            .RequireAuthorization(Access.Watch.Name);
        routes.MapGet("/agents/{id}", Get).WithName("getAgent").WithSummary("An agent: skills, slots, what they hold")
            .Produces<AgentDocument>().RequireAuthorization(Access.Read.Name);
        routes.MapPut("/agents/{id}", Put).WithName("putAgent").WithSummary("Make an agent, or change name, skills and slots")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Configure.Name);
        routes.MapDelete("/agents/{id}", Delete).WithName("deleteAgent").WithSummary("The agent leaves; their work goes back with its age")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Configure.Name);
        routes.MapGet("/agents.csv", Table).WithName("getAgentsCsv").WithSummary("All agents as a table: id,name,skills,slots")
            .Produces<string>(contentType: "text/csv").RequireAuthorization(Access.Watch.Name);
        routes.MapPost("/agents.csv", PostTable).WithName("postAgentsCsv")
            .WithSummary("Make or change many agents; nothing is done if a line is wrong").Accepts<string>("text/csv")
            .Produces<TableTaken>().Produces<TableRefused>(StatusCodes.Status400BadRequest).RequireAuthorization(Access.Configure.Name);
    }

    private static async Task<IResult> List(Caller caller, IActors actors, CancellationToken cancel) => Json.Of(await All(caller, actors, cancel));

    private static async Task<IResult> Get(string id, Caller caller, IActors actors, CancellationToken cancel) =>
        (await All(caller, actors, cancel)).FirstOrDefault(agent => agent.Id == id) is { } agent ? Json.Of(agent) : new Refused(Refusal.NoSuchAgent);

    private static async Task<IResult> Put(string id, AgentForm form, GivenWhy why, Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (!AgentForm.IsId(id)) return Refused.Field("id", "id must be letters, digits, dots, dashes and @.");
        if (form.Check() is { } wrong) return new Refused(wrong.Code, $"{wrong.Field} {wrong.Message}.", wrong.Field);
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await door.Do(caller, ActorId.Desk(caller.Workspace), form.ToCommand(id, caller.Sender, why.Text), key, [], cancel));
    }

    private static async Task<IResult> Delete(string id, GivenWhy why, Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        return CommandDoor.Answer(await door.Do(caller, ActorId.Desk(caller.Workspace), new RemoveAgent(id, caller.Sender, why.Text), key, [], cancel));
    }

    private static async Task<IResult> Table(Caller caller, IActors actors, CancellationToken cancel) =>
        Results.Text(AgentsCsv.Write(await All(caller, actors, cancel)), "text/csv", Encoding.UTF8);

    private static async Task<IResult> PostTable(Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (http.Request.Headers.ContainsKey(CommandDoor.Header))
            return Refused.Field(CommandDoor.Header, "A table holds many commands; each of them is idempotent by its content.");
        var (body, tooLarge) = await RequestBody.Read(http, CsvBytes, cancel);
        if (tooLarge) return new Refused(Refusal.TooLarge, $"A table has at most {CsvBytes} bytes.");
        var (agents, wrongs) = AgentsCsv.Parse(Encoding.UTF8.GetString(body.Span));
        if (wrongs.Count > 0) return Json.Of(TableRefused.Of(wrongs), StatusCodes.Status400BadRequest);
        foreach (var (id, form) in agents)
        {
            door.TryId(null, out var key);
            var outcome = await door.Do(caller, ActorId.Desk(caller.Workspace), form.ToCommand(id, caller.Sender, null), key, [], cancel);
            if (outcome.IsRefused) return Refused.Of(outcome);
        }

        return Json.Of(new TableTaken(agents.Count));
    }

    private static async ValueTask<IReadOnlyList<AgentDocument>> All(Caller caller, IActors actors, CancellationToken cancel)
    {
        var desk = await actors.Read<DeskView>(ActorId.Desk(caller.Workspace), new ReadDesk(), cancel);
        return [.. desk.Agents.OrderBy(agent => agent.Agent, StringComparer.Ordinal).Select(AgentDocument.Of)];
    }
}

/// <param name="Agents">How many were made or changed.</param>
public sealed record TableTaken(int Agents);

/// <param name="Lines">What is wrong, line by line; the first hundred.</param>
public sealed record TableRefused(ErrorDetail Error, IReadOnlyList<ErrorDetail> Lines)
{
    private const int MostTold = 100;

    internal static TableRefused Of(IReadOnlyList<(int Line, Wrong Wrong)> wrongs)
    {
        var lines = wrongs.Take(MostTold).Select(each => new ErrorDetail(
            (int)each.Wrong.Code, Refusals.Name(each.Wrong.Code), $"{each.Wrong.Field} {each.Wrong.Message}".Trim(), each.Wrong.Field, each.Line)).ToList();
        return new(lines[0] with { Message = $"Line {lines[0].Line}: {lines[0].Message}." }, lines);
    }
}

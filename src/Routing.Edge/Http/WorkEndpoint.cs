using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Edge.Auth;

namespace Routing.Edge.Http;

/// <summary>What a supervisor does with a thread: take it back, move it, note something.</summary>
internal static class WorkEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/threads/{id}/return", Return).WithName("returnThread").WithSummary("Back to the queue with its age")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/threads/{id}/transfer", Transfer).WithName("transferThread").WithSummary("To an agent or to a queue")
            .Produces(StatusCodes.Status204NoContent).RequireAuthorization(Access.Supervise.Name);
        routes.MapPost("/threads/{id}/notes", Note).WithName("addNote").WithSummary("A note for colleagues")
            .Produces<NoteMade>(StatusCodes.Status201Created).RequireAuthorization(Access.Supervise.Name);
    }

    private static Task<IResult> Return(string id, NotedBody body, Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel) =>
        Send(id, body.Note, caller, door, http, note => new ReturnToQueue(null, id, caller.Sender, note), cancel);

    private static async Task<IResult> Transfer(string id, TransferBody body, Caller caller, CommandDoor door, HttpContext http,
        CancellationToken cancel)
    {
        if (body.Agent is null == body.Queue is null) return Refused.Field("agent", "Name an agent or a queue, one of the two.");
        return await Send(id, body.Note, caller, door, http, note => new Transfer(null, id, body.Agent, body.Queue, caller.Sender, note), cancel);
    }

    private static async Task<IResult> Note(string id, NoteBody body, Caller caller, CommandDoor door, HttpContext http, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(body.Text) || body.Text.Length > Limits.NoteChars)
            return Refused.Field("text", $"text must have 1 to {Limits.NoteChars} characters.");
        if (!ThreadsEndpoint.IsId(id)) return new Refused(Refusal.NoSuchThread);
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        var note = Notes.Of(key, body.Text);
        var outcome = await door.Do(caller, ActorId.Thread(caller.Workspace, id), new AddNote(note.Id, caller.Subject), key, [note.Body], cancel);
        return outcome.IsRefused ? Refused.Of(outcome) : Json.Of(new NoteMade(note.Id), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Send(
        string id, string? text, Caller caller, CommandDoor door, HttpContext http, Func<string?, DeskCommand> command, CancellationToken cancel)
    {
        if (text?.Length > Limits.NoteChars) return Refused.Field("note", $"note must have at most {Limits.NoteChars} characters.");
        if (!ThreadsEndpoint.IsId(id)) return new Refused(Refusal.NoSuchThread);
        if (!door.TryKey(http, out var key)) return CommandDoor.NoKey;
        var note = string.IsNullOrWhiteSpace(text) ? default : Notes.Of(key, text);
        Body[] bodies = note.Body is null ? [] : [note.Body];
        return CommandDoor.Answer(await door.Do(caller, ActorId.Desk(caller.Workspace), command(note.Id), key, bodies, cancel));
    }

    internal sealed record NotedBody(string? Note);

    internal sealed record TransferBody(AgentId? Agent, QueueId? Queue, string? Note);

    internal sealed record NoteBody(string Text);
}

public sealed record NoteMade(string Id);

/// <summary>A note's id is its command's: the same command twice makes one note.</summary>
internal static class Notes
{
    public static (string Id, Body Body) Of(Guid command, string text)
    {
        var id = command.ToString("N");
        return (id, new Body(Body.OfNote(id), EdgeJson.Text(new StoredText(text))));
    }
}

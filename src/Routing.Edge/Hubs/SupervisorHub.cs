using Microsoft.AspNetCore.SignalR;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Edge.Actions;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Moves;
using Routing.Edge.Shifts;

namespace Routing.Edge.Hubs;

/// <summary>The supervisor's hub, <c>/hubs/supervisor</c>: open a board, get <c>Board</c> frames at most four times a second, act on it.</summary>
public sealed partial class SupervisorHub(CommandDoor door, BoardRoom boards, BoardTicks ticks, ShiftPlanner planner, Mover mover, Supervision supervision) : Hub
{
    private Caller Caller => Caller.Of(Context.User!);

    private ActorId Desk => ActorId.Desk(Caller.Workspace);

    /// <summary>The figures, queues and agents as they are now.</summary>
    public async Task<BoardDocument> Start() => BoardDocument.Of(await boards.Of(Caller.Workspace, Context.ConnectionAborted));

    /// <summary>Opens pages of the board, in place of those that were open; the answer is the first frame, a snapshot.</summary>
    /// <returns>Null if there is no such page.</returns>
    public async Task<BoardFrame?> OpenBoard(BoardView view) =>
        view.IsValid ? ticks.Open(Context.ConnectionId, await boards.Of(Caller.Workspace, Context.ConnectionAborted), view) : null;

    public void CloseBoard() => ticks.Close(Context.ConnectionId);

    public Task<HubAnswer> ReturnToQueue(ThreadId thread, string? note, string? id) =>
        Noted(thread, note, id, noted => new ReturnToQueue(null, thread, Caller.Sender, noted));

    public Task<HubAnswer> Transfer(ThreadId thread, TransferTarget to, string? note, string? id) => to.Agent is null == to.Queue is null
        ? Task.FromResult(HubAnswer.Refuse(Refusal.BadRequest, "Name an agent or a queue, one of the two."))
        : Noted(thread, note, id, noted => new Transfer(null, thread, to.Agent, to.Queue, Caller.Sender, noted));

    /// <summary>Ends a shift earlier or later than planned: a time that is not in the future ends it now.</summary>
    public Task<HubAnswer> MoveShiftEnd(string shift, DateTimeOffset until, string? id) => MoveShiftEndWithReason(shift, until, null, id);

    /// <param name="why">Kept in the audit.</param>
    public Task<HubAnswer> MoveShiftEndWithReason(string shift, DateTimeOffset until, string? why, string? id) =>
        Act(id, key => planner.MoveEnd(Caller, shift, Instant.Of(until), why, key, Context.ConnectionAborted));

    /// <summary>Two agents change shifts that have not begun.</summary>
    public Task<HubAnswer> SwapShifts(string shift, string with, string? why, string? id) =>
        Act(id, key => planner.Swap(Caller, shift, with, why, key, Context.ConnectionAborted));

    /// <summary>What a move of many threads would do now; null with the reason if it cannot be.</summary>
    public async Task<MoveAnswer> PreviewMove(MoveForm form) => MoveAnswer.Of(await mover.Preview(Caller, form, Context.ConnectionAborted));

    /// <summary>Asks for a plan that brings breaches down; moves nothing.</summary>
    public async Task<MoveAnswer> PlanMove(PlanForm form) => MoveAnswer.Of(await mover.Plan(Caller, form, Context.ConnectionAborted));

    /// <summary>Makes a move as it was planned, by its id. The same again changes nothing.</summary>
    public async Task<MoveAnswer> ApplyMove(string plan, string? why) => MoveAnswer.Of(await mover.Apply(Caller, plan, why, Context.ConnectionAborted));

    /// <summary>Takes a move back, as far as nobody touched its threads since.</summary>
    public async Task<MoveAnswer> UndoMove(string move, string? why) => MoveAnswer.Of(await mover.Undo(Caller, move, why, Context.ConnectionAborted));

    public async Task<HubAnswer> AddNote(ThreadId thread, string text, string? id)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (string.IsNullOrWhiteSpace(text) || text.Length > Limits.NoteChars)
            return HubAnswer.Refuse(Refusal.BadRequest, $"text must have 1 to {Limits.NoteChars} characters.");
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        var note = Notes.Of(key, text);
        return await Do(ActorId.Thread(Caller.Workspace, thread), new AddNote(note.Id, Caller.Subject), key, [note.Body]);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        ticks.Close(Context.ConnectionId);
        return Task.CompletedTask;
    }

    private async Task<HubAnswer> Noted(ThreadId thread, string? text, string? id, Func<string?, DeskCommand> command)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (text?.Length > Limits.NoteChars) return HubAnswer.Refuse(Refusal.TooLarge, $"A note has at most {Limits.NoteChars} characters.");
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        if (string.IsNullOrWhiteSpace(text)) return await Do(Desk, command(null), key, []);
        var note = Notes.Of(key, text);
        return await Do(Desk, command(note.Id), key, [note.Body]);
    }

    private async Task<HubAnswer> Do(ActorId to, Command command, Guid id, IReadOnlyList<Body> bodies) =>
        HubAnswer.Of(await door.Do(Caller, to, command, id, bodies, Context.ConnectionAborted));
}

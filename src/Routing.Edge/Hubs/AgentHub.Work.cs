using Microsoft.AspNetCore.SignalR;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Edge.Http;

namespace Routing.Edge.Hubs;

/// <summary>What an agent does with work.</summary>
public sealed partial class AgentHub
{
    /// <summary>The offer is on the screen: only from then on it can be missed.</summary>
    public Task<HubAnswer> Showed(ThreadId thread, long epoch) => OnDesk(thread, new ShowedOffer(Caller.Subject, thread, epoch), null);

    public Task<HubAnswer> Accept(ThreadId thread, long epoch, string? id) => OnDesk(thread, new Accept(Caller.Subject, thread, epoch), id);

    public Task<HubAnswer> Decline(ThreadId thread, long epoch, string? reason, string? id) => reason?.Length > Limits.IdChars
        ? Task.FromResult(HubAnswer.Refuse(Refusal.TooLarge, $"reason must have at most {Limits.IdChars} characters."))
        : OnDesk(thread, new Decline(Caller.Subject, thread, epoch, reason ?? ""), id);

    /// <summary>Takes a waiting thread by hand, within capacity.</summary>
    public Task<HubAnswer> Take(ThreadId thread, string? id) => OnDesk(thread, new Take(Caller.Subject, thread), id);

    public Task<HubAnswer> ReturnToQueue(ThreadId thread, string? note, string? id) =>
        Noted(thread, note, id, noted => new ReturnToQueue(Caller.Subject, thread, Caller.Subject, noted));

    public Task<HubAnswer> Transfer(ThreadId thread, TransferTarget to, string? note, string? id) => to.Agent is null == to.Queue is null
        ? Task.FromResult(HubAnswer.Refuse(Refusal.BadRequest, "Name an agent or a queue, one of the two."))
        : Noted(thread, note, id, noted => new Transfer(Caller.Subject, thread, to.Agent, to.Queue, Caller.Subject, noted));

    public async Task<HubAnswer> Resolve(ThreadId thread, string? id)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        var reopens = (await boards.Of(Caller.Workspace, Context.ConnectionAborted)).Policy.Threading.ReopenAfterResolve;
        return await Do(ActorId.Thread(Caller.Workspace, thread), new Resolve(Caller.Subject, reopens), id);
    }

    public async Task<HubAnswer> Park(ThreadId thread, DateTimeOffset until, string? id) => ThreadsEndpoint.IsId(thread)
        ? await Do(ActorId.Thread(Caller.Workspace, thread), new Park(Caller.Subject, Instant.Of(until)), id)
        : HubAnswer.Refuse(Refusal.NoSuchThread);

    private async Task<HubAnswer> OnDesk(ThreadId thread, DeskCommand command, string? id) =>
        ThreadsEndpoint.IsId(thread) ? await Do(Desk, command, id) : HubAnswer.Refuse(Refusal.NoSuchThread);

    private async Task<HubAnswer> Noted(ThreadId thread, string? text, string? id, Func<string?, DeskCommand> command)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (text?.Length > Limits.NoteChars) return HubAnswer.Refuse(Refusal.TooLarge, $"A note has at most {Limits.NoteChars} characters.");
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        if (string.IsNullOrWhiteSpace(text)) return await Do(Desk, command(null), key, []);
        var note = Notes.Of(key, text);
        return await Do(Desk, command(note.Id), key, [note.Body]);
    }
}

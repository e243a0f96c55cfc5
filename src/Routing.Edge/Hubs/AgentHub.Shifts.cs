using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Http;
using Routing.Edge.Shifts;

namespace Routing.Edge.Hubs;

/// <summary>What an agent does about their shift: looks at it, moves its end, writes what the next one should know.</summary>
public sealed partial class AgentHub
{
    /// <summary>The agent's shifts, the newest last.</summary>
    public async Task<IReadOnlyList<ShiftDocument>> Shifts() =>
        [.. (await planner.Of(Caller, Caller.Subject, Context.ConnectionAborted)).Select(shift => ShiftDocument.Of(Caller.Subject, shift))];

    /// <summary>Finishes late, within what the policy allows, or leaves early: a time that is not in the future ends the shift now.</summary>
    public Task<HubAnswer> MoveShiftEnd(string shift, DateTimeOffset until, string? id) => MoveShiftEndWithReason(shift, until, null, id);

    /// <param name="why">In the agent's words; kept in the audit.</param>
    public async Task<HubAnswer> MoveShiftEndWithReason(string shift, DateTimeOffset until, string? why, string? id)
    {
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        if (FeedOf(Context) is null) return HubAnswer.Refuse(Refusal.NotSignedOn);
        return HubAnswer.Of(await planner.MoveEnd(Caller, shift, Instant.Of(until), why, key, Context.ConnectionAborted));
    }

    /// <summary>What the next one should know of a thread that this agent holds; the last one counts. The answer's value is the note's id.</summary>
    public async Task<HubAnswer> HandOverNote(ThreadId thread, string text, string? id)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (string.IsNullOrWhiteSpace(text) || text.Length > Limits.NoteChars)
            return HubAnswer.Refuse(Refusal.BadRequest, $"text must have 1 to {Limits.NoteChars} characters.");
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        var note = Notes.Of(key, text);
        return await Do(Self, new WriteHandOver(Caller.Subject, thread, note.Id), key, [note.Body]);
    }
}

using Routing.Core;
using Routing.Edge.Actions;

namespace Routing.Edge.Hubs;

/// <summary>Pause and reopen, mute and hear again, set for a while: what <c>/v1</c> offers, over the hub.</summary>
public sealed partial class SupervisorHub
{
    public Task<HubAnswer> PauseQueue(QueueId queue, string? why, string? id) =>
        Act(id, key => supervision.Pause(Caller, queue, why, key, Context.ConnectionAborted));

    public Task<HubAnswer> ReopenQueue(QueueId queue, string? why, string? id) =>
        Act(id, key => supervision.Reopen(Caller, queue, why, key, Context.ConnectionAborted));

    /// <param name="customer">The customer's key.</param>
    public Task<HubAnswer> MuteAuthor(string customer, string? why, string? id) =>
        Act(id, key => supervision.Mute(Caller, customer, why, key, Context.ConnectionAborted));

    public Task<HubAnswer> UnmuteAuthor(string customer, string? why, string? id) =>
        Act(id, key => supervision.Unmute(Caller, customer, why, key, Context.ConnectionAborted));

    public Task<HubAnswer> SetAgentUntil(AgentId agent, TemporaryForm form, string? id) =>
        Act(id, key => supervision.SetUntil(Caller, agent, form, key, Context.ConnectionAborted));

    public Task<HubAnswer> EndTemporary(AgentId agent, string? why, string? id) =>
        Act(id, key => supervision.EndTemporary(Caller, agent, why, key, Context.ConnectionAborted));

    /// <param name="priority">raised, usual or lowered.</param>
    public Task<HubAnswer> SetPriority(ThreadId thread, string priority, string? why, string? id) =>
        Act(id, key => supervision.SetPriority(Caller, thread, priority, why, key, Context.ConnectionAborted));

    public Task<HubAnswer> Park(ThreadId thread, DateTimeOffset until, string? why, string? id) =>
        Act(id, key => supervision.Park(Caller, thread, until, why, key, Context.ConnectionAborted));

    public Task<HubAnswer> EndPark(ThreadId thread, string? why, string? id) =>
        Act(id, key => supervision.EndPark(Caller, thread, why, key, Context.ConnectionAborted));

    /// <param name="status">available, away, busy, break, training, draining or offline, which signs the agent out.</param>
    public Task<HubAnswer> SetAgentStatus(AgentId agent, string status, string? id) => SetAgentStatusWithReason(agent, status, null, id);

    /// <param name="status">As for <see cref="SetAgentStatus"/>.</param>
    public Task<HubAnswer> SetAgentStatusWithReason(AgentId agent, string status, string? why, string? id) =>
        Act(id, key => supervision.SetStatus(Caller, agent, new StatusForm(status, why), key, Context.ConnectionAborted));

    private async Task<HubAnswer> Act(string? id, Func<Guid, ValueTask<Outcome>> act) => door.TryId(id, out var key)
        ? HubAnswer.Of(await act(key))
        : HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
}

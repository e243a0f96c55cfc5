using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;

namespace Routing.Edge.Actions;

/// <summary>A supervisor's actions on the running desk, for HTTP and hub alike: each under a command id, with who and why.</summary>
public sealed class Supervision(IActors actors, CommandDoor door, BoardRoom boards)
{
    public ValueTask<Outcome> Pause(Caller caller, QueueId queue, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, new PauseQueue(queue, caller.Sender, why), why, key, cancel);

    public ValueTask<Outcome> Reopen(Caller caller, QueueId queue, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, new ReopenQueue(queue, caller.Sender, why), why, key, cancel);

    /// <param name="customer">A customer's key. One of whom nothing came yet can be muted beforehand.</param>
    public ValueTask<Outcome> Mute(Caller caller, string customer, string? why, Guid key, CancellationToken cancel) => ThreadsEndpoint.IsId(customer)
        ? Do(caller, new MuteAuthor(new CustomerKey(customer), caller.Sender, why), why, key, cancel)
        : ValueTask.FromResult(new Outcome(Refusal.NoSuchCustomer));

    public ValueTask<Outcome> Unmute(Caller caller, string customer, string? why, Guid key, CancellationToken cancel) => ThreadsEndpoint.IsId(customer)
        ? Do(caller, new UnmuteAuthor(new CustomerKey(customer), caller.Sender, why), why, key, cancel)
        : ValueTask.FromResult(new Outcome(Refusal.NoSuchCustomer));

    public ValueTask<Outcome> SetUntil(Caller caller, AgentId agent, TemporaryForm form, Guid key, CancellationToken cancel) =>
        form.Check() is { } wrong
            ? ValueTask.FromResult(new Outcome(wrong.Code, $"{wrong.Field} {wrong.Message}"))
            : Do(caller, form.ToCommand(agent, caller.Sender), form.Why, key, cancel);

    public ValueTask<Outcome> EndTemporary(Caller caller, AgentId agent, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, new EndTemporary(agent, caller.Sender, why), why, key, cancel);

    /// <summary>Puts a thread before, or after, all that nobody said anything of; what it was before takes it back.</summary>
    public ValueTask<Outcome> SetPriority(Caller caller, ThreadId thread, string? priority, string? why, Guid key, CancellationToken cancel)
    {
        if (!Words.Is<Priority>(priority, out var said)) return ValueTask.FromResult(new Outcome(Refusal.BadRequest, "priority must be raised, usual or lowered"));
        return ThreadsEndpoint.IsId(thread)
            ? Do(caller, new SetPriority(thread, said, caller.Sender, why), why, key, cancel)
            : ValueTask.FromResult(new Outcome(Refusal.NoSuchThread));
    }

    /// <summary>Parks a thread before the agent who holds it; it is open again then, or when its customer writes.</summary>
    public ValueTask<Outcome> Park(Caller caller, ThreadId thread, DateTimeOffset until, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, thread, new ParkFor(Instant.Of(until), caller.Sender, why), why, key, cancel);

    public ValueTask<Outcome> EndPark(Caller caller, ThreadId thread, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, thread, new EndPark(caller.Sender, why), why, key, cancel);

    /// <summary>Offline signs the agent out: what they hold goes back to the queue with its age.</summary>
    public async ValueTask<Outcome> SetStatus(Caller caller, AgentId agent, StatusForm form, Guid key, CancellationToken cancel)
    {
        if (!Words.Is<AgentStatus>(form.Status, out var said)) return new(Refusal.BadRequest, $"status must be {StatusForm.Statuses}");
        if (form.Why?.Length > Limits.IdChars) return new(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters");
        var known = (await boards.Of(caller.Workspace, cancel)).Read(board => board.Agent(agent) is not null);
        return known
            ? await door.Do(caller, ActorId.Agent(caller.Workspace, agent), new SetStatus(said, caller.Sender, form.Why), key, [], cancel)
            : new(Refusal.NoSuchAgent, agent);
    }

    public async ValueTask<StandstillsDocument> Standstills(Caller caller, CancellationToken cancel) =>
        StandstillsDocument.Of(await actors.Read<StandstillsView>(ActorId.Desk(caller.Workspace), new ReadStandstills(), cancel));

    private ValueTask<Outcome> Do(Caller caller, ThreadId thread, ThreadCommand command, string? why, Guid key, CancellationToken cancel) => ThreadsEndpoint.IsId(thread)
        ? Do(caller, ActorId.Thread(caller.Workspace, thread), command, why, key, cancel)
        : ValueTask.FromResult(new Outcome(Refusal.NoSuchThread));

    private ValueTask<Outcome> Do(Caller caller, DeskCommand command, string? why, Guid key, CancellationToken cancel) =>
        Do(caller, ActorId.Desk(caller.Workspace), command, why, key, cancel);

    private ValueTask<Outcome> Do(Caller caller, ActorId to, Command command, string? why, Guid key, CancellationToken cancel) => why?.Length > Limits.IdChars
        ? ValueTask.FromResult(new Outcome(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters"))
        : door.Do(caller, to, command, key, [], cancel);
}

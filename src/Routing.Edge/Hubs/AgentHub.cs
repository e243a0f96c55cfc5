using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Ports;
using Routing.Edge.Shifts;

namespace Routing.Edge.Hubs;

/// <summary>The agent's hub, <c>/hubs/agent</c>: call <c>Start</c>, get <c>Push</c>, <c>Resync</c> and <c>Typing</c>. Calls of one connection
/// are run one after the other, and each answers a <see cref="HubAnswer"/>. Ids of commands are UUIDv7s drawn by the client, or null.</summary>
public sealed partial class AgentHub(
    IActors actors, CommandDoor door, ThreadReader threads, PushTexts texts, AgentConnections connections, ConnectionEpochs epochs, BoardRoom boards,
    ShiftPlanner planner, EdgeOptions options, EdgeMeter meter, ILogger<AgentHub> log) : Hub
{
    private const string FeedKey = "feed";

    private Caller Caller => Caller.Of(Context.User!);

    private ActorId Self => ActorId.Agent(Caller.Workspace, Caller.Subject);

    private ActorId Desk => ActorId.Desk(Caller.Workspace);

    /// <summary>Signs this connection on and gives what it missed, or a snapshot. Nothing is pushed before; from then on, everything.</summary>
    /// <param name="last">The last sequence that this client has; null: it has nothing.</param>
    public async Task<StartAnswer> Start(long? last)
    {
        var again = Context.Items[FeedKey] as AgentFeed;
        if (again is not null) Leave(again);
        var feed = new AgentFeed(Caller, Context, Clients.Caller, texts, options, meter, log);
        // First listen, then look: what happens in between is in both, and sent once.
        connections.Add(feed);
        Context.Items[FeedKey] = feed;
        try
        {
            return await Start(feed, last, again is null);
        }
        catch
        {
            Leave(feed);
            Context.Items.Remove(FeedKey);
            throw;
        }
    }

    /// <param name="status">available, away, busy, break or offline.</param>
    public async Task<HubAnswer> SetStatus(string status, string? id)
    {
        if (!Words.Is<AgentStatus>(status, out var said))
            return HubAnswer.Refuse(Refusal.BadRequest, "status must be available, away, busy, break or offline.");
        return await Do(Self, new SetStatus(said, Caller.Sender), id);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[FeedKey] is not AgentFeed feed) return;
        Leave(feed);
        meter.Connected(-1);
        try
        {
            // The connection's own token is cancelled by now.
            await actors.Do(Self, new Disconnect(Context.ConnectionId), null, null, [], CancellationToken.None);
        }
        catch (Exception failed)
        {
            LogNotDisconnected(failed, Caller.Workspace, Caller.Subject);
        }
    }

    private async Task<StartAnswer> Start(AgentFeed feed, long? last, bool connect)
    {
        var cancel = Context.ConnectionAborted;
        if (connect)
        {
            var grace = (await boards.Of(Caller.Workspace, cancel)).Policy.Presence.GraceSeconds;
            var outcome = await actors.Do(Self, new Connect(Context.ConnectionId, epochs.Next(), grace), null, null, [], cancel);
            if (outcome.IsRefused)
            {
                Leave(feed);
                Context.Items.Remove(FeedKey);
                return StartAnswer.Refuse(HubAnswer.Of(outcome));
            }

            meter.Connected(1);
        }

        var caught = await texts.CatchUp(Caller, last, cancel);
        var work = new List<WorkLine>(caught.Work.Length);
        foreach (var item in caught.Work) work.Add(await texts.Work(Caller, item, cancel));
        foreach (var item in caught.Work) connections.Watch(feed, item.Thread);
        feed.StartAfter(caught.Sequence);
        var missed = last is null ? null : caught.Missed?.Select(texts.Bare).ToList();
        return new(true, 0, Refusals.Name(Refusal.None), null, caught.Sequence, caught.Status, missed is null, missed, work) { Written = feed.Begin };
    }

    private void Leave(AgentFeed feed)
    {
        connections.Remove(feed);
        feed.Dispose();
    }

    private async Task<HubAnswer> Do(ActorId to, Command command, string? id, Func<Guid, Body>? body = null)
    {
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        return await Do(to, command, key, body is null ? [] : [body(key)]);
    }

    private async Task<HubAnswer> Do(ActorId to, Command command, Guid id, IReadOnlyList<Body> bodies)
    {
        if (Context.Items[FeedKey] is null) return HubAnswer.Refuse(Refusal.NotSignedOn);
        return HubAnswer.Of(await door.Do(Caller, to, command, id, bodies, Context.ConnectionAborted));
    }

    [LoggerMessage(22, LogLevel.Warning, "A closed connection of {Agent} in {Workspace} could not be reported")]
    private partial void LogNotDisconnected(Exception failed, string workspace, string agent);
}

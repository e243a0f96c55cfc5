using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Actions;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Http;
using Routing.Edge.Ports;
using Routing.Edge.Presence;
using Routing.Edge.Shifts;

namespace Routing.Edge.Hubs;

/// <summary>The agent's hub, <c>/hubs/agent</c>: call <c>Start</c>, get <c>Push</c>, <c>Resync</c> and <c>Typing</c>, and answer <c>Alive</c> with
/// anything. Calls of one connection are run one after the other, and each answers a <see cref="HubAnswer"/>. Ids of commands are UUIDv7s drawn by
/// the client, or null.</summary>
/// <remarks>A client that is gone is noticed within <see cref="PresenceTimes.NoticedWithin"/>; see there.</remarks>
public sealed partial class AgentHub(
    IActors actors, CommandDoor door, ThreadReader threads, PushTexts texts, AgentConnections connections, ConnectionEpochs epochs, BoardRoom boards,
    ShiftPlanner planner, Departures departures, IHubContext<AgentHub> hub, EdgeOptions options, EdgeMeter meter, ILogger<AgentHub> log) : Hub
{
    private const string FeedKey = "feed";

    /// <summary>The actor was told of this connection, or may have been; true once it answered.</summary>
    private const string ConnectKey = "connect";

    private Caller Caller => Caller.Of(Context.User!);

    private ActorId Self => ActorId.Agent(Caller.Workspace, Caller.Subject);

    private ActorId Desk => ActorId.Desk(Caller.Workspace);

    /// <summary>Signs this connection on and gives what it missed, or a snapshot. Nothing is pushed before; from then on, everything.</summary>
    /// <param name="last">The last sequence that this client has; null: it has nothing.</param>
    public async Task<StartAnswer> Start(long? last)
    {
        var again = FeedOf(Context);
        if (again is not null) Leave(again);
        var feed = NewFeed();
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

    /// <param name="status">available, away, busy, break, training, draining or offline.</param>
    public Task<HubAnswer> SetStatus(string status, string? id) => SetStatusWithReason(status, null, id);

    /// <param name="status">As for <see cref="SetStatus"/>.</param>
    /// <param name="why">In the agent's words; kept in the feed.</param>
    public async Task<HubAnswer> SetStatusWithReason(string status, string? why, string? id)
    {
        if (!Words.Is<AgentStatus>(status, out var said)) return HubAnswer.Refuse(Refusal.BadRequest, $"status must be {StatusForm.Statuses}.");
        if (why?.Length > Limits.IdChars) return HubAnswer.Refuse(Refusal.TooLarge, $"why must have at most {Limits.IdChars} characters.");
        return await Do(Self, new SetStatus(said, Caller.Sender, why), id);
    }

    /// <summary>Tells the desk that somebody is at this client: at most once in 30 s, for what leads to no call (the mouse, the keyboard, scrolling).
    /// Every call that a person makes says so as well.</summary>
    public Task<HubAnswer> Active() => Task.FromResult(FeedOf(Context) is null ? HubAnswer.Refuse(Refusal.NotSignedOn) : HubAnswer.Of(Outcome.Done));

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (FeedOf(Context) is { } feed)
        {
            Leave(feed);
            meter.Connected(-1);
        }

        if (Context.Items[ConnectKey] is bool surely) departures.Tell(Caller, Context.ConnectionId, surely);
        return Task.CompletedTask;
    }

    internal static AgentFeed? FeedOf(HubCallerContext context) => context.Items[FeedKey] as AgentFeed;

    /// <summary>The client is asked and sent to from outside the hub's calls: within one it could not answer.</summary>
    private AgentFeed NewFeed()
    {
        // The hub's own object is gone after each call.
        var (caller, context, here, gone, to, rules, numbers) = (Caller, Context, connections, departures, actors, boards, epochs);
        var client = hub.Clients.Client(context.ConnectionId);
        AgentFeed? feed = null;
        var pulse = new Pulse(caller, context.ConnectionId, client, options.Presence, texts.Clock, Gone, log);
        return feed = new AgentFeed(caller, context, client, pulse, Connect, texts, options, meter, log);

        async ValueTask<Outcome> Connect(CancellationToken cancel)
        {
            var presence = (await rules.Of(caller.Workspace, cancel)).Policy.Presence;
            var command = new Connect(context.ConnectionId, numbers.Next(), presence.GraceSeconds, presence.IdleMinutes * 60);
            return await to.Do(ActorId.Agent(caller.Workspace, caller.Subject), command, null, null, [], cancel);
        }

        // At once, and not when the socket is closed: one that is half open may take its time.
        void Gone()
        {
            Leave(here, feed!);
            gone.Tell(caller, context.ConnectionId);
            context.Abort();
        }
    }

    private async Task<StartAnswer> Start(AgentFeed feed, long? last, bool connect)
    {
        var cancel = Context.ConnectionAborted;
        if (connect)
        {
            Context.Items[ConnectKey] = false;
            var outcome = await feed.Connect(cancel);
            if (outcome.IsRefused)
            {
                Leave(feed);
                Context.Items.Remove(FeedKey);
                return StartAnswer.Refuse(HubAnswer.Of(outcome));
            }

            Context.Items[ConnectKey] = true;
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

    private void Leave(AgentFeed feed) => Leave(connections, feed);

    private static void Leave(AgentConnections connections, AgentFeed feed)
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
        if (FeedOf(Context) is null) return HubAnswer.Refuse(Refusal.NotSignedOn);
        return HubAnswer.Of(await door.Do(Caller, to, command, id, bodies, Context.ConnectionAborted));
    }
}

using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Threads;
using Routing.Edge.Boards;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;
using Routing.Edge.Webhooks;

namespace Routing.Edge;

/// <summary>Spreads what was stored to the boards, the webhooks and the agents' connections. Returns at once.</summary>
internal sealed class Committed(BoardRoom boards, WebhookSender webhooks, AgentConnections connections) : ICommitted
{
    public void Happened(ActorId actor, long version, Instant at, IReadOnlyList<Event> events)
    {
        boards.Happened(actor, at, events);
        if (actor.Kind != ActorKind.Thread) return;
        foreach (var happened in events)
            if (happened is Replied) webhooks.Wake();
    }

    public void Missed() => boards.Missed();

    public void Push(string workspace, AgentId agent, Push push) => connections.Push(workspace, agent, push);
}

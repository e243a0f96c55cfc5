using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Edge.Ports;

/// <summary>What reaches the edge once it is stored, in order. Implemented by the edge, called by the host; must return at once.</summary>
public interface ICommitted
{
    /// <summary>Events of one actor's turn, in the order in which turns were stored.</summary>
    void Happened(ActorId actor, long version, Instant at, IReadOnlyList<Event> events);

    /// <summary>Turns may have been stored that this edge was not told of.</summary>
    void Missed();

    /// <summary>A push for an agent: a hint; whoever is not connected catches up later.</summary>
    void Push(string workspace, AgentId agent, Push push);
}

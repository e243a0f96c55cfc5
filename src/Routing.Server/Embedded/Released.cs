using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Ports;
using Routing.Hosting;

namespace Routing.Server.Embedded;

/// <summary>What leaves the actors once stored, handed to the edge of this process.</summary>
internal sealed class Released(ICommitted edge, Asked asked) : IRelease
{
    public void Push(string workspace, AgentId agent, Push push) => edge.Push(workspace, agent, push);

    public void Answer(Origin origin, Outcome outcome) => asked.Answer(origin, outcome);
}

using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Ports;
using Routing.Hosting;

namespace Routing.Server.Embedded;

/// <summary>What leaves the actors once stored, handed to the edge of this process.</summary>
/// <remarks>The edge asks the actors, so it cannot be made before them: it is looked up at the first push.</remarks>
internal sealed class Released(IServiceProvider services, Asked asked) : IRelease
{
    private readonly Lazy<ICommitted> edge = new(services.GetRequiredService<ICommitted>);

    public void Push(string workspace, AgentId agent, Push push) => edge.Value.Push(workspace, agent, push);

    public void Answer(Origin origin, Outcome outcome) => asked.Answer(origin, outcome);
}

using Routing.Conformance;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Hosting;

namespace Routing.Redis.Tests.Clusters;

/// <summary>One workspace of a running cluster, for the suite that every host passes. The cluster outlives it.</summary>
internal sealed class ClusterWorkspace(ClusterHost cluster, string workspace) : IConformanceHost
{
    public string Workspace => workspace;

    public Instant Now => cluster.Now;

    public ValueTask<Outcome> Do(ActorId to, ClientCommand command) => cluster.Do(to, command);

    public ValueTask<Outcome> Ask(ActorId to, Func<Origin, Command> command, IReadOnlyList<Body> bodies) => cluster.Ask(to, command, bodies);

    public ValueTask<TView> Read<TView>(ActorId from, Query query)
        where TView : View => cluster.Read<TView>(from, query);

    public ValueTask Advance(TimeSpan by) => cluster.Advance(by);

    public ValueTask Until(Func<ValueTask<bool>> holds) => cluster.Until(holds);

    public async ValueTask Restart()
    {
        await cluster.Restart();
        await Do(ActorId.Desk(workspace), new ClientCommand(null, null, new Resume(), []));
    }

    public IReadOnlyList<Push> PushesOf(AgentId agent) => cluster.PushesOf(workspace, agent);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

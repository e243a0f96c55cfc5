using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Edge;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;

namespace Routing.Server.Embedded;

/// <summary>Before the doors open after a start: each desk learns that we were down, each agent that its connections are gone.</summary>
/// <remarks>So no offer is counted as missed that nobody could see, and the grace time of a lost connection starts now.</remarks>
internal sealed class Opening(IActors actors, Workspaces workspaces, ConnectionEpochs epochs) : IHostedService
{
    /// <summary>Agents told at the same time.</summary>
    private const int AtOnce = 64;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var workspace in workspaces.All) await Open(workspace.Id, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Open(string workspace, CancellationToken cancel)
    {
        var desk = ActorId.Desk(workspace);
        await actors.Do(desk, new Resume(), null, null, [], cancel);
        var view = await actors.Read<DeskView>(desk, new ReadDesk(), cancel);
        var lost = new TransportLost(epochs.RunStartedAt);
        await Parallel.ForEachAsync(
            view.Agents,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (agent, stop) => await actors.Do(ActorId.Agent(workspace, agent.Agent), lost, null, null, [], stop));
    }
}

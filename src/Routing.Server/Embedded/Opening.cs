using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Edge;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;
using Routing.Grains;

namespace Routing.Server.Embedded;

/// <summary>At a start each desk learns first of all that we were down, each agent that its connections are gone, however often it has to be said.</summary>
/// <remarks>So no offer is counted as missed that nobody could see, and the grace time of a lost connection starts now. The doors open meanwhile:
/// messages are taken while a desk with many threads is still being read.</remarks>
internal sealed partial class Opening(
    IActors actors, ActorDoor door, Workspaces workspaces, ConnectionEpochs epochs, TimeProvider clock, IHostApplicationLifetime life, ILogger<Opening> log)
    : IHostedService, IDisposable
{
    /// <summary>Agents told at the same time.</summary>
    private const int AtOnce = 64;

    private readonly CancellationTokenSource _stopping = new();
    private Task _opening = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var desks = workspaces.All.Select(workspace => ActorId.Desk(workspace.Id)).ToList();
        foreach (var desk in desks) await door.Open(desk);
        _opening = Task.WhenAll(desks.Select(desk => Open(desk, _stopping.Token)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _opening;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Open(ActorId desk, CancellationToken cancel)
    {
        try
        {
            await actors.Insist(desk, new Resume(), clock, cancel);
            var present = await actors.Read<PresencesView>(desk, new ReadPresences(), cancel);
            var lost = new TransportLost(epochs.RunStartedAt);
            await Parallel.ForEachAsync(
                present.Agents,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (agent, stop) => await actors.Insist(ActorId.Agent(desk.Workspace, agent), lost, clock, stop));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops; the next start tells them.
        }
        catch (Exception error)
        {
            LogFailed(log, error, desk.Workspace);
            life.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The desk of {Workspace} cannot be brought up; the server stops")]
    private static partial void LogFailed(ILogger log, Exception error, string workspace);
}

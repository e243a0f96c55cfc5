using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Edge;
using Routing.Edge.Answers;
using Routing.Edge.Ports;
using Routing.Edge.Webhooks;
using Routing.Hosting;
using Routing.Redis;
using Routing.Server.Embedded;

namespace Routing.Server.Cluster;

/// <summary>This silo's edge among the others: hears what all tell, gives signs of life, and tells the actors of silos that died.</summary>
internal sealed partial class ClusterEdge(
    ClusterSignals signals, SiloRuns runs, Asked asked, ICommitted committed, IActors actors, Workspaces workspaces, Endpoints endpoints, Shelf shelf,
    RedisProjections projections, TimeProvider time, ILogger<ClusterEdge> log) : BackgroundService, IClusterEdge
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private volatile bool _settingsChanged;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await signals.Listen(this);
        await runs.Beat();
        await base.StartAsync(cancellationToken);
    }

    public void Happened(JournalRecord record)
    {
        projections.Stored(record.Actor.Workspace);
        committed.Happened(record.Actor, record.Version, record.At, record.Events);
    }

    public void Pushed(string workspace, AgentId agent, Push push) => committed.Push(workspace, agent, push);

    public void Answered(Origin origin, Outcome outcome) => asked.Answer(origin, outcome);

    public void SettingsChanged() => _settingsChanged = true;

    public void Missed()
    {
        _settingsChanged = true;
        committed.Missed();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runs.Beat();
                if (_settingsChanged) await ReadSettings(stoppingToken);
                while (await runs.TakeOver() is { } over) await Tell(over.Run, over.Held, stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(log, error);
                await Task.Delay(Beat, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadSettings(CancellationToken cancel)
    {
        _settingsChanged = false;
        await workspaces.Load(cancel);
        await endpoints.Load(cancel);
        await shelf.Load(cancel);
    }

    /// <summary>The desks first: no offer counts as missed that nobody could see.</summary>
    private async Task Tell(long run, IReadOnlyList<(ActorId Agent, string Connection)> held, CancellationToken cancel)
    {
        LogOver(log, run, held.Count);
        foreach (var workspace in workspaces.All) await Told(ActorId.Desk(workspace.Id), new Resume(), cancel);
        foreach (var (agent, connection) in held) await Told(agent, new Disconnect(connection), cancel);
        await runs.Forget(run);
    }

    private async Task Told(ActorId to, Command command, CancellationToken cancel)
    {
        var outcome = await actors.Do(to, command, null, null, [], cancel);
        if (outcome.Code is Refusal.Unknown or Refusal.Halted) throw new IOException($"{to} could not be told: {outcome.Value}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} of a silo is over; it held {Connections} connections")]
    private static partial void LogOver(ILogger log, long run, int connections);

    [LoggerMessage(Level = LogLevel.Error, Message = "The silos could not be looked after; trying again")]
    private static partial void LogFailed(ILogger log, Exception error);
}

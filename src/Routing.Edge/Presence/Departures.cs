using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Ports;

namespace Routing.Edge.Presence;

/// <summary>Tells agents' actors which of their connections ended, again and again until each knows: nobody stays connected for ever because a store
/// was away for a moment.</summary>
/// <remarks>As many are kept as connections were open. What this process takes with it when it ends, its next start says of all connections before,
/// and in a cluster another silo.</remarks>
public sealed partial class Departures(IActors actors, TimeProvider clock, ILogger<Departures> log) : IHostedService, IDisposable
{
    /// <summary>Longer than any call to an actor is under way: a connection that was not known to be noted is by then, or never will be.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Task> _leaving = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_leaving.Values).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>The connection is gone. Returns at once; the same again is told once.</summary>
    /// <param name="surely">Whether the actor is known to have heard of it; if not, it may yet, and is told once more later.</param>
    public void Tell(Caller caller, string connection, bool surely = true)
    {
        var told = new TaskCompletionSource();
        if (_leaving.TryAdd(connection, told.Task)) _ = Tell(ActorId.Agent(caller.Workspace, caller.Subject), connection, surely, told);
    }

    private async Task Tell(ActorId agent, string connection, bool surely, TaskCompletionSource told)
    {
        try
        {
            await actors.Insist(agent, new Disconnect(connection), clock, _stopping.Token);
            if (surely) return;
            await Task.Delay(UnderWay, clock, _stopping.Token);
            await actors.Insist(agent, new Disconnect(connection), clock, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogLeft(connection, agent);
        }
        catch (Exception failed)
        {
            LogFailed(failed, connection, agent);
        }
        finally
        {
            _leaving.TryRemove(connection, out _);
            told.SetResult();
        }
    }

    [LoggerMessage(22, LogLevel.Debug, "This process ends before {Agent} could be told that {Connection} has ended; the next one says so of all")]
    private partial void LogLeft(string connection, ActorId agent);

    [LoggerMessage(24, LogLevel.Error, "{Agent} could not be told that {Connection} has ended")]
    private partial void LogFailed(Exception failed, string connection, ActorId agent);
}

using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Auth;
using Routing.Edge.Presence;

namespace Routing.Edge.Hubs;

/// <summary>One connection's pushes: a bounded queue, and one loop that adds texts and sends them in the order of their sequence.</summary>
/// <remarks>A gap is filled from the agent's push log, and so is silence, now and then: a push is a hint. If the actor was told meanwhile that this
/// connection is gone (a silo that stood still for too long is taken for dead by the others), it is told that it is not. A client that does not read is
/// bounded by <see cref="EdgeOptions.PushesPerConnection"/>: at the next push the queue is thrown away, it is told <c>Resync</c> once it
/// reads again, and must call <c>Start</c>; if it reads nothing for <see cref="EdgeOptions.SlowClient"/> it is cut off.</remarks>
public sealed partial class AgentFeed(
    Caller caller, HubCallerContext context, ISingleClientProxy client, Pulse pulse, Func<CancellationToken, ValueTask<Outcome>> connect, PushTexts texts, EdgeOptions options,
    EdgeMeter meter, ILogger log) : IDisposable
{
    /// <summary>Threads that a client has open: more tabs than anyone keeps an eye on.</summary>
    private const int MostWatched = 32;

    /// <summary>Pushes whose texts are looked up while earlier ones are still being sent: an agent rarely has more on the way.</summary>
    private const int MostAhead = 8;

    private readonly Channel<Push> _pushes =
        Channel.CreateBounded<Push>(new BoundedChannelOptions(options.PushesPerConnection) { SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly List<ThreadId> _watched = [];
    private readonly Queue<(Push Push, Task<PushFrame> Frame)> _ahead = new();
    private CancellationToken _stopped;
    private volatile bool _overflowed;
    private long _sent;
    private int _begun;
    private int _ended;

    public Caller Caller => caller;

    public Pulse Pulse => pulse;

    public string Connection { get; } = context.ConnectionId;

    public IReadOnlyList<ThreadId> Watched
    {
        get
        {
            lock (_watched) return [.. _watched];
        }
    }

    /// <summary>Tells the agent's actor of this connection; again is as good as once.</summary>
    public ValueTask<Outcome> Connect(CancellationToken cancel) => connect(cancel);

    /// <summary>A push of the agent was stored. Returns at once.</summary>
    public void Offer(Push push)
    {
        if (!_pushes.Writer.TryWrite(push)) _overflowed = true;
    }

    /// <summary>The client has everything up to here.</summary>
    public void StartAfter(long sequence) => (_sent, _stopped) = (sequence, _stop.Token);

    /// <summary>Begins to send, and to watch over the client; called when the answer to <c>Start</c> is on its way.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0 || _stopped.IsCancellationRequested) return;
        _ = Task.Run(Run, _stopped);
        _ = Task.Run(() => pulse.Watch(_stopped), _stopped);
    }

    /// <summary>Ends the loop; what was not sent is in the log. Again is as good as once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        _pushes.Writer.TryComplete();
        _stop.Cancel();
        _stop.Dispose();
    }

    internal (bool IsNew, ThreadId? Forgotten) Watch(ThreadId thread)
    {
        lock (_watched)
        {
            var isNew = !_watched.Remove(thread);
            _watched.Add(thread);
            if (_watched.Count <= MostWatched) return (isNew, null);
            var oldest = _watched[0];
            _watched.RemoveAt(0);
            return (isNew, oldest);
        }
    }

    private async Task Run()
    {
        try
        {
            while (!_stopped.IsCancellationRequested && !_overflowed)
            {
                LookAhead();
                if (_ahead.TryDequeue(out var next)) await Take(next.Push, next.Frame);
                else if (!await Waits()) await Fill();
            }

            if (_overflowed) await Resync("slow");
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested || context.ConnectionAborted.IsCancellationRequested)
        {
            LogEnded(caller.Workspace, caller.Subject);
        }
        catch (TimeoutException)
        {
            LogCutOff(caller.Workspace, caller.Subject);
            context.Abort();
        }
        catch (Exception failed)
        {
            LogFailed(failed, caller.Workspace, caller.Subject);
            context.Abort();
        }
    }

    private void LookAhead()
    {
        while (_ahead.Count < MostAhead && _pushes.Reader.TryRead(out var push))
            _ahead.Enqueue((push, texts.Frame(caller, push, _stopped).AsTask()));
    }

    /// <returns>Whether there is a push; false after a silence.</returns>
    private async Task<bool> Waits()
    {
        var waits = _pushes.Reader.WaitToReadAsync(_stopped).AsTask();
        try { return await waits.WaitAsync(options.LookAgainAfter, texts.Clock, _stopped); }
        catch (TimeoutException) { return false; }
    }

    private async Task Take(Push push, Task<PushFrame> frame)
    {
        if (push.Sequence > _sent + 1) await Fill();
        if (push.Sequence == _sent + 1) await Send(push, await frame);
    }

    private async Task Fill()
    {
        var caught = await texts.CatchUp(caller, _sent, _stopped);
        _stopped.ThrowIfCancellationRequested();
        if (!caught.Connections.Contains(Connection, StringComparer.Ordinal) && await connect(_stopped) is { IsRefused: false })
            LogConnected(Connection, caller.Workspace, caller.Subject);
        if (caught.Missed is null)
        {
            _overflowed = caught.Sequence > _sent;
            return;
        }

        foreach (var missed in caught.Missed)
            if (missed.Sequence == _sent + 1) await Send(missed, await texts.Frame(caller, missed, _stopped));
    }

    private async Task Send(Push push, PushFrame frame)
    {
        if (push is { Kind: PushKind.Assigned, Thread: { } thread }) texts.Connections.Watch(this, thread);
        await client.SendAsync("Push", frame, _stopped).WaitAsync(options.SlowClient, texts.Clock, _stopped);
        _sent = push.Sequence;
        meter.Pushed();
    }

    private async Task Resync(string reason)
    {
        texts.Connections.Remove(this);
        meter.Resynced();
        await client.SendAsync("Resync", new ResyncFrame(reason), _stopped).WaitAsync(options.SlowClient, texts.Clock, _stopped);
    }

    [LoggerMessage(19, LogLevel.Debug, "A connection of {Agent} in {Workspace} is closed, or started again")]
    private partial void LogEnded(string workspace, string agent);

    [LoggerMessage(25, LogLevel.Warning, "Connection {Connection} of {Agent} in {Workspace} was taken for gone and is not; its agent knows again")]
    private partial void LogConnected(string connection, string workspace, string agent);

    [LoggerMessage(20, LogLevel.Information, "A client of {Agent} in {Workspace} read nothing and was cut off")]
    private partial void LogCutOff(string workspace, string agent);

    [LoggerMessage(21, LogLevel.Error, "Pushes to a client of {Agent} in {Workspace} failed; it is cut off and will start again")]
    private partial void LogFailed(Exception failed, string workspace, string agent);
}

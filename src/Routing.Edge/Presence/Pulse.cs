using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Edge.Auth;

namespace Routing.Edge.Presence;

/// <summary>Whether the client of one connection is still there: a call of it says so, else it is asked, over the same socket.</summary>
/// <remarks>The question is a call of the client, <c>Alive</c>, whose answer comes from its message handler and not from a timer; an answer that the
/// client does not know such a method is one, too. Only who has answered before is taken for gone when no answer comes. While a call of the
/// connection runs nothing else of it is read, so its silence says nothing.</remarks>
public sealed partial class Pulse(
    Caller caller, string connection, ISingleClientProxy client, PresenceTimes times, TimeProvider clock, Action gone, ILogger log)
{
    /// <summary>A question whose time ran out so much too late is asked again: it was this process that stood still.</summary>
    private static readonly TimeSpan StoodStill = TimeSpan.FromSeconds(1);

    private long _heard = clock.GetTimestamp();
    private long _active = long.MinValue;
    private int _calls;
    private bool _answers;

    /// <summary>A call begins: the client is there.</summary>
    public void CallBegins()
    {
        Interlocked.Increment(ref _calls);
        Heard();
    }

    public void CallEnds()
    {
        Heard();
        Interlocked.Decrement(ref _calls);
    }

    /// <summary>A person did something at the client.</summary>
    /// <returns>Whether that is news: true at most once in <see cref="Limits.ActivityNotedMs"/>.</returns>
    public bool Active()
    {
        var before = Volatile.Read(ref _active);
        var now = clock.GetTimestamp();
        if (before != long.MinValue && clock.GetElapsedTime(before, now).TotalMilliseconds < Limits.ActivityNotedMs) return false;
        return Interlocked.CompareExchange(ref _active, now, before) == before;
    }

    /// <summary>Goes on until the connection ends or its client is gone.</summary>
    public async Task Watch(CancellationToken stop)
    {
        try
        {
            // Once at the start, so that whoever vanishes right after it is known to be one who answers.
            while (await Asked(stop) || !_answers) await Silence(stop);
            LogGone(caller.Workspace, caller.Subject, connection);
            gone();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Closed in the ordinary way: whoever closes it says so.
        }
        catch (IOException)
        {
            // It was cut while it was asked; the hub is told of that by itself.
        }
    }

    /// <summary>Waits until nothing was heard for <see cref="PresenceTimes.AskAfter"/>, and for as long since the last question.</summary>
    private async Task Silence(CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            var quiet = clock.GetElapsedTime(Math.Max(begun, Volatile.Read(ref _heard)));
            if (quiet >= times.AskAfter) return;
            await Task.Delay(times.AskAfter - quiet, clock, stop);
        }
    }

    /// <returns>Whether there was a sign of life in time.</returns>
    private async Task<bool> Asked(CancellationToken stop)
    {
        while (true)
        {
            var begun = clock.GetTimestamp();
            var answered = await Answered(stop);

            // A call in the meantime is a sign of life, but not of one who answers.
            _answers |= answered;
            if (answered || Volatile.Read(ref _calls) > 0 || Volatile.Read(ref _heard) > begun)
            {
                Heard();
                return true;
            }

            if (clock.GetElapsedTime(begun) < times.AnswerWithin + StoodStill) return false;
        }
    }

    private async Task<bool> Answered(CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await client.InvokeAsync<bool>("Alive", late.Token).WaitAsync(times.AnswerWithin, clock, stop);
            return true;
        }
        catch (HubException)
        {
            // "No such method", "no result": said by somebody who is there.
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            await late.CancelAsync();
        }
    }

    private void Heard() => Volatile.Write(ref _heard, clock.GetTimestamp());

    [LoggerMessage(23, LogLevel.Information, "Connection {Connection} of {Agent} in {Workspace} does not answer any more and is taken for gone")]
    private partial void LogGone(string workspace, string agent, string connection);
}

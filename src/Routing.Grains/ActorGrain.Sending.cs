using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Sends envelopes until they are taken: in order per receiver, one stream per receiver at a time.</summary>
public abstract partial class ActorGrain<TState, TCommand, TEvent, TDecider>
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private void Send(IReadOnlyList<Envelope> envelopes)
    {
        foreach (var envelope in envelopes)
        {
            if (sending.Add(envelope.To)) _ = SendTo(envelope.To);
        }
    }

    private void SendUnsent()
    {
        foreach (var receiver in loop.UnsentTo.ToArray())
        {
            if (sending.Add(receiver)) _ = SendTo(receiver);
        }
    }

    /// <summary>Runs on the grain's own scheduler, between its turns; ends when nothing is left for this receiver.</summary>
    private async Task SendTo(ActorId receiver)
    {
        var target = GrainFactory.Of(receiver);
        var pause = FirstPause;
        while (!left)
        {
            var waiting = loop.Unsent(receiver);
            if (waiting.Count == 0) break;
            try
            {
                if (await SendAll(target, waiting)) continue;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // Whatever kept the receiver from taking them, the envelopes are kept and sent again.
                LogRetry(shell.Log, error, receiver.ToString());
            }

            await Task.Delay(pause, shell.Time);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        sending.Remove(receiver);
        Settle();
    }

    /// <summary>False where the receiver saw a gap: what is left is sent again from there.</summary>
    private async ValueTask<bool> SendAll(IActorGrain target, IReadOnlyList<Envelope> waiting)
    {
        var calls = new Task<Taken>[waiting.Count];
        for (var i = 0; i < calls.Length; i++) calls[i] = target.Deliver(new Parcel(waiting[i])).AsTask();
        var whole = true;
        for (var i = 0; i < calls.Length; i++)
        {
            if (await calls[i] == Taken.Gap) whole = false;
            else if (whole) loop.Acknowledge(waiting[i].To, waiting[i].Number);
        }

        return whole;
    }

    /// <summary>Nothing is on its way any more: the store need not bring this actor up for it.</summary>
    private void Settle()
    {
        if (left || !markedUnsent || loop.HasUnsent) return;
        markedUnsent = false;
        shell.Journal.Mark(loop.Id, loop.Due, unsent: false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "sending to {Receiver} failed; trying again")]
    private static partial void LogRetry(ILogger log, Exception error, string receiver);
}

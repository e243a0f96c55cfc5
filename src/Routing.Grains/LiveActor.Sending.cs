using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;

namespace Routing.Grains;

/// <summary>Sends envelopes until they are taken, in order per receiver. To an actor of this floor an envelope is one piece of work; whatever
/// goes otherwise (another silo, a gap, a failure) is a stream of its own, one per receiver at a time.</summary>
internal sealed partial class LiveActor
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private HashSet<ActorId>? sending;

    /// <summary>In a journal per actor: the newest envelope whose turn is stored. Later ones must not leave yet.</summary>
    private long mayLeave;

    /// <summary>A receiver on this floor has looked at the envelope.</summary>
    public void Delivered(Envelope envelope, Taken taken)
    {
        if (loop is null) return;
        if (taken == Taken.Gap)
        {
            Stream(envelope.To);
            return;
        }

        loop.Acknowledge(envelope.To, envelope.Number);
        Settle();
    }

    /// <summary>Sends what was not taken, over whatever way there is, until it is.</summary>
    public void Stream(ActorId receiver)
    {
        if (HasLeft || loop is null || !(sending ??= []).Add(receiver)) return;
        _ = SendTo(receiver);
    }

    private void Send(IReadOnlyList<Envelope> envelopes)
    {
        for (var i = 0; i < envelopes.Count; i++)
        {
            var envelope = envelopes[i];
            if (sending is { Count: > 0 } && sending.Contains(envelope.To)) continue;
            if (floor.Has(Cells.Of(envelope.To))) floor.Turns.Add(new DeliveryWork(floor, envelope));
            else Stream(envelope.To);
        }
    }

    /// <summary>Their turn is stored.</summary>
    private void SendStored(IReadOnlyList<Envelope> envelopes)
    {
        mayLeave = envelopes[^1].Number;
        Send(envelopes);
    }

    /// <summary>Whatever was read from the store may leave.</summary>
    private void MayLeave(IActorLoop read)
    {
        foreach (var receiver in read.UnsentTo) mayLeave = Math.Max(mayLeave, read.Unsent(receiver)[^1].Number);
    }

    private IReadOnlyList<Envelope> Sendable(IActorLoop from, ActorId receiver)
    {
        var unsent = from.Unsent(receiver);
        return shell.Journal.IsCausal || unsent.Count == 0 || unsent[^1].Number <= mayLeave
            ? unsent
            : [.. unsent.TakeWhile(envelope => envelope.Number <= mayLeave)];
    }

    private void SendUnsent()
    {
        if (!Loop.HasUnsent) return;
        foreach (var receiver in Loop.UnsentTo.ToArray()) Stream(receiver);
    }

    /// <summary>Goes back to the floor for each look at the actor; ends when nothing is left for this receiver.</summary>
    private async Task SendTo(ActorId receiver)
    {
        var pause = FirstPause;
        while (await OnFloor(() => StillUnsent(receiver)) is { Count: > 0 } left)
        {
            try
            {
                if (await SendAll(left)) continue;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // Whatever kept the receiver from taking them, the envelopes are kept and sent again.
                LogRetry(shell.Log, error, receiver.ToString());
            }

            await Task.Delay(pause, shell.Time);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>What is left for a receiver; when nothing is, its stream has ended.</summary>
    private IReadOnlyList<Envelope> StillUnsent(ActorId receiver)
    {
        var left = HasLeft || loop is null ? [] : Sendable(loop, receiver);
        if (left.Count > 0) return left;
        sending!.Remove(receiver);
        Settle();
        return left;
    }

    /// <summary>False where the receiver saw a gap: what is left is sent again from there.</summary>
    private async ValueTask<bool> SendAll(IReadOnlyList<Envelope> waiting)
    {
        var calls = new Task<Taken>[waiting.Count];
        for (var i = 0; i < calls.Length; i++) calls[i] = floor.Afar(waiting[i]).AsTask();
        for (var i = 0; i < calls.Length; i++)
        {
            if (await calls[i] == Taken.Gap) return false;
            var envelope = waiting[i];
            await OnFloor(() =>
            {
                loop?.Acknowledge(envelope.To, envelope.Number);
                return true;
            });
        }

        return true;
    }

    private Task<T> OnFloor<T>(Func<T> look)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        floor.Turns.Add(new CallWork(() => seen.SetResult(look())));
        return seen.Task;
    }

    /// <summary>Nothing is on its way any more: the store need not bring this actor up for it.</summary>
    private void Settle()
    {
        if (!markedUnsent || loop is null || loop.HasUnsent) return;
        markedUnsent = false;
        shell.Journal.Mark(id, loop.Due, unsent: false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "sending to {Receiver} failed; trying again")]
    private static partial void LogRetry(ILogger log, Exception error, string receiver);
}

using System.Collections.Concurrent;
using Routing.Core;

namespace Routing.Server.Embedded;

/// <summary>Questions of this process whose answer another actor gives: by number, until answered or out of time.</summary>
/// <remarks>Numbers begin where no other run's are, so an answer meant for an earlier run finds nobody.</remarks>
/// <param name="first">In the embedded mode the process's start in milliseconds times 2^20.</param>
internal sealed class Asked(long first)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Outcome>> waiting = new();
    private long last = first;

    public Origin Open(out Task<Outcome> answer)
    {
        var number = Interlocked.Increment(ref last);
        var source = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[number] = source;
        answer = source.Task;
        return new Origin(number);
    }

    public void Answer(Origin origin, Outcome outcome)
    {
        if (waiting.TryRemove(origin.Value, out var source)) source.TrySetResult(outcome);
    }

    public void Close(Origin origin) => waiting.TryRemove(origin.Value, out _);
}

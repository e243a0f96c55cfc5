using System.Collections.Concurrent;
using Routing.Core;

namespace Routing.Server.Embedded;

/// <summary>Questions of this process whose answer another actor gives: by number, until answered or out of time.</summary>
/// <remarks>Numbers begin at the process's start in milliseconds times 2^20, so an answer meant for an earlier run finds nobody.</remarks>
internal sealed class Asked(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Outcome>> waiting = new();
    private long last = time.GetUtcNow().ToUnixTimeMilliseconds() << 20;

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

namespace Routing.Edge.Hubs;

/// <summary>Epochs of connections: each is higher than all before, also than those of an earlier run of this process.</summary>
/// <remarks>Milliseconds times a thousand: a process that opens fewer than a million connections a second stays behind the clock.</remarks>
public sealed class ConnectionEpochs
{
    private long _last;
    private readonly TimeProvider _clock;

    public ConnectionEpochs(TimeProvider clock)
    {
        _clock = clock;
        RunStartedAt = _last = Now;
    }

    /// <summary>Connections with a lower epoch belong to an earlier run: they are gone.</summary>
    public long RunStartedAt { get; }

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, Now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
}

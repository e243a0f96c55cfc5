using System.Diagnostics;
using Routing.Load.Report;

namespace Routing.Load.Clients;

/// <summary>From when a message should have been sent until an agent's socket had the offer. The two ends come in either order and
/// from different connections; the thread's id joins them. Only for messages that each begin a thread. Thread-safe.</summary>
public sealed class InToPush(TimeSpan target = default)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _sent = [];
    private readonly Dictionary<string, long> _pushed = [];

    public Latencies Latencies { get; } = new(target);

    /// <summary>Threads of messages that were taken and have not reached an agent.</summary>
    public int Unserved
    {
        get
        {
            lock (_lock) return _sent.Keys.Count(thread => !_pushed.ContainsKey(thread));
        }
    }

    /// <param name="due">Ticks at which the message was to be sent.</param>
    public void Sent(string thread, long due)
    {
        lock (_lock)
        {
            if (_sent.TryAdd(thread, due) && _pushed.TryGetValue(thread, out var pushed)) Latencies.Add(Stopwatch.GetElapsedTime(due, pushed));
        }
    }

    /// <summary>Only a thread's first offer counts.</summary>
    public void Pushed(string thread)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            if (_pushed.TryAdd(thread, now) && _sent.TryGetValue(thread, out var due)) Latencies.Add(Stopwatch.GetElapsedTime(due, now));
        }
    }
}

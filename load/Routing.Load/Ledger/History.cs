using System.Diagnostics;

namespace Routing.Load.Ledger;

/// <summary>The clients' own record of a run, in the order of one monotonic clock. Thread-safe.</summary>
public sealed class History
{
    // About 100 bytes each: more than 2 GB of history is a run that nobody wants to check in memory.
    private const int MostEntries = 20_000_000;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private long _operation;

    /// <summary>Notes that an operation is about to be sent.</summary>
    /// <returns>The operation, as it was begun; hand it to <see cref="End"/>.</returns>
    public Entry Begin(Entry operation) => Add(operation with { Operation = Interlocked.Increment(ref _operation), Step = Step.Invoke });

    /// <summary>Notes how an operation ended; exactly once for each.</summary>
    public void End(Entry ended, Step step) => Add(ended with { Step = step });

    public void Saw(Entry seen) => Add(seen with { Operation = 0, Step = Step.Seen });

    /// <summary>All entries so far, in order.</summary>
    public Entry[] Entries()
    {
        lock (_lock) return [.. _entries];
    }

    private Entry Add(Entry entry)
    {
        lock (_lock)
        {
            if (_entries.Count == MostEntries) throw new InvalidOperationException($"The run is longer than {MostEntries:N0} entries of history");
            var stamped = entry with { At = Stopwatch.GetTimestamp() };
            _entries.Add(stamped);
            return stamped;
        }
    }
}

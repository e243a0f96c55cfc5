using System.Diagnostics;

namespace Routing.Load.Clients;

/// <summary>Does things when they are due, however the earlier ones went.</summary>
public static class OpenLoop
{
    /// <summary>Runs a schedule on a thread of its own: tasks that wait would take the processor from what is measured.</summary>
    /// <param name="due">Times from now, rising.</param>
    /// <param name="act">Gets the index and the ticks of <see cref="Stopwatch"/> at which it was due, from which latency counts;
    /// must return at once.</param>
    public static Task Run(IReadOnlyList<TimeSpan> due, Action<int, long> act, CancellationToken cancel = default) => Task.Factory.StartNew(
        () =>
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < due.Count; i++)
            {
                var at = began + (long)(due[i].TotalSeconds * Stopwatch.Frequency);
                while (Stopwatch.GetTimestamp() < at)
                {
                    cancel.ThrowIfCancellationRequested();
                    System.Threading.Thread.Sleep(1);
                }

                act(i, at);
            }
        },
        cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

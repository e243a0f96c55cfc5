using System.Diagnostics;
using Routing.Load.Raw;
using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>What the disk alone can take: writers who each wait for their row, committed in groups.</summary>
public static class CommitReference
{
    private const int Writers = 64;
    private const int RowBytes = 500;

    /// <returns>Rows per second, and how long each writer waited.</returns>
    public static async Task<(double PerSecond, Latencies Waits)> Run(double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("routing-commit-").FullName;
        var waits = new Latencies();
        long rows;
        double took;
        using (var store = new GroupCommit(Path.Combine(folder, "raw.db")))
        {
            var began = Stopwatch.GetTimestamp();
            rows = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(store, waits, began, seconds))))).Sum();
            took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        Directory.Delete(folder, recursive: true);
        return (rows / took, waits);
    }

    private static async Task<long> Write(GroupCommit store, Latencies waits, long began, double seconds)
    {
        var row = new byte[RowBytes];
        Random.Shared.NextBytes(row);
        var rows = 0L;
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            var asked = Stopwatch.GetTimestamp();
            await store.Append(row);
            waits.Since(asked);
            rows++;
        }

        return rows;
    }
}

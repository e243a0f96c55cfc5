using Routing.Load.Clients;
using Routing.Load.Crash;
using Routing.Load.Data;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Commands;

/// <summary>A desk with many waiting threads, in a cluster whose silos are killed one after the other until it had to move several times.</summary>
public sealed record Failover(int Waiting, int Kills, int Seed)
{
    /// <summary>Seconds from a silo's declaration until the desk answers.</summary>
    private const double MostGapSeconds = 1;

    private const double MostDetectSeconds = 3;

    public async Task<FailoverResult> Run()
    {
        await using var store = await RedisProcess.Fresh();
        await using (var server = await ServerProcess.Fresh())
        {
            await Terminal.Progress($"{Waiting:N0} threads", shown => new LongHistory(Waiting, Waiting).Fill(server.Ready, shown));
            await server.Stop();
            var file = Path.Combine(server.Home, "archive");
            await server.Run("export", "--data", server.DataFolder, "--out", file);
            await server.Run("import", "--cluster", $"redis://{store.Address}", "--in", file);
        }

        await using var cluster = await ThreeSilos.On(store, new ClusterPlan(Freeze: false, KillStore: false, TimeSpan.FromSeconds(3)));
        var before = await Order(cluster.Doors[0]);
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++) await cluster.Break(random, [], () => { });
        var after = await Order(cluster.Doors[0]);

        var (gap, detect) = (cluster.Outages.Max(outage => outage.DeskGap), cluster.Outages.Max(outage => outage.Detect ?? 0));
        return new FailoverResult
        {
            Waiting = before.Count,
            DetectSeconds = Math.Round(detect, 2),
            DeskGapSeconds = Math.Round(gap, 2),
            Gaps = [.. cluster.Outages.Select(outage => Math.Round(outage.DeskGap, 2))],
            Failures =
            [
                .. before.Count == Waiting ? [] : (string[])[$"{before.Count} threads waited, {Waiting} expected"],
                .. before.SequenceEqual(after) ? [] : (string[])["the order of those who wait has changed"],
                .. gap > MostGapSeconds ? [$"the desk answered {gap:0.##} s after its silo was declared dead, at most {MostGapSeconds}"] : (string[])[],
                .. detect > MostDetectSeconds ? [$"a silo was declared dead after {detect:0.##} s, at most {MostDetectSeconds}"] : (string[])[],
                .. await cluster.Faults(),
            ],
        };
    }

    private static async Task<List<string>> Order(Ready door)
    {
        using var api = new Api(door);
        return [.. (await api.Threads("waiting")).Select(row => row.Thread)];
    }
}

/// <summary>What the desk's moves came to.</summary>
public sealed record FailoverResult : Result
{
    public override string Command => "failover";

    public required int Waiting { get; init; }

    public required double DetectSeconds { get; init; }

    /// <summary>The longest of <see cref="Gaps"/>. At most 1.</summary>
    public required double DeskGapSeconds { get; init; }

    /// <summary>For each kill, seconds from the declaration until a question asked of the desk was answered; 0 where the desk was elsewhere.</summary>
    public required IReadOnlyList<double> Gaps { get; init; }
}

using System.Text.Json;
using Routing.Core.Desks;
using Routing.Core.Desks.Matching;
using Routing.Core.Policies;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>Times the shipping matcher after at least a quarter of the threads have turned over under its own rule.</summary>
/// <remarks>Straight after the fill a search is several times cheaper: the rule itself evens out the front of its index.</remarks>
internal static class Decisions
{
    private static readonly double[] FreeShares = [0.0001, 0.001, 0.01, 0.1, 0.5];

    public static DecisionFigures Run(Size size)
    {
        var work = new Workload(size);
        DeskAgent[] agents = [.. Enumerable.Range(0, size.Agents).Select(work.Agent)];
        List<DeskThread> waiting = [.. Enumerable.Range(0, size.Waiting).Select(_ => work.Thread(old: true))];
        var desk = new Matcher(new RankPolicy(AgeCapMinutes: 30 * 24 * 60));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var agent in agents)
        {
            desk.Skilled(agent);
            desk.Lift(agent);
            desk.Place(agent, Standing.Free);
            desk.Lift(agent);
            desk.Place(agent, Standing.Full);
        }

        var withAgents = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var thread in waiting) desk.Add(thread);
        desk.Settle();
        var full = GC.GetTotalMemory(forceFullCollection: true);

        var rounds = new Rounds(desk, work, agents, waiting);
        rounds.DrawPrices();
        for (var turned = 0; turned < size.Waiting / 4; turned += 2) rounds.Turn(timed: false);
        rounds.Measure(size.Rounds);
        for (var n = 0; n < size.Rounds; n++) rounds.Turn(timed: true);
        foreach (var share in FreeShares) rounds.ArriveWithFree(share, Math.Min(size.Rounds / 10, 10_000));
        rounds.Refresh();

        return new DecisionFigures(size, rounds, (double)(full - withAgents) / size.Waiting, (double)(withAgents - before) / size.Agents);
    }
}

internal sealed record DecisionFigures(Size Size, Rounds Rounds, double BytesPerThread, double BytesPerAgent)
{
    public void Print()
    {
        var table = new Table().AddColumns("operation", "count", "p50 us", "p99 us", "p99.9 us", "worst us");
        foreach (var kind in Rounds.All)
        {
            table.AddRow(
                kind.Name, $"{kind.Count}", $"{kind.At(0.5):0.00}", $"{kind.At(0.99):0.00}", $"{kind.At(0.999):0.00}", $"{kind.At(1):0.0}");
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine(JsonSerializer.Serialize(new
        {
            waiting = Size.Waiting, agents = Size.Agents, skills = Size.Skills, classes = Size.Classes, uniform = Size.Uniform,
            releaseP50Us = Rounds.Release.At(0.5), releaseP99Us = Rounds.Release.At(0.99),
            mixedP50Us = Rounds.Mixed.At(0.5), mixedP99Us = Rounds.Mixed.At(0.99), worstUs = Rounds.Mixed.At(1),
            bytesPerThread = Math.Round(BytesPerThread, 1), bytesPerAgent = Math.Round(BytesPerAgent, 1),
            allocatedPerDecision = Math.Round(Rounds.AllocatedPerDecision, 3),
        }));
    }
}

using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>References and engine in one run, taking turns, so that a busy minute of the machine hits all of them.</summary>
/// <param name="Agents">Connections, of the engine and of the push reference alike.</param>
/// <param name="Rounds">Of each; the medians count.</param>
/// <param name="CyclesPerRound">At most 100 for each agent.</param>
/// <param name="Waiting">How many threads wait all the time in the comparison with none waiting.</param>
/// <param name="Judged">Whether the goals are checked; a short run only shows that all parts work.</param>
/// <param name="OverloadSeconds">How long three times as much arrives as can be done.</param>
public sealed record LimitsRun(int Agents, int Rounds, int CyclesPerRound, int Waiting, int OverloadSeconds, bool Judged)
{
    private const int Slots = 100;
    private const double ReferenceSeconds = 2;
    private const int PacedSeconds = 5;

    private readonly List<double> _pushPerCore = [], _commitPerSecond = [], _grainPerSecond = [], _ingestPerCore = [];
    private readonly List<double> _cyclesPerCore = [], _cyclesPerSecond = [];
    private readonly List<double> _pushP50 = [], _pushP99 = [], _commitP50 = [], _commitP99 = [], _engineP50 = [], _engineP99 = [];
    private readonly List<double> _empty = [], _emptyPerSecond = [], _full = [];

    public async Task<LimitsResult> Run()
    {
        await using var push = await PushReference.Start(Agents);
        await using var grains = await OrleansReference.Start();
        await using var ingest = await IngestReference.Start();
        await using var engine = await Engine.Start(Agents, Slots);

        Terminal.Say("warming up");
        await Saturate(push, grains, ingest, engine);
        Forget();

        for (var round = 1; round <= Rounds; round++)
        {
            Terminal.Say($"round {round} of {Rounds}: saturation");
            await Saturate(push, grains, ingest, engine);
        }

        var quarter = (int)Math.Max(1, Median.Of(_cyclesPerSecond).Middle / 4);
        for (var round = 1; round <= Rounds; round++)
        {
            Terminal.Say($"round {round} of {Rounds}: {quarter} a second");
            await Pace(push, engine, quarter);
        }

        await CompareWaiting(engine);
        var megabytes = engine.Server.Process.Megabytes();
        var (able, over) = await Overloaded(engine);
        return Summed(able, over, megabytes, quarter);
    }

    /// <summary>The saturation rounds alone.</summary>
    public async Task<SaturationResult> Saturation()
    {
        await using var push = await PushReference.Start(Agents);
        await using var engine = await Engine.Start(Agents, Slots);
        for (var round = 0; round <= Rounds; round++)
        {
            Terminal.Say(round == 0 ? "warming up" : $"round {round} of {Rounds}");
            _pushPerCore.Add((await push.Burst(CyclesPerRound * 5)).PerCore);
            var cycles = await Cycles.Saturated(engine, CyclesPerRound);
            _cyclesPerCore.Add(cycles.PerCore);
            _cyclesPerSecond.Add(cycles.PerSecond);
            if (round == 0) Forget();
        }

        return new SaturationResult
        {
            CyclesPerCoreToRawPush = Math.Round(Median.Of(_cyclesPerCore).Middle / Median.Of(_pushPerCore).Middle, 4),
            CyclesPerCore = Median.Of(_cyclesPerCore),
            CyclesPerSecond = Median.Of(_cyclesPerSecond),
            RawPushPerCore = Median.Of(_pushPerCore),
        };
    }

    /// <summary>The paced rounds alone, at a quarter of what two rounds as fast as can be have shown.</summary>
    public async Task<PacedResult> AtAQuarter()
    {
        await using var push = await PushReference.Start(Agents);
        await using var engine = await Engine.Start(Agents, Slots);
        Terminal.Say("warming up");
        await Cycles.Saturated(engine, CyclesPerRound);
        var quarter = (int)Math.Max(1, (await Cycles.Saturated(engine, CyclesPerRound)).PerSecond / 4);
        for (var round = 1; round <= Rounds; round++)
        {
            Terminal.Say($"round {round} of {Rounds}: {quarter} a second");
            var commits = await CommitReference.Run(ReferenceSeconds);
            _commitP50.Add(commits.Waits.Milliseconds(50));
            _commitP99.Add(commits.Waits.Milliseconds(99));
            await Pace(push, engine, quarter);
        }

        return new PacedResult
        {
            P99ToRaw = Math.Round(P99ToRaw, 3),
            PacedPerSecond = quarter,
            InToPushP50 = Median.Of(_engineP50),
            InToPushP99 = Median.Of(_engineP99),
            RawPushP99 = Median.Of(_pushP99),
            RawCommitP99 = Median.Of(_commitP99),
        };
    }

    /// <summary>The comparison with none waiting, and the overload, alone.</summary>
    public async Task<WaitingResult> WaitingAndOverload()
    {
        await using var engine = await Engine.Start(Agents, Slots);
        Terminal.Say("warming up");
        await Cycles.Saturated(engine, CyclesPerRound);
        await CompareWaiting(engine);
        var (able, over) = await Overloaded(engine);
        return new WaitingResult
        {
            ResolvedCyclesPerCore = Median.Of(_empty),
            WaitingCyclesPerCore = Median.Of(_full),
            With10kWaitingToEmpty = Math.Round(Median.Of(_full).Middle / Median.Of(_empty).Middle, 3),
            Goodput = Math.Round(over.Cycles.PerCore / able.PerCore, 3),
            AbleCyclesPerCore = Math.Round(able.PerCore),
            OverCyclesPerCore = Math.Round(over.Cycles.PerCore),
            OverloadRefused = over.Refused,
            MegabytesAtMost = over.MostMegabytes,
        };
    }

    /// <summary>More arrives than can be done, on its own schedule and whatever the server does: what is done of it is what can be. Then three
    /// times that arrives. Then the first again, since a server costs a little more the more it has taken in: both halves count alike.</summary>
    /// <remarks>What 64 connectors that wait for their answers get done is no measure for it: with thousands of connections the load tester
    /// itself takes a third of these processors.</remarks>
    private async Task<(Cycles Able, Overload Over)> Overloaded(Engine engine)
    {
        await engine.SetSlots(Slots);
        var tried = Median.Of(_emptyPerSecond).Middle;
        var half = Math.Max(1, OverloadSeconds / 2);
        Terminal.Say($"{half} s of {tried:0} a second");
        var before = (await Overload.Run(engine, tried, half)).Cycles;
        Terminal.Say($"{before.PerSecond:0} a second were done; {OverloadSeconds} s of three times that");
        var over = await Overload.Run(engine, 3 * before.PerSecond, OverloadSeconds);
        Terminal.Say($"{half} s of {tried:0} a second again");
        var after = (await Overload.Run(engine, tried, half)).Cycles;
        return (new Cycles((before.PerCore + after.PerCore) / 2, (before.PerSecond + after.PerSecond) / 2), over);
    }

    private async Task CompareWaiting(Engine engine)
    {
        await engine.SetSlots(1);
        for (var round = 1; round <= Rounds; round++)
        {
            Terminal.Say($"round {round} of {Rounds}: nobody waiting, then {Waiting:N0}");
            var empty = await Cycles.WithWaiting(engine, CyclesPerRound / 2, 0, Agents);
            _empty.Add(empty.PerCore);
            _emptyPerSecond.Add(empty.PerSecond);
            _full.Add((await Cycles.WithWaiting(engine, CyclesPerRound / 2, Waiting, Agents)).PerCore);
        }
    }

    private async Task Saturate(PushReference push, OrleansReference grains, IngestReference ingest, Engine engine)
    {
        _pushPerCore.Add((await push.Burst(CyclesPerRound * 5)).PerCore);
        var commits = await CommitReference.Run(ReferenceSeconds);
        _commitPerSecond.Add(commits.PerSecond);
        _commitP50.Add(commits.Waits.Milliseconds(50));
        _commitP99.Add(commits.Waits.Milliseconds(99));
        _grainPerSecond.Add(await grains.Run(ReferenceSeconds));
        _ingestPerCore.Add((await ingest.Run(CyclesPerRound * 2)).PerCore);
        var cycles = await Cycles.Saturated(engine, CyclesPerRound);
        _cyclesPerCore.Add(cycles.PerCore);
        _cyclesPerSecond.Add(cycles.PerSecond);
    }

    private async Task Pace(PushReference push, Engine engine, int perSecond)
    {
        var raw = await push.Paced(perSecond, PacedSeconds);
        _pushP50.Add(raw.Milliseconds(50));
        _pushP99.Add(raw.Milliseconds(99));
        var latencies = await Paced.Run(engine, perSecond, PacedSeconds);
        _engineP50.Add(latencies.Milliseconds(50));
        _engineP99.Add(latencies.Milliseconds(99));
    }

    private double P99ToRaw => Median.Of(_engineP99).Middle / (Median.Of(_pushP99).Middle + Median.Of(_commitP99).Middle);

    private void Forget()
    {
        List<double>[] warm =
        [
            _pushPerCore, _commitPerSecond, _grainPerSecond, _ingestPerCore, _cyclesPerCore, _cyclesPerSecond, _commitP50, _commitP99,
        ];
        foreach (var figures in warm) figures.Clear();
    }

    private LimitsResult Summed(Cycles able, Overload over, double megabytes, int quarter)
    {
        var cyclesToPush = Median.Of(_cyclesPerCore).Middle / Median.Of(_pushPerCore).Middle;
        var waiting = Median.Of(_full).Middle / Median.Of(_empty).Middle;
        var goodput = over.Cycles.PerCore / able.PerCore;
        return new LimitsResult
        {
            CyclesPerCoreToRawPush = Math.Round(cyclesToPush, 4),
            P99ToRaw = Math.Round(P99ToRaw, 3),
            With10kWaitingToEmpty = Math.Round(waiting, 3),
            Goodput = Math.Round(goodput, 3),
            AbleCyclesPerCore = Math.Round(able.PerCore),
            OverCyclesPerCore = Math.Round(over.Cycles.PerCore),
            GoodputOfClock = Math.Round(over.Cycles.PerSecond / able.PerSecond, 3),
            Waiting = Waiting,
            CyclesPerCore = Median.Of(_cyclesPerCore),
            CyclesPerSecond = Median.Of(_cyclesPerSecond),
            ResolvedCyclesPerCore = Median.Of(_empty),
            RawPushPerCore = Median.Of(_pushPerCore),
            RawCommitPerSecond = Median.Of(_commitPerSecond),
            RawGrainCallsPerSecond = Median.Of(_grainPerSecond),
            RawIngestPerCore = Median.Of(_ingestPerCore),
            PacedPerSecond = quarter,
            InToPushP50 = Median.Of(_engineP50),
            InToPushP99 = Median.Of(_engineP99),
            RawPushP50 = Median.Of(_pushP50),
            RawPushP99 = Median.Of(_pushP99),
            RawCommitP50 = Median.Of(_commitP50),
            RawCommitP99 = Median.Of(_commitP99),
            OverloadTaken = over.Taken,
            OverloadRefused = over.Refused,
            OverloadUnclear = over.Unclear,
            OverloadNotSent = over.NotSent,
            MegabytesBefore = Math.Round(megabytes),
            MegabytesAtMost = over.MostMegabytes,
            Failures = !Judged ? [] :
            [
                .. Below("cycles per core to raw pushes per core", cyclesToPush, 0.12),
                .. Above("p99 to raw p99", P99ToRaw, 4),
                .. Below($"rate with {Waiting:N0} waiting to none", waiting, 0.9),
                .. Below("goodput under three times the load", goodput, 0.9),
                .. Above("unclear answers under load", over.Unclear, 0),
                .. Above("megabytes under load", over.MostMegabytes, 1_500),
            ],
        };
    }

    private static IEnumerable<string> Below(string what, double value, double least) =>
        value < least ? [$"{what}: {value:0.###}, at least {least}"] : [];

    private static IEnumerable<string> Above(string what, double value, double most) =>
        value > most ? [$"{what}: {value:0.###}, at most {most}"] : [];
}

using System.Text.Json;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Hosting;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>What a desk's customers wait for after its silo died: its snapshot is read, the desk is built from it, and what came after it is replayed. In
/// a process that has done it before, and in this thread's own time; what is left out is the store.</summary>
internal static class BringUps
{
    private const int Rounds = 5;
    private static readonly ActorId Desk = ActorId.Desk("benchmark");

    /// <param name="tail">Records after the snapshot, each of a thread that comes.</param>
    /// <param name="contract">Under which the snapshot is written.</param>
    public static void Run(int waiting, int agents, int skills, int tail, int contract)
    {
        var source = new FullDesk(0, agents, skills);
        var loop = ActorLoops.BringUp(Desk, new StoredActor(1, 1, Seed(source), []));
        var records = new List<ReadOnlyMemory<byte>>();
        for (var n = 0; n < waiting; n++)
        {
            if (n % 2 == 0) source.Tick(1);
            var arrival = source.Arrival();
            if (loop.Take(new Envelope(ActorId.Thread("benchmark", arrival.Thread), Desk, 1, 0, arrival), source.Now, out var turn) != Taken.Yes)
                throw new InvalidOperationException("a thread was not taken");
            records.Add(turn!.Record);
        }

        var (write, build, replay) = (new Timings("write", Rounds), new Timings("build", Rounds), new Timings("replay", Rounds));
        var stored = new StoredActor(loop.Version, loop.Version, loop.Snapshot(contract), []);
        var replayed = new StoredActor(1 + tail, 1, Seed(new FullDesk(0, agents, skills)), records[..tail]);
        var (paused, allocated) = (TimeSpan.Zero, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var start = Timings.StartOwn();
            loop.Snapshot(contract);
            write.StopOwn(start);

            GC.Collect();
            (paused, allocated) = (GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes(precise: true));
            start = Timings.StartOwn();
            var restored = ActorLoops.BringUp(Desk, stored);
            build.StopOwn(start);
            (paused, allocated) = (GC.GetTotalPauseDuration() - paused, GC.GetTotalAllocatedBytes(precise: true) - allocated);
            if (restored.StateHash() != loop.StateHash()) throw new InvalidOperationException("it is another desk");

            GC.Collect();
            start = Timings.StartOwn();
            ActorLoops.BringUp(Desk, replayed);
            replay.StopOwn(start);
        }

        var figures = new
        {
            waiting, agents, skills, tail, contract, megabytes = Math.Round(stored.Snapshot!.Length / 1e6, 1), writeMs = Ms(write), buildMs = Ms(build),
            pausedMs = Math.Round(paused.TotalMilliseconds, 1), allocatedMegabytes = Math.Round(allocated / 1e6, 1), replayMs = Ms(replay),
            recordUs = Math.Round(replay.At(0.5) / Math.Max(1, tail), 1),
        };
        AnsiConsole.WriteLine($"{waiting:N0} waiting: {figures.megabytes} MB, written in {figures.writeMs} ms, read and built in {figures.buildMs}; {tail:N0} records replayed in {figures.replayMs}");
        Console.Out.WriteLine(JsonSerializer.Serialize(figures));
    }

    private static byte[] Seed(FullDesk desk) =>
    [
        .. """{"Sent":0,"Out":[]}"""u8, (byte)'\n',
        .. JsonSerializer.SerializeToUtf8Bytes(DeskDecider.Save(desk.State), DeskDecider.SavedType, Wire.SavedOptions),
    ];

    private static double Ms(Timings of) => Math.Round(of.At(0.5) / 1_000, 1);
}

using System.Text.Json;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Hosting;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>What a desk's customers wait for after its silo died: its snapshot is read, and the desk is built from it. In a process that has done
/// it before, as another silo has, and in this thread's own time; what is left out is the store.</summary>
internal static class BringUps
{
    private const int Rounds = 5;

    public static void Run(int waiting, int agents, int skills)
    {
        var desk = new FullDesk(waiting, agents, skills);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(DeskDecider.Save(desk.State), DeskDecider.SavedType, Wire.SavedOptions);
        var (write, read, build) = (new Timings("write", Rounds), new Timings("read", Rounds), new Timings("build", Rounds));
        var paused = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var start = Timings.StartOwn();
            JsonSerializer.SerializeToUtf8Bytes(DeskDecider.Save(desk.State), DeskDecider.SavedType, Wire.SavedOptions);
            write.StopOwn(start);

            GC.Collect();
            paused = GC.GetTotalPauseDuration();
            start = Timings.StartOwn();
            var saved = JsonSerializer.Deserialize(bytes, DeskDecider.SavedType, Wire.SavedOptions)!;
            read.StopOwn(start);
            start = Timings.StartOwn();
            var restored = DeskDecider.Restore(ActorId.Desk("benchmark"), saved);
            build.StopOwn(start);
            paused = GC.GetTotalPauseDuration() - paused;
            if (restored.Threads.Count != desk.State.Threads.Count) throw new InvalidOperationException("threads are missing");
        }

        var figures = new
        {
            waiting, agents, skills, megabytes = Math.Round(bytes.Length / 1e6, 1), writeMs = Ms(write), readMs = Ms(read), buildMs = Ms(build),
            pausedMs = Math.Round(paused.TotalMilliseconds, 1),
        };
        AnsiConsole.WriteLine($"{waiting:N0} waiting: {figures.megabytes} MB, written in {figures.writeMs} ms, read in {figures.readMs}, built in {figures.buildMs}");
        Console.Out.WriteLine(JsonSerializer.Serialize(figures));
    }

    private static double Ms(Timings of) => Math.Round(of.At(0.5) / 1_000, 1);
}

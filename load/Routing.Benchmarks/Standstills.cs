using System.Text.Json;
using Routing.Core.Desks;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>A supervisor stops things on a large desk: queues are paused and reopened, authors muted and heard again. Each turn timed.</summary>
internal static class Standstills
{
    /// <summary>Authors that are muted.</summary>
    private const int Authors = 1_000;

    public static void Run(int waiting, int agents, int skills, int queues)
    {
        Measure(2_000, 200, 64, queues);
        var (pauses, reopenings, mutes) = Measure(waiting, agents, skills, queues);
        var table = new Table().AddColumns("turn", "count", "p50 us", "worst us");
        foreach (var turns in (Timings[])[pauses, reopenings, mutes]) table.AddRow(turns.Name, $"{turns.Count}", $"{turns.At(0.5):0.0}", $"{turns.At(1):0.0}");
        AnsiConsole.Write(table);
        Console.Out.WriteLine(JsonSerializer.Serialize(new
        {
            waiting, agents, skills, queues, longestPauseMs = pauses.At(1) / 1_000, longestReopeningMs = reopenings.At(1) / 1_000, longestMuteMs = mutes.At(1) / 1_000,
        }));
    }

    /// <summary>A hundredth of the agents are there, each with an offer.</summary>
    private static (Timings Pauses, Timings Reopenings, Timings Mutes) Measure(int waiting, int agents, int skills, int queues)
    {
        var desk = new FullDesk(waiting, agents, skills, queues);
        for (var n = 0; n < agents / 100; n++) desk.Take(desk.SignIn(n));
        GC.Collect();
        var (pauses, reopenings, mutes) = (new Timings("pause", queues), new Timings("reopen", queues), new Timings("mute, unmute", 2 * Authors));
        for (var n = 0; n < queues; n++)
        {
            Turn(new PauseQueue(FullDesk.Queue(n), "sue", "outage"), pauses);
            Turn(new ReopenQueue(FullDesk.Queue(n), "sue", null), reopenings);
        }

        for (var n = 0; n < Authors; n++)
        {
            Turn(new MuteAuthor(FullDesk.Author(n), "sue", "abuse"), mutes);
            Turn(new UnmuteAuthor(FullDesk.Author(n), "sue", null), mutes);
        }

        return (pauses, reopenings, mutes);

        void Turn(DeskCommand command, Timings into)
        {
            desk.Tick(1);
            var turn = Timings.Start();
            desk.Take(command);
            into.Stop(turn);
        }
    }
}

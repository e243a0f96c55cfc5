using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;

namespace Routing.Benchmarks;

/// <summary>What comes over a large desk all at once: everybody signs in, or a new policy. Turn by turn, each timed.</summary>
internal static class Moments
{
    /// <summary>All agents become ready, one command each, onto threads that wait.</summary>
    public static void SignIn(int waiting, int agents, int skills)
    {
        WarmUp();
        var desk = new FullDesk(waiting, agents, skills);
        GC.Collect();
        var turns = new Timings("sign-in and offer", agents);
        var (offers, paused, allocated, collections) = (0, GC.GetTotalPauseDuration(), GC.GetAllocatedBytesForCurrentThread(), GC.CollectionCount(0));
        var start = Timings.StartOwn();
        for (var n = 0; n < agents; n++)
        {
            var command = desk.SignIn(n);
            if (n % 100 == 0) desk.Tick(1);
            var turn = Timings.Start();
            offers += desk.Take(command);
            turns.Stop(turn);
        }

        Print(turns, new
        {
            waiting, agents, skills, matched = offers, workMs = OwnMs(start), pausedMs = PausedMs(paused), collections = GC.CollectionCount(0) - collections,
            bytesAllocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / agents, p99Us = turns.At(0.99), longestTurnMs = turns.At(1) / 1_000,
        });
    }

    /// <summary>A new policy under which every thread ranks anew and half of them need something else; threads go on arriving, one a millisecond,
    /// and a tenth of the agents hold an offer.</summary>
    public static void NewPolicy(int waiting, int agents, int skills)
    {
        WarmUp();
        var desk = new FullDesk(waiting, agents, skills);
        for (var n = 0; n < agents / 10; n++) desk.Take(desk.SignIn(n));
        var offers = Offers(desk);
        var threads = desk.State.Threads.Count;
        var turns = new Timings("slice", (waiting / 100) + 1_000);
        var traffic = new Timings("arrival meanwhile", waiting);
        GC.Collect();

        var (longest, undisturbed, arrived, own, last) = (0.0, 0.0, 0, 0L, Stopwatch.GetTimestamp());
        Turn(new Core.Desks.SetPolicy(desk.PolicyOf(dial: 80), "benchmark"), turns);
        var policyUs = turns.At(1);
        var (paused, before) = (GC.GetTotalPauseDuration(), GC.CollectionCount(0));
        while (desk.State.Row.Behind > 0)
        {
            desk.Tick(1);
            Turn(desk.Arrival(), traffic);
            arrived++;
            if (Core.Desks.DeskDecider.Due(desk.State) <= desk.Now) own += Turn(Core.Desks.DeskDecider.Wake, turns);
        }

        var pausedMs = PausedMs(paused);
        var lost = offers.Except(Offers(desk)).Count();
        Print(turns, new
        {
            waiting, agents, skills, slices = turns.Count - 1, workMs = own / 1e6, pausedMs, collections = GC.CollectionCount(0) - before,
            policyTurnMs = policyUs / 1_000, p99TurnMs = turns.At(0.99) / 1_000,
            longestTurnMs = turns.At(1) / 1_000, longestOwnWithoutCollectionMs = undisturbed, longestGapMs = longest, arrivals = arrived, arrivalP99Us = traffic.At(0.99),
            threadsLost = threads + arrived - desk.State.Threads.Count, offers = offers.Count, offersLost = lost,
        });

        long Turn(Core.Desks.DeskCommand command, Timings into)
        {
            var start = Timings.StartOwn();
            var (turn, collections) = (Timings.Start(), GC.CollectionCount(0));
            desk.Take(command);
            into.Stop(turn);
            var now = Stopwatch.GetTimestamp();
            longest = Math.Max(longest, (now - last) * 1e3 / Stopwatch.Frequency);
            last = now;
            var took = Timings.StartOwn() - start;
            if (GC.CollectionCount(0) == collections) undisturbed = Math.Max(undisturbed, took / 1e6);
            return took;
        }
    }

    /// <summary>On a small desk all that is timed later happens once: else the first slice would show the compiler's 30 ms.</summary>
    private static void WarmUp()
    {
        var desk = new FullDesk(waiting: 2_000, agents: 200, skills: 64);
        for (var n = 0; n < 100; n++) desk.Take(desk.SignIn(n));
        desk.Take(new Core.Desks.SetPolicy(desk.PolicyOf(dial: 80), "benchmark"));
        while (desk.State.Row.Behind > 0)
        {
            desk.Tick(1);
            desk.Take(desk.Arrival());
            desk.Take(Core.Desks.DeskDecider.Wake);
        }
    }

    private static HashSet<(string Thread, string? Agent, long Epoch)> Offers(FullDesk desk) =>
        [.. desk.State.Threads.Values.Where(thread => thread.Agent is not null).Select(thread => ((string)thread.Id, (string?)thread.Agent, thread.Epoch))];

    /// <summary>For which the collector stopped everything.</summary>
    private static double PausedMs(TimeSpan before) => Math.Round((GC.GetTotalPauseDuration() - before).TotalMilliseconds, 1);

    private static double OwnMs(long start) => Math.Round((Timings.StartOwn() - start) / 1e6, 1);

    private static void Print<T>(Timings turns, T figures)
    {
        var table = new Table().AddColumns("turn", "count", "p50 us", "p99 us", "p99.9 us", "worst us");
        table.AddRow(turns.Name, $"{turns.Count}", $"{turns.At(0.5):0.00}", $"{turns.At(0.99):0.00}", $"{turns.At(0.999):0.00}", $"{turns.At(1):0.0}");
        AnsiConsole.Write(table);
        Console.Out.WriteLine(JsonSerializer.Serialize(figures));
    }
}

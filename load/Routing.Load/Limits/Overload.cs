using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>What becomes of the engine when several times as much arrives as it can do.</summary>
/// <param name="Cycles">Full cycles meanwhile.</param>
/// <param name="Taken">Messages answered with 202.</param>
/// <param name="Refused">Answered with 429 or 503: come again.</param>
/// <param name="Unclear">Answered with anything else, or not at all.</param>
/// <param name="NotSent">The load tester itself had too many on their way.</param>
/// <param name="MostMegabytes">The most resident memory of the server.</param>
public sealed record Overload(Cycles Cycles, long Taken, long Refused, long Unclear, long NotSent, double MostMegabytes)
{
    // Posts on their way at once: a connection each, far above what the server admits.
    private const int MostInFlight = 8_192;

    /// <param name="perSecond">Messages due each second, whatever the server does.</param>
    public static async Task<Overload> Run(Engine engine, double perSecond, int seconds)
    {
        engine.MeasureAnew();
        engine.ResolveAtOnce = true;
        engine.MayResolve.Open();
        long taken = 0, refused = 0, unclear = 0, notSent = 0;
        var inFlight = 0;
        var most = 0.0;

        var before = engine.Accepted;
        var cpu = engine.Server.Process.CpuSeconds();
        var began = Stopwatch.StartNew();
        var schedule = OpenLoop.Run(Schedule.Steady(perSecond, seconds), (index, due) =>
        {
            if (Interlocked.Increment(ref inFlight) <= MostInFlight)
            {
                _ = Task.Run(() => Send(due));
                return;
            }

            Interlocked.Decrement(ref inFlight);
            notSent++;
        });
        while (!schedule.IsCompleted)
        {
            most = Math.Max(most, engine.Server.Process.Megabytes());
            await Task.Delay(200);
        }

        await schedule;
        var accepted = engine.Accepted - before;
        var cycles = new Cycles(accepted / (engine.Server.Process.CpuSeconds() - cpu), accepted / began.Elapsed.TotalSeconds);
        while (Volatile.Read(ref inFlight) > 0) await Task.Delay(5);
        await engine.UntilAccepted(before + Volatile.Read(ref taken));
        return new Overload(cycles, taken, refused, unclear, notSent, Math.Round(Math.Max(most, engine.Server.Process.Megabytes())));

        async Task Send(long due)
        {
            try
            {
                var posted = await engine.Post(due);
                if (posted.Status == 202) Interlocked.Increment(ref taken);
                else if (posted.ComeAgain) Interlocked.Increment(ref refused);
                else Interlocked.Increment(ref unclear);
            }
            catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
            {
                Interlocked.Increment(ref unclear);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        }
    }
}

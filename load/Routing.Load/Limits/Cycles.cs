using System.Diagnostics;
using Routing.Load.Report;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>How many full cycles (in, durable, threaded, ranked, matched on skills, pushed, accepted and durable) there were.</summary>
/// <param name="PerCore">Per second of the server's processor time.</param>
/// <param name="PerSecond">Per second of the clock, the load tester on the same processors.</param>
public readonly record struct Cycles(double PerCore, double PerSecond)
{
    private const int Posters = 64;

    /// <summary>So many cycles as fast as 64 connectors with one message each in flight can bring them; agents keep what they accept.</summary>
    public static async Task<Cycles> Saturated(Engine engine, int count)
    {
        engine.MeasureAnew();
        engine.ResolveAtOnce = false;
        var target = engine.Accepted + count;
        var left = count;
        var cycles = await Measure(engine, count, async () =>
        {
            await PostWhile(engine, () => Interlocked.Decrement(ref left) >= 0);
            await engine.UntilAccepted(target);
        });
        await engine.Empty();
        return cycles;
    }

    /// <summary>So many cycles, one thread resolved for each message that comes, while <paramref name="waiting"/> threads wait all the time:
    /// with as much on its way at once as with none waiting. Agents must have one slot.</summary>
    public static async Task<Cycles> WithWaiting(Engine engine, int count, int waiting, int agents)
    {
        engine.MeasureAnew();
        engine.ResolveAtOnce = true;
        engine.MayResolve.Close();
        var before = engine.Resolved;
        long posted = 0;

        // Fill up: every agent has one, the rest waits.
        var open = waiting + (agents / 2);
        await PostWhile(engine, () => Interlocked.Increment(ref posted) <= open);
        Interlocked.Exchange(ref posted, open);

        // What filling up has left to be done belongs to it, not to the cycles.
        await engine.UntilQuiet();
        Terminal.Say($"{open:N0} open, {count:N0} cycles");

        var cycles = await Measure(engine, count, async () =>
        {
            await PostWhile(engine, () => Interlocked.Increment(ref posted) <= open + count, engine.MayResolve.LetOne);
            await engine.UntilResolved(before + count);
        });
        engine.MayResolve.Open();
        await engine.UntilResolved(before + open + count);
        return cycles;
    }

    /// <summary>Runs some work and divides what it did by the server's processor time and by the clock.</summary>
    public static async Task<Cycles> Measure(Engine engine, int count, Func<Task> work)
    {
        var cpu = engine.Server.Process.CpuSeconds();
        var began = Stopwatch.StartNew();
        await work();
        return new Cycles(count / (engine.Server.Process.CpuSeconds() - cpu), count / began.Elapsed.TotalSeconds);
    }

    private static Task PostWhile(Engine engine, Func<bool> more, Action? posted = null) =>
        Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => Task.Run(async () =>
        {
            while (more())
            {
                while (true)
                {
                    var answer = await engine.Post(Stopwatch.GetTimestamp());
                    if (answer.Status == 202) break;
                    if (!answer.ComeAgain) throw new InvalidOperationException($"A message was answered with {answer.Status}, code {answer.Code}");
                    await Task.Delay(5);
                }

                posted?.Invoke();
            }
        })));
}

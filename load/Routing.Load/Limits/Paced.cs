using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Report;

namespace Routing.Load.Limits;

/// <summary>Messages at a steady rate that the engine can well bear: how long until the offer is on the agent's socket.</summary>
public static class Paced
{
    public static async Task<Latencies> Run(Engine engine, int perSecond, int seconds)
    {
        engine.MeasureAnew();
        engine.ResolveAtOnce = false;
        var due = Schedule.Steady(perSecond, seconds);
        var target = engine.Accepted + due.Length;
        var posts = new Task[due.Length];
        await OpenLoop.Run(due, (index, at) => posts[index] = Task.Run(async () =>
        {
            var posted = await engine.Post(at);
            if (posted.Status != 202)
                throw new InvalidOperationException($"At a quarter of its saturation the server answered {posted.Status}, code {posted.Code}");
        }));
        await Task.WhenAll(posts);
        await engine.UntilAccepted(target);
        await engine.Empty();
        return engine.InToPush.Latencies;
    }
}

using System.Diagnostics;
using Routing.Load.Clients;
using Routing.Load.Raw;
using Routing.Load.Server;

namespace Routing.Load.Limits;

/// <summary>What HTTP and the disk alone can take in: each post is answered once it is stored.</summary>
public sealed class IngestReference : IAsyncDisposable
{
    private const int Posters = 64;
    private readonly RawProcess _server;
    private readonly MessagePoster _poster;
    private int _round;

    private IngestReference(RawProcess server)
    {
        _server = server;
        _poster = new MessagePoster(server.Url, "none", "x");
    }

    public static async Task<IngestReference> Start() => new(await RawProcess.Start(RawKind.Ingest));

    /// <returns>Messages per second of the server's processor time, and per second.</returns>
    public async Task<(double PerCore, double PerSecond)> Run(int count)
    {
        var round = Interlocked.Increment(ref _round);
        var next = 0;
        var cpu = _server.Process.CpuSeconds();
        var began = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= count)
            {
                var posted = await _poster.Post(Engine.Message($"{round}-{number}"));
                if (posted.Status != 202) throw new InvalidOperationException($"The reference answered {posted.Status}");
            }
        })));
        return (count / (_server.Process.CpuSeconds() - cpu), count / began.Elapsed.TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        _poster.Dispose();
        await _server.DisposeAsync();
    }
}

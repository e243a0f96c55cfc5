using Routing.Load.Server;

namespace Routing.Load.Crash;

/// <summary>The embedded server: killed, and started again on the same data.</summary>
public sealed class SingleServer : ISubject
{
    private readonly ServerProcess _server;

    private SingleServer(ServerProcess server) => _server = server;

    public IReadOnlyList<Ready> Doors => [_server.Ready];

    public TimeSpan SlowestStart { get; private set; }

    public IReadOnlyList<Outage> Outages => [];

    public static async Task<SingleServer> Fresh() => new(await ServerProcess.Fresh());

    public async Task Break(Random random, IReadOnlyList<CrashAgent> agents, Action broken)
    {
        await _server.Kill();
        broken();
        await _server.Start();
        if (_server.StartedIn > SlowestStart) SlowestStart = _server.StartedIn;
    }

    public IReadOnlyList<string> Keep() => [_server.Keep()];

    public Task<IReadOnlyList<string>> Faults() => Task.FromResult<IReadOnlyList<string>>([]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

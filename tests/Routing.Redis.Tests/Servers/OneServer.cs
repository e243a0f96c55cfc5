using Microsoft.Extensions.Logging.Abstractions;

namespace Routing.Redis.Tests.Servers;

/// <summary>A server and the stores of the silos that use it, for one test.</summary>
public abstract class OneServer : IAsyncLifetime
{
    private readonly List<RedisStore> _stores = [];
    private int _workspaces;

    protected RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.Start();

    public async Task DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Another silo's way to the server.</summary>
    protected async Task<RedisStore> Store(string? witness = null, params string[] acceptedLosses)
    {
        var store = await RedisStore.Open(
            new RedisOptions { Configuration = Server.Address, Witness = witness, AcceptedLosses = acceptedLosses },
            TimeProvider.System,
            NullLogger.Instance);
        _stores.Add(store);
        return store;
    }

    protected string NewWorkspace() => $"w{++_workspaces}";
}

using System.Text.Json;
using StackExchange.Redis;

namespace Routing.Load.Crash;

/// <summary>Which silos the cluster takes for alive and dead: read from the table that they keep, not asked of any of them.</summary>
public sealed class Members : IAsyncDisposable
{
    private const string Table = "routing/members/routing";
    private const string VersionField = "Version";
    private const int IsActive = 3;
    private const int IsDead = 6;

    private readonly ConnectionMultiplexer _connection;

    private Members(ConnectionMultiplexer connection) => _connection = connection;

    public static async Task<Members> Open(string address)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        return new Members(await ConnectionMultiplexer.ConnectAsync(options));
    }

    public Task<HashSet<string>> Active() => With(IsActive);

    public Task<HashSet<string>> Dead() => With(IsDead);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<HashSet<string>> With(int status)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in await _connection.GetDatabase().HashGetAllAsync(Table))
        {
            if (entry.Name == VersionField) continue;
            using var member = JsonDocument.Parse((byte[])entry.Value!);
            if (member.RootElement.GetProperty("Status").GetInt32() == status) found.Add(entry.Name.ToString());
        }

        return found;
    }
}

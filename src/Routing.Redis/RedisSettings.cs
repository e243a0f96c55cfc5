using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Settings of the whole cluster: workspaces, keys, webhooks; small JSON texts by key.</summary>
public sealed class RedisSettings
{
    private const string All = "routing:settings";

    /// <summary>Keys are drawn by whichever silo comes first, and then stay.</summary>
    private const string Keys = "keys/";

    private readonly RedisStore _store;

    internal RedisSettings(RedisStore store) => _store = store;

    public async ValueTask<string?> Read(string key) => await _store.Database.HashGetAsync(All, key);

    public async ValueTask Put(string key, string json) =>
        await _store.Database.HashSetAsync(All, key, json, key.StartsWith(Keys, StringComparison.Ordinal) ? When.NotExists : When.Always);

    public async ValueTask<IReadOnlyList<(string Key, string Json)>> With(string prefix) =>
    [
        .. from entry in await _store.Database.HashGetAllAsync(All)
           let key = entry.Name.ToString()
           where key.StartsWith(prefix, StringComparison.Ordinal)
           orderby key
           select (key, entry.Value.ToString()),
    ];
}

using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Texts and names, each under its own key: what the journal must not hold.</summary>
public sealed class RedisBodies
{
    private readonly RedisStore _store;

    internal RedisBodies(RedisStore store) => _store = store;

    /// <summary>Bodies by key; those that do not exist (erased, say) are missing from the answer.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> Read(string workspace, IReadOnlyCollection<string> keys)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(RedisLimits.BodiesPerRead))
        {
            var values = await _store.Database.StringGetAsync(Array.ConvertAll(some, key => Keys.Body(workspace, key)));
            for (var i = 0; i < some.Length; i++)
            {
                if (!values[i].IsNull) found[some[i]] = values[i].ToString();
            }
        }

        return found;
    }
}

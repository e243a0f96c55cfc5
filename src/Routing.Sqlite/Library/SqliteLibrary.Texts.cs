using System.Text.Json;
using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>Messages of the answer to <see cref="Chains"/>: a page of context, not an export.</summary>
    private const int MostInChains = 500;

    /// <summary>Bodies by key; those that do not exist (erased, say) are missing from the answer.</summary>
    public ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        _readers.Read<IReadOnlyDictionary<string, string>>(
            database =>
            {
                var found = new Dictionary<string, string>(keys.Count);
                var query = database.Prepare("SELECT json FROM body WHERE key = ?");
                foreach (var key in keys)
                {
                    if (!query.Set(1, $"{workspace}/{key}").Next()) continue;
                    found[key] = query.Text(0);
                    query.Reset();
                }

                return found;
            },
            cancel);

    /// <summary>All messages of these chains, oldest first, at most 500. Our own replies bring the reply's text where the network's copy
    /// has none.</summary>
    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) => List(
        database => database.Prepare(
            """
            SELECT message, parent, chain, author, own, repost, deleted, visibility, created, received, reply,
              coalesce((SELECT json FROM body WHERE key = ?1 || '/m/' || message), (SELECT json FROM body WHERE key = ?1 || '/r/' || reply))
            FROM message WHERE workspace = ?1 AND chain IN (SELECT value FROM json_each(?2)) ORDER BY created, message LIMIT ?3
            """).Set(1, workspace).Set(2, JsonSerializer.Serialize(chains.Select(chain => chain.Value))).Set(3, MostInChains),
        row => new ChainMessage(
            new MessageKey(row.Text(0)), row.TextOrNull(1) is { } parent ? new MessageKey(parent) : null, new MessageKey(row.Text(2)),
            new CustomerKey(row.Text(3)), row.Flag(4), row.Flag(5), row.Flag(6), (Visibility)row.Int64(7), new Instant(row.Int64(8)),
            new Instant(row.Int64(9)), row.TextOrNull(10), row.TextOrNull(11)),
        cancel);
}

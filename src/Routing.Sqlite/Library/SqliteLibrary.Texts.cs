using Routing.Core;
using Routing.Core.Projections;

namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    /// <summary>Messages of the answer to <see cref="Chains"/>: a page of context, not an export.</summary>
    private const int MostInChains = 500;

    /// <summary>Bodies by key; those that do not exist (erased, say) are missing from the answer.</summary>
    public ValueTask<IReadOnlyDictionary<string, string>> Bodies(string workspace, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var found = new Dictionary<string, string>(keys.Count);
        List<string>? others = null;
        foreach (var key in keys)
        {
            if (!_recent.Find(workspace, key, out var json)) (others ??= []).Add(key);
            else if (json is not null) found[key] = json;
        }

        return others is null
            ? ValueTask.FromResult<IReadOnlyDictionary<string, string>>(found)
            : _readers.Read<IReadOnlyDictionary<string, string>>(database => Read(database, workspace, others, found), cancel);
    }

    /// <summary>All messages of these chains, oldest first, at most 500. Our own replies bring the reply's text where the network's copy
    /// has none.</summary>
    public ValueTask<IReadOnlyList<ChainMessage>> Chains(string workspace, IReadOnlyCollection<MessageKey> chains, CancellationToken cancel) =>
        _readers.Read<IReadOnlyList<ChainMessage>>(
            database =>
            {
                var found = new List<ChainMessage>();
                foreach (var chain in chains) found.AddRange(Rows(Chain(database, workspace, chain), row => WithText(workspace, MessageOf(row))));
                if (chains.Count == 1) return found;
                return [.. found.OrderBy(message => message.CreatedAt).ThenBy(message => message.Message).Take(MostInChains)];
            },
            cancel);

    /// <summary>One chain at a time: only so does SQLite follow the index instead of reading the whole workspace in order.</summary>
    private static Statement Chain(Database database, string workspace, MessageKey chain) =>
        database.Prepare(
            """
            SELECT message, parent, chain, author, own, repost, deleted, visibility, created, received, reply,
              coalesce((SELECT json FROM body WHERE key = ?1 || '/m/' || message), (SELECT json FROM body WHERE key = ?1 || '/r/' || reply))
            FROM message INDEXED BY message_chain WHERE workspace = ?1 AND chain = ?2 ORDER BY created, message LIMIT ?3
            """).Set(1, workspace).Set(2, chain.Value).Set(3, MostInChains);

    /// <summary>The message with its text as it is now: the tables follow a little later.</summary>
    private ChainMessage WithText(string workspace, ChainMessage message)
    {
        if (_recent.Find(workspace, Body.OfMessage(message.Message), out var json)) return message with { BodyJson = json };
        return message.Reply is { } reply && _recent.Find(workspace, Body.OfReply(reply), out json) ? message with { BodyJson = json } : message;
    }

    private static ChainMessage MessageOf(Statement row) => new(
        new MessageKey(row.Text(0)), row.TextOrNull(1) is { } parent ? new MessageKey(parent) : null, new MessageKey(row.Text(2)),
        new CustomerKey(row.Text(3)), row.Flag(4), row.Flag(5), row.Flag(6), (Visibility)row.Int64(7), new Instant(row.Int64(8)),
        new Instant(row.Int64(9)), row.TextOrNull(10), row.TextOrNull(11));

    private static Dictionary<string, string> Read(Database database, string workspace, List<string> keys, Dictionary<string, string> found)
    {
        var query = database.Prepare("SELECT json FROM body WHERE key = ?");
        foreach (var key in keys)
        {
            if (!query.Set(1, $"{workspace}/{key}").Next()) continue;
            found[key] = query.Text(0);
            query.Reset();
        }

        return found;
    }
}

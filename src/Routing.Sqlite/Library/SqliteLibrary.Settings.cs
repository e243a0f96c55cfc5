namespace Routing.Sqlite;

public sealed partial class SqliteLibrary
{
    public ValueTask<string?> Setting(string key, CancellationToken cancel) => _readers.Read(
        database =>
        {
            var query = database.Prepare("SELECT json FROM setting WHERE key = ?").Set(1, key);
            if (!query.Next()) return null;
            var json = query.Text(0);
            query.Reset();
            return json;
        },
        cancel);

    /// <summary>Completes once it is durable.</summary>
    public ValueTask PutSetting(string key, string json, CancellationToken cancel) => Write(
        database => database.Prepare("INSERT INTO setting(key, json) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET json = excluded.json")
            .Set(1, key).Set(2, json).Run(),
        cancel);

    /// <summary>Settings whose key begins so, in the order of their keys.</summary>
    public ValueTask<IReadOnlyList<(string Key, string Json)>> Settings(string prefix, CancellationToken cancel) => List(
        database => database.Prepare("SELECT key, json FROM setting WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key").Set(1, prefix),
        row => (row.Text(0), row.Text(1)),
        cancel);
}

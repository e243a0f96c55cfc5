namespace Routing.Sqlite;

/// <summary>How far something that follows the log has come: kept with what it wrote, in the same transaction.</summary>
internal sealed class Progress(Database database, string name)
{
    public long Read() => database.Prepare("SELECT value FROM progress WHERE name = ?").Set(1, name).Number() ?? 0;

    public void Write(long value) =>
        database.Prepare("INSERT INTO progress(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
            .Set(1, name).Set(2, value).Run();
}

namespace Routing.Sqlite;

/// <summary>Gives each workspace its numbers of a list: from 1, without a gap, never twice.</summary>
internal sealed class Cursors(Database database)
{
    private readonly Statement _next = database.Prepare(
        """
        INSERT INTO cursor(name, workspace, value) VALUES(?, ?, 1)
        ON CONFLICT(name, workspace) DO UPDATE SET value = value + 1 RETURNING value
        """);

    public long Next(string name, string workspace)
    {
        _next.Set(1, name).Set(2, workspace).Next();
        var value = _next.Int64(0);
        _next.Reset();
        return value;
    }
}

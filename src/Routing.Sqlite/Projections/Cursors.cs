namespace Routing.Sqlite;

/// <summary>Gives each workspace its numbers of a list: from 1, without a gap, never twice. Counted in memory, written once in each
/// transaction.</summary>
internal sealed class Cursors(Database database)
{
    private readonly Dictionary<(string Name, string Workspace), long> _last = [];
    private readonly HashSet<(string Name, string Workspace)> _moved = [];
    private readonly Statement _read = database.Prepare("SELECT value FROM cursor WHERE name = ? AND workspace = ?");

    private readonly Statement _write = database.Prepare(
        "INSERT INTO cursor(name, workspace, value) VALUES(?, ?, ?) ON CONFLICT(name, workspace) DO UPDATE SET value = excluded.value");

    public long Next(string name, string workspace)
    {
        var list = (name, workspace);
        if (!_last.TryGetValue(list, out var last)) last = _read.Set(1, name).Set(2, workspace).Number() ?? 0;
        _moved.Add(list);
        return _last[list] = last + 1;
    }

    public void Write()
    {
        foreach (var list in _moved) _write.Set(1, list.Name).Set(2, list.Workspace).Set(3, _last[list]).Run();
        _moved.Clear();
    }

    /// <summary>The numbers given in this transaction were not given.</summary>
    public void Forget()
    {
        _last.Clear();
        _moved.Clear();
    }
}

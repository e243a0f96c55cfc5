using Routing.Core;

namespace Routing.Sqlite;

/// <summary>Texts by key, and the index of the words of messages.</summary>
internal sealed class BodyTable : ITransactionPart
{
    private readonly Database _database;
    private readonly Statement _add;
    private readonly Statement _find;
    private readonly Statement _change;
    private readonly Statement _erase;
    private readonly Statement _addWords;
    private readonly Statement _dropWords;
    private long _last;
    private long _committed;
    private bool _wiping;

    public BodyTable(Database database)
    {
        _database = database;
        _add = database.Prepare("INSERT INTO body(no, key, json) VALUES(?, ?, ?) ON CONFLICT(key) DO NOTHING");
        _find = database.Prepare("SELECT no, json FROM body WHERE key = ?");
        _change = database.Prepare("UPDATE body SET json = ? WHERE no = ?");
        _erase = database.Prepare("DELETE FROM body WHERE no = ?");
        _addWords = database.Prepare("INSERT INTO words(rowid, word, workspace) VALUES(?, ?, ?)");
        _dropWords = database.Prepare("INSERT INTO words(words, rowid, word, workspace) VALUES('delete', ?, ?, ?)");

        _last = _committed = database.Prepare("SELECT max(no) FROM body").Number() ?? 0;
    }

    public void Put(string workspace, Body body)
    {
        var key = $"{workspace}/{body.Key}";
        if (_add.Set(1, _last + 1).Set(2, key).Set(3, body.Json).Run() == 1)
        {
            Words(_addWords, ++_last, key, body.Json);
            return;
        }

        if (Find(key) is not ({ } no, { } old)) throw new InvalidOperationException("a body that is there was not found");
        Wipe();
        Words(_dropWords, no, key, old);
        _change.Set(1, body.Json).Set(2, no).Run();
        Words(_addWords, no, key, body.Json);
    }

    public void Erase(string workspace, string bodyKey)
    {
        var key = $"{workspace}/{bodyKey}";
        if (Find(key) is not ({ } no, { } old)) return;
        Wipe();
        Words(_dropWords, no, key, old);
        _erase.Set(1, no).Run();
    }

    public void Committed()
    {
        _committed = _last;
        StopWiping();
    }

    public void RolledBack()
    {
        _last = _committed;
        StopWiping();
    }

    private (long? No, string? Json) Find(string key)
    {
        if (!_find.Set(1, key).Next()) return default;
        var found = (_find.Int64(0), _find.Text(1));
        _find.Reset();
        return found;
    }

    private static void Words(Statement statement, long no, string key, string json)
    {
        if (BodyText.Of(key, json) is { } text) statement.Set(1, no).Set(2, text).Set(3, Hashes.Name(BodyText.Workspace(key))).Run();
    }

    /// <summary>From here to the end of the transaction, pages that become free are overwritten: an erased text is not left in the file.</summary>
    private void Wipe()
    {
        if (_wiping) return;
        _database.Prepare("PRAGMA secure_delete=ON").Run();
        _wiping = true;
    }

    private void StopWiping()
    {
        if (!_wiping) return;
        _database.Prepare("PRAGMA secure_delete=FAST").Run();
        _wiping = false;
    }
}

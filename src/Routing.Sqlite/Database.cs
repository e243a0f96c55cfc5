using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>One connection to the store's file with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>Milliseconds to wait for a lock. There is one writer, so only opening and checkpoints ever meet one.</summary>
    private const int BusyMs = 5_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];
    private readonly sqlite3 _handle;

    private Database(string file, SqliteOpenMode mode, string pragmas)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        _connection.Open();
        _handle = _connection.Handle!;
        raw.sqlite3_busy_timeout(_handle, BusyMs);
        Execute(pragmas);
    }

    /// <summary>Every commit is on the disk before it returns; checkpoints are another connection's business.</summary>
    public static Database ForWriting(string file) => new(
        file, SqliteOpenMode.ReadWriteCreate,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=4194304; "
        + "PRAGMA cache_size=-32768; PRAGMA secure_delete=FAST;");

    public static Database ForReading(string file) => new(file, SqliteOpenMode.ReadOnly, "PRAGMA cache_size=-2048; PRAGMA query_only=ON;");

    public static Database ForCheckpoints(string file) => new(file, SqliteOpenMode.ReadWrite, "PRAGMA synchronous=FULL; PRAGMA cache_size=-256;");

    public sqlite3 Handle => _handle;

    /// <summary>Whether a transaction is open: some errors end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastRow => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>The statement for this text, prepared at its first use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_handle, sql, out var prepared), _handle);
        var statement = new Statement(_handle, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>The texts of all statements prepared so far.</summary>
    public IReadOnlyCollection<string> Statements => _statements.Keys;

    /// <summary>Runs statements that are used once.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Begin() => Prepare("BEGIN IMMEDIATE").Run();

    public void Commit() => Prepare("COMMIT").Run();

    public void Rollback()
    {
        if (InTransaction) Prepare("ROLLBACK").Run();
    }

    /// <summary>Ends every read that was left half done.</summary>
    public void ResetAll()
    {
        foreach (var statement in _statements.Values) statement.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }
}

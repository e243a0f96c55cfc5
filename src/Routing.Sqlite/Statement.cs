using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Routing.Sqlite;

/// <summary>A prepared statement, bound by position from 1 and read by column from 0. Kept for the life of its connection, so that
/// writing a row parses nothing and allocates nothing.</summary>
/// <remarks>Used by one thread at a time. <see cref="Run"/> or reading to the end leaves it ready for the next use; whoever stops
/// reading early calls <see cref="Reset"/>.</remarks>
internal sealed class Statement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private byte[] _utf8 = new byte[256];

    public Statement Set(int position, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, position, value));
        return this;
    }

    public Statement Set(int position, bool value) => Set(position, value ? 1 : 0);

    public Statement Set(int position, string? value)
    {
        if (value is null) return SetNull(position);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most) _utf8 = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, _utf8);
        Check(raw.sqlite3_bind_text(statement, position, _utf8.AsSpan(0, length)));
        return this;
    }

    public Statement Set(int position, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, position, value));
        return this;
    }

    public Statement SetOrNull(int position, long? value) => value is { } number ? Set(position, number) : SetNull(position);

    public Statement SetNull(int position)
    {
        Check(raw.sqlite3_bind_null(statement, position));
        return this;
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end; the statement is then ready for the next use.</returns>
    public bool Next()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        try
        {
            if (code != raw.SQLITE_DONE) Check(code);
        }
        finally
        {
            Reset();
        }

        return false;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>Rows changed.</returns>
    public int Run()
    {
        while (Next()) { }
        return raw.sqlite3_changes(database);
    }

    /// <summary>The number in the first column of the first row; null if there is no row, or no number in it.</summary>
    public long? Number()
    {
        if (!Next()) return null;
        long? number = IsNull(0) ? null : Int64(0);
        Reset();
        return number;
    }

    /// <summary>The error of a failed step is reported by the step itself; resetting repeats it, so it is not looked at here.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public bool Flag(int column) => Int64(column) != 0;

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Routing.Load.Raw;

/// <summary>The least that a durable store can do: rows of one table, <c>synchronous=FULL</c>, as many in a transaction as wait.</summary>
public sealed class GroupCommit : IDisposable
{
    // Rows that may wait for their commit; far above what the references have in flight.
    private const int MostWaiting = 65_536;

    private readonly BlockingCollection<(byte[] Row, TaskCompletionSource Stored)> _waiting = new(MostWaiting);
    private readonly SqliteConnection _store;
    private readonly System.Threading.Thread _writer;

    public GroupCommit(string file)
    {
        _store = new SqliteConnection($"Data Source={file};Pooling=False");
        _store.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, data BLOB NOT NULL)");
        _writer = new System.Threading.Thread(Write) { IsBackground = true, Name = "raw commit" };
        _writer.Start();
    }

    /// <summary>Ends once the row is on the disk.</summary>
    public Task Append(byte[] row)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((row, stored));
        return stored.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _writer.Join();
        _store.Dispose();
        _waiting.Dispose();
    }

    private void Write()
    {
        using var insert = _store.CreateCommand();
        insert.CommandText = "INSERT INTO journal (data) VALUES ($data)";
        var data = insert.Parameters.Add("$data", SqliteType.Blob);
        var batch = new List<TaskCompletionSource>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            using (var transaction = _store.BeginTransaction())
            {
                insert.Transaction = transaction;
                var next = first;
                do
                {
                    data.Value = next.Row;
                    insert.ExecuteNonQuery();
                    batch.Add(next.Stored);
                }
                while (batch.Count < 4096 && _waiting.TryTake(out next));
                transaction.Commit();
            }

            foreach (var stored in batch) stored.SetResult();
            batch.Clear();
        }
    }

    private void Execute(string sql)
    {
        using var command = _store.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

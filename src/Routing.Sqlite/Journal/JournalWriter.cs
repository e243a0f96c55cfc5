using Routing.Hosting;

namespace Routing.Sqlite;

/// <summary>Writes one batch as one row in one transaction, and drops the rows that have been settled meanwhile.</summary>
internal sealed class JournalWriter(JournalFile file, Unsettled unsettled) : IDisposable
{
    private readonly BatchFormat _format = new();

    // The last turn that erased something: once it is settled, the erased text must leave this file as well.
    private long _erased;

    public void Write(List<Entry> batch, bool beat)
    {
        var settled = unsettled.Settled;

        // Before the batch, so that it may fail and be tried again.
        if (beat && _erased > 0 && _erased <= settled && !file.HasSettled(settled) && file.Wipe()) _erased = 0;

        var turns = _format.Write(batch);
        if (turns.Length > 0 || (beat && file.HasSettled(settled)))
        {
            file.Begin();
            if (turns.Length > 0) file.Add(LastOf(batch), turns);
            file.Drop(settled);
            file.Commit();
        }

        foreach (var entry in batch)
        {
            if (entry.What is Turn { Erase.Count: > 0 }) _erased = entry.Sequence;
        }
    }

    /// <summary>Takes back what a failed <see cref="Write"/> has begun.</summary>
    public void Undo() => file.Undo();

    public void Dispose() => _format.Dispose();

    private static long LastOf(List<Entry> batch)
    {
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            if (batch[i].Sequence > 0) return batch[i].Sequence;
        }

        return 0;
    }
}

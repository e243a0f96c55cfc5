namespace Routing.Sqlite.Tests;

/// <summary>A data folder of a test, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public Folder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"routing-{Guid.NewGuid():n}");

    public string Database => System.IO.Path.Combine(Path, "routing.db");

    public string Journal => System.IO.Path.Combine(Path, "journal.db");

    /// <summary>What the commits are written to first.</summary>
    public string Log => System.IO.Path.Combine(Path, "journal.db-wal");

    /// <summary>What a crash at this moment would leave behind.</summary>
    /// <param name="logBytes">Where the write-ahead log is cut; null: not.</param>
    public Folder Crash(long? logBytes = null)
    {
        var copy = new Folder();

        // The journal first: what leaves it while this copies is in the tables by then.
        Copy(Journal, copy.Journal, null);
        Copy(Log, copy.Log, logBytes);
        Copy(Database, copy.Database, null);
        if (File.Exists($"{Database}-wal")) Copy($"{Database}-wal", $"{copy.Database}-wal", null);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Copy(string from, string to, long? bytes)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = File.Create(to);
        source.CopyTo(copy);
        if (bytes is { } cut) copy.SetLength(cut);
    }
}

namespace Routing.Sqlite.Tests;

/// <summary>A data folder of a test, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public Folder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"routing-{Guid.NewGuid():n}");

    public string Database => System.IO.Path.Combine(Path, "routing.db");

    public string Log => System.IO.Path.Combine(Path, "routing.db-wal");

    /// <summary>What a crash at this moment would leave behind.</summary>
    /// <param name="logBytes">Where the write-ahead log is cut; null: not.</param>
    public Folder Crash(long? logBytes = null)
    {
        var copy = new Folder();
        File.Copy(Database, copy.Database);
        using var log = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var cut = File.Create(copy.Log);
        log.CopyTo(cut);
        if (logBytes is { } bytes) cut.SetLength(bytes);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

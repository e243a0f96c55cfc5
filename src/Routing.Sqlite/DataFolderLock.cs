namespace Routing.Sqlite;

/// <summary>One process per data folder: a file that the operating system keeps locked for as long as its holder lives.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _held;

    private DataFolderLock(FileStream held) => _held = held;

    /// <exception cref="FolderInUseException">Another process (or this one) has it.</exception>
    public static DataFolderLock Take(string folder)
    {
        // A locked file cannot be read, so who holds it stands in a second one.
        var holder = Path.Combine(folder, "routing.pid");
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "routing.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException or FileNotFoundException))
        {
            throw new FolderInUseException(folder, File.Exists(holder) ? File.ReadAllText(holder) : "unknown");
        }

        File.WriteAllText(holder, Environment.ProcessId.ToString());
        return new DataFolderLock(held);
    }

    public void Dispose() => _held.Dispose();
}

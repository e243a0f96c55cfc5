namespace Routing.Sqlite;

/// <summary>Another process has this data folder.</summary>
public sealed class FolderInUseException(string folder, string holder)
    : IOException($"The data folder '{folder}' is in use by process {holder}. One process per data folder: stop it, or choose another with --data.");

/// <summary>Another version of this program wrote the store.</summary>
public sealed class UnknownStoreException(string file, long found, long known)
    : IOException($"'{file}' has schema version {found}; this program knows {known}. Run the version that wrote it, or choose another folder with --data.");

/// <summary>The disk stayed full for longer than the store waits for room.</summary>
public sealed class DiskFullException(string folder, TimeSpan patience, Exception cause)
    : IOException($"The disk of '{folder}' stayed full for {patience.TotalSeconds:0} s; nothing of what was waiting has been acknowledged.", cause);

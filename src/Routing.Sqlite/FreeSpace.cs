namespace Routing.Sqlite;

/// <summary>How much the disk still holds for new messages. Looked at by the writer's thread on every beat, read by any.</summary>
internal sealed class FreeSpace(string folder, long reserveBytes)
{
    private readonly DriveInfo _drive = new(folder);
    private long _room;

    /// <summary>Bytes above the reserve; at or below zero new messages are refused.</summary>
    public long Room => Volatile.Read(ref _room);

    public void Look() => Volatile.Write(ref _room, _drive.AvailableFreeSpace - reserveBytes);

    /// <summary>A write did not fit, whatever the drive says: a limit of its own, a quota.</summary>
    public void Full() => Volatile.Write(ref _room, Math.Min(_drive.AvailableFreeSpace - reserveBytes, 0));
}

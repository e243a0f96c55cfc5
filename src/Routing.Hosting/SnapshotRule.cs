namespace Routing.Hosting;

/// <summary>When a snapshot is worth writing: when the records behind it outweigh it, so that writing costs a constant share and
/// rebuilding an actor never reads more than twice its size.</summary>
public static class SnapshotRule
{
    /// <summary>Bytes of records below which no live actor is worth a snapshot: about 200 records, rebuilt in a few milliseconds.</summary>
    private const long LiveBytes = 64 * 1024;

    /// <summary>The same for an actor that leaves memory: it will be rebuilt soon, so less is worth it.</summary>
    private const long LeavingBytes = 8 * 1024;

    public static bool IsDue(IActorLoop loop, bool leaving)
    {
        var least = leaving ? LeavingBytes : LiveBytes;
        return loop.TailBytes > Math.Max(least, loop.SnapshotBytes);
    }
}

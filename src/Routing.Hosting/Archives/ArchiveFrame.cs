using System.Buffers.Binary;
using System.Text.Json;

namespace Routing.Hosting;

/// <summary>An item as bytes: its JSON, and for an actor its snapshot and its records behind it, each with its length before it (32 bits,
/// little endian).</summary>
internal static class ArchiveFrame
{
    /// <summary>Bytes of one piece: a length beyond it is no length.</summary>
    public const int MostBytes = 1 << 30;

    private const int NoSnapshot = -1;

    public static void Write(MemoryStream frame, ArchiveItem item)
    {
        Piece(frame, JsonSerializer.SerializeToUtf8Bytes(item, Wire.Options));
        if (item is not ArchivedActor actor) return;
        if (actor.Snapshot is { } snapshot) Piece(frame, snapshot);
        else Number(frame, NoSnapshot);
        Number(frame, actor.Records.Count);
        foreach (var record in actor.Records) Piece(frame, record.Span);
    }

    public static ArchiveItem Read(Stream archive, byte[] json)
    {
        var item = JsonSerializer.Deserialize<ArchiveItem>(json, Wire.Options) ?? throw new InvalidDataException("an item is null");
        if (item is not ArchivedActor actor) return item;
        var length = Number(archive);
        var snapshot = length == NoSnapshot ? null : Piece(archive, length);
        var records = new ReadOnlyMemory<byte>[Checked(Number(archive))];
        for (var i = 0; i < records.Length; i++) records[i] = Piece(archive, Number(archive));
        return actor with { Snapshot = snapshot, Records = records };
    }

    public static int Number(Stream archive)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        archive.ReadExactly(number);
        return BinaryPrimitives.ReadInt32LittleEndian(number);
    }

    public static byte[] Piece(Stream archive, int length)
    {
        var piece = new byte[Checked(length)];
        archive.ReadExactly(piece);
        return piece;
    }

    public static void Number(Stream frame, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        frame.Write(bytes);
    }

    private static void Piece(Stream frame, ReadOnlySpan<byte> piece)
    {
        Number(frame, piece.Length);
        frame.Write(piece);
    }

    private static int Checked(int length) =>
        length is >= 0 and <= MostBytes ? length : throw new InvalidDataException($"a length of {length} bytes is none");
}

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Routing.Hosting;

/// <summary>A store in one file: a line that names the format, then its items one after the other, compressed, and at the end what they were.</summary>
/// <remarks>Written and read as a stream: in memory is one item at a time, the largest of which is a desk.</remarks>
public static class Archive
{
    private static readonly byte[] Format = "routing archive 1\n"u8.ToArray();

    /// <summary>In place of an item's length: no more come.</summary>
    private const int End = -1;

    /// <returns>What was written.</returns>
    public static async Task<ArchiveDigest> Write(Stream file, IAsyncEnumerable<ArchiveItem> items, CancellationToken cancel)
    {
        await file.WriteAsync(Format, cancel);
        await using var archive = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        var digest = new ArchiveDigest();
        var frame = new MemoryStream();
        await foreach (var item in items.WithCancellation(cancel))
        {
            frame.SetLength(0);
            Add(digest, frame, item);
            await archive.WriteAsync(frame.GetBuffer().AsMemory(0, (int)frame.Length), cancel);
        }

        frame.SetLength(0);
        ArchiveFrame.Number(frame, End);
        var kinds = JsonSerializer.SerializeToUtf8Bytes(digest.Kinds, Wire.Options);
        ArchiveFrame.Number(frame, kinds.Length);
        frame.Write(kinds);
        await archive.WriteAsync(frame.GetBuffer().AsMemory(0, (int)frame.Length), cancel);
        return digest;
    }

    /// <summary>The items of an archive, each added to the digest; after the last one it is compared with what the archive says it holds.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or damaged: the message says after how many items.</exception>
    public static async IAsyncEnumerable<ArchiveItem> Read(Stream file, ArchiveDigest digest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var format = new byte[Format.Length];
        var found = await file.ReadAtLeastAsync(format, format.Length, throwOnEndOfStream: false, cancel);
        if (!format.AsSpan(0, found).SequenceEqual(Format)) throw new InvalidDataException("this is no archive of this program's first format");

        await using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        await using var archive = new BufferedStream(unpacked, 1 << 16);
        var frame = new MemoryStream();
        while (Next(archive, digest) is { } item)
        {
            cancel.ThrowIfCancellationRequested();
            frame.SetLength(0);
            Add(digest, frame, item);
            yield return item;
        }
    }

    /// <summary>What a store holds, without a file.</summary>
    public static async Task<ArchiveDigest> Weigh(IAsyncEnumerable<ArchiveItem> items, CancellationToken cancel)
    {
        var digest = new ArchiveDigest();
        var frame = new MemoryStream();
        await foreach (var item in items.WithCancellation(cancel))
        {
            frame.SetLength(0);
            Add(digest, frame, item);
        }

        return digest;
    }

    private static void Add(ArchiveDigest digest, MemoryStream frame, ArchiveItem item)
    {
        ArchiveFrame.Write(frame, item);
        digest.Add(item, frame.GetBuffer().AsSpan(0, (int)frame.Length));
    }

    private static ArchiveItem? Next(Stream archive, ArchiveDigest digest)
    {
        try
        {
            var length = ArchiveFrame.Number(archive);
            if (length != End) return ArchiveFrame.Read(archive, ArchiveFrame.Piece(archive, length));
            var kinds = JsonSerializer.Deserialize<ArchivedKind[]>(ArchiveFrame.Piece(archive, ArchiveFrame.Number(archive)), Wire.Options)!;
            var differ = ArchiveDigest.Differences(kinds, digest.Kinds);
            return differ.Count == 0 ? null : throw new InvalidDataException($"it does not hold what it says it does of: {string.Join(", ", differ)}");
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"the archive is damaged after {digest.Count:N0} items: {broken.Message}", broken);
        }
    }
}

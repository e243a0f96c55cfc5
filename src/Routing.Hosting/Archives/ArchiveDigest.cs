using System.Security.Cryptography;

namespace Routing.Hosting;

/// <summary>What an archive or a store holds, by kind: how many, and a hash over all of them that does not depend on their order.</summary>
/// <remarks>The hash is the exclusive or of the SHA-256 of each item: of two stores with equal digests each item is the same, byte for byte.</remarks>
public sealed class ArchiveDigest
{
    private readonly SortedDictionary<string, Entry> _kinds = new(StringComparer.Ordinal);

    /// <summary>Items so far.</summary>
    public long Count { get; private set; }

    /// <summary>A line for each kind.</summary>
    public IReadOnlyList<ArchivedKind> Kinds => [.. _kinds.Select(kind => new ArchivedKind(kind.Key, kind.Value.Count, Convert.ToHexStringLower(kind.Value.Hash)))];

    public void Add(ArchiveItem item, ReadOnlySpan<byte> frame)
    {
        var kind = item.GetType().Name["Archived".Length..].ToLowerInvariant();
        if (!_kinds.TryGetValue(kind, out var entry)) _kinds[kind] = entry = new Entry();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(frame, hash);
        for (var i = 0; i < hash.Length; i++) entry.Hash[i] ^= hash[i];
        entry.Count++;
        Count++;
    }

    /// <returns>The kinds in which they differ; empty if they are the same.</returns>
    public static IReadOnlyList<string> Differences(IReadOnlyList<ArchivedKind> a, IReadOnlyList<ArchivedKind> b) =>
        [.. a.Except(b).Concat(b.Except(a)).Select(kind => kind.Kind).Distinct().Order(StringComparer.Ordinal)];

    private sealed class Entry
    {
        public long Count { get; set; }

        public byte[] Hash { get; } = new byte[SHA256.HashSizeInBytes];
    }
}

/// <param name="Hash">In hexadecimal.</param>
public sealed record ArchivedKind(string Kind, long Count, string Hash);

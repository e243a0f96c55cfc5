namespace Routing.Core.Customers;

/// <summary>The threading rule: which messages of one customer are one thread. A function of the messages and of the recorded cuts alone,
/// so the order in which they came cannot matter.</summary>
/// <remarks>
/// Two messages are one thread if a row of these links leads from one to the other:
/// they are in one chain with no cut of that chain between them;
/// or they are neighbours in time among the customer's messages of one visibility, at most the longer of their two join times apart
/// (0: never), with no cut of either's chain between them.
/// A cut at an instant lies after the messages created at that instant.
/// </remarks>
internal static class Membership
{
    /// <summary>For each message the index of the first one of its group. Takes n log n in the number of messages.</summary>
    public static int[] Of(IReadOnlyList<FiledEntry> entries, IReadOnlyList<Cut> cuts)
    {
        var first = new int[entries.Count];
        for (var i = 0; i < first.Length; i++) first[i] = i;

        var cutsOf = cuts.ToLookup(cut => cut.Chain, cut => cut.At);
        LinkChains(entries, cutsOf, first);
        LinkNeighbours(entries, cutsOf, first);
        LinkTied(entries, first);
        for (var i = 0; i < first.Length; i++) first[i] = Find(first, i);
        return first;
    }

    private static void LinkChains(IReadOnlyList<FiledEntry> entries, ILookup<MessageKey, Instant> cutsOf, int[] first)
    {
        var groups = new Dictionary<(MessageKey, int), int>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var segment = (entry.Chain, cutsOf[entry.Chain].Count(cut => cut < entry.CreatedAt));
            if (!groups.TryAdd(segment, i)) Link(first, groups[segment], i);
        }
    }

    private static void LinkNeighbours(IReadOnlyList<FiledEntry> entries, ILookup<MessageKey, Instant> cutsOf, int[] first)
    {
        Span<int> before = [-1, -1];
        for (var i = 0; i < entries.Count; i++)
        {
            var b = entries[i];
            var previous = before[(int)b.Visibility];
            before[(int)b.Visibility] = i;
            if (previous >= 0 && AreClose(entries[previous], b, cutsOf)) Link(first, previous, i);
        }
    }

    private static bool AreClose(FiledEntry a, FiledEntry b, ILookup<MessageKey, Instant> cutsOf)
    {
        var join = Math.Max(a.JoinMs, b.JoinMs);
        return join > 0
            && b.CreatedAt - a.CreatedAt <= join
            && !cutsOf[a.Chain].Concat(cutsOf[b.Chain]).Any(cut => a.CreatedAt <= cut && cut < b.CreatedAt);
    }

    private static void LinkTied(IReadOnlyList<FiledEntry> entries, int[] first)
    {
        var groups = new Dictionary<ThreadId, int>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is { Tied: true, Thread: { } thread } && !groups.TryAdd(thread, i)) Link(first, groups[thread], i);
        }
    }

    private static void Link(int[] first, int a, int b)
    {
        var (x, y) = (Find(first, a), Find(first, b));
        first[Math.Max(x, y)] = Math.Min(x, y);
    }

    private static int Find(int[] first, int i)
    {
        while (first[i] != i) i = first[i] = first[first[i]];
        return i;
    }
}

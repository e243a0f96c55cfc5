using Routing.Core.Directory;

namespace Routing.Core.Tests.Customers;

/// <summary>A message as a network has it.</summary>
internal sealed record Post(MessageKey Message, CustomerKey Author, MessageKey? Parent, MessageFacts Facts)
{
    public Receive Receive(long origin = 0) => new(Message, Author, Parent, Facts, new Origin(origin));
}

/// <summary>A cut as a customer recorded it.</summary>
internal sealed record PostCut(CustomerKey Customer, Instant At, MessageKey[] Chains);

/// <summary>The right answer by brute force, from all posts at once and nothing else.</summary>
internal static class Reference
{
    /// <summary>Chains: what is linked by replies, parents that never came included.</summary>
    public static Sets<MessageKey> Chains(IReadOnlyCollection<Post> posts)
    {
        var sets = new Sets<MessageKey>();
        foreach (var post in posts) sets.Unite(post.Message, post.Parent ?? post.Message);
        return sets;
    }

    public static string[] Threads(IReadOnlyCollection<Post> posts, IReadOnlyCollection<PostCut> cuts)
    {
        var chains = Chains(posts);
        var sets = new Sets<MessageKey>();
        foreach (var one in posts.Where(post => post.Facts.MakesWork).GroupBy(post => post.Author))
        {
            Post[] all = [.. one.OrderBy(post => post.Facts.CreatedAt).ThenBy(post => post.Message)];
            foreach (var a in all) sets.Unite(a.Message, a.Message);
            for (var i = 0; i < all.Length; i++)
            {
                for (var j = i + 1; j < all.Length; j++)
                {
                    var (a, b) = (all[i], all[j]);
                    var isNext = !all[(i + 1)..j].Any(between => between.Facts.Visibility == a.Facts.Visibility);
                    if (SameChain(a, b) || (isNext && Close(a, b))) sets.Unite(a.Message, b.Message);
                }
            }
        }

        return [.. sets.Groups()];

        bool SameChain(Post a, Post b) => chains.Of(a.Message) == chains.Of(b.Message) && !IsCut(a, b, [a]);

        bool Close(Post a, Post b) =>
            a.Facts.Visibility == b.Facts.Visibility
            && Math.Max(a.Facts.JoinMs, b.Facts.JoinMs) is > 0 and var join
            && b.Facts.CreatedAt - a.Facts.CreatedAt <= join
            && !IsCut(a, b, [a, b]);

        bool IsCut(Post a, Post b, Post[] of) => cuts.Any(cut =>
            cut.Customer == a.Author && a.Facts.CreatedAt <= cut.At && cut.At < b.Facts.CreatedAt
            && cut.Chains.Any(chain => of.Any(post => chains.Of(post.Message) == chains.Of(chain))));
    }
}

/// <summary>Sets that unite. Slow and plain.</summary>
internal sealed class Sets<T>
    where T : notnull
{
    private readonly Dictionary<T, T> _next = [];

    public T Of(T item)
    {
        while (_next.TryGetValue(item, out var next) && !next.Equals(item)) item = next;
        return item;
    }

    public void Unite(T a, T b)
    {
        _next.TryAdd(a, a);
        _next.TryAdd(b, b);
        _next[Of(a)] = Of(b);
    }

    /// <summary>Each set as one line, sorted: equal partitions are equal.</summary>
    public IEnumerable<string> Groups() => Partition.Of(_next.Keys.Select(item => (Of(item).ToString()!, item.ToString()!)));
}

internal static class Partition
{
    public static string[] Of(IEnumerable<(string Group, string Item)> items) =>
    [
        .. items
            .GroupBy(item => item.Group, item => item.Item)
            .Select(group => string.Join(' ', group.Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
